#include "models/scaling/rungs.h"

#include "models/fleet/instance_types.h"

#include <algorithm>

namespace headroom {

const Type& typeOf(const RungSpec::By*) {
  using B = RungSpec::By;
  static const Type type =
      choice<B>({{"resize", std::int64_t(B::resize), "stop, change, start, one after the other"},
                 {"rolling", std::int64_t(B::rolling), "launch one of the new type, then let go"}});
  return type;
}

const Type& rungTypes() {
  static const Type type = listOf<std::string>(typeFor<std::string>());
  return type;
}

std::vector<std::int64_t> sizesOf(const RungSpec& spec) {
  std::vector<std::int64_t> sizes;
  const double first = findInstanceType(spec.types.front()).vcpu;
  for (const std::string& name : spec.types)
    sizes.push_back(static_cast<std::int64_t>(findInstanceType(name).vcpu / first + 0.5));
  return sizes;
}

std::size_t firstRung(const RungSpec& spec) {
  const auto found = std::find(spec.types.begin(), spec.types.end(), spec.initial);
  return found == spec.types.end() ? 0 : static_cast<std::size_t>(found - spec.types.begin());
}

std::size_t rungFor(std::span<const std::int64_t> sizes, double needed) {
  std::size_t rung = 0;
  while (rung + 1 < sizes.size() && static_cast<double>(sizes[rung]) < needed - 1e-9) ++rung;
  return rung;
}

}  // namespace headroom
