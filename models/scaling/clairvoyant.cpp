#include "models/scaling/clairvoyant.h"

#include "models/param.h"
#include "sim/sliding.h"

#include <algorithm>
#include <functional>

namespace headroom {

const Type& typeOf(const ClairvoyantPolicy*) {
  using C = ClairvoyantPolicy;
  static const Type type = object<C>(
      "What somebody would do who knows the demand: each worker just in time. To compare others with.",
      {optionalField("target", &C::target, "Requests a second that one worker is to carry; default its rated capacity.",
                     above(0)),
       field("lead", &C::lead, "How long before it is needed a worker is ordered: what its start takes.", atLeast(0)),
       optionalField("idle", &C::idle,
                     "Idle time that costs as much as a launch: through shorter gaps a worker is kept; default `lead`.",
                     atLeast(0)),
       field("step", &C::step, "How finely it looks.", between(1, 3600))});
  return type;
}

std::vector<std::int64_t> justInTime(std::span<const std::int64_t> needed, std::size_t lead, std::size_t gap) {
  const std::size_t width = std::min(gap, needed.size());
  std::vector<std::int64_t> padded(width, 0);  // before the begin nothing is needed
  padded.insert(padded.end(), needed.begin(), needed.end());
  std::vector<std::int64_t> fleet =
      bestAhead(bestAhead(padded, width, std::greater<>()), width, std::less<>());  // dilated, then eroded
  fleet.resize(needed.size());
  return bestAhead(fleet, lead, std::greater<>());
}

}  // namespace headroom
