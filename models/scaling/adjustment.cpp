#include "models/scaling/adjustment.h"

#include <algorithm>
#include <cstdlib>

namespace headroom {

const Type& typeOf(const Adjustment*) {
  using A = Adjustment;
  static const Type type = choice<A>({
      {"change", std::int64_t(A::change), "`by` workers more, or fewer (ChangeInCapacity)"},
      {"percent", std::int64_t(A::percent), "`by` per cent more, or fewer (PercentChangeInCapacity)"},
      {"exact", std::int64_t(A::exact), "`by` workers (ExactCapacity)"},
  });
  return type;
}

std::int64_t adjusted(Adjustment type, std::int64_t base, std::int64_t by, std::int64_t minMagnitude) {
  if (type == Adjustment::exact) return std::max<std::int64_t>(0, by);
  if (type == Adjustment::change || by == 0) return base + by;
  const std::int64_t sign = by > 0 ? 1 : -1;
  std::int64_t delta = base * by / 100;
  if (delta == 0 && base > 0) delta = sign;
  if (std::abs(delta) < minMagnitude) delta = sign * minMagnitude;
  return base + delta;
}

}  // namespace headroom
