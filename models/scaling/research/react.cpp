#include "models/scaling/research/react.h"

namespace headroom {

const Type& typeOf(const ReactPolicy*) {
  static const Type type =
      object<ReactPolicy>("React (Chieu et al. 2009): a fifth more than is missing, a fifth more than is needed.",
                          withLoad<ReactPolicy>({}));
  return type;
}

std::int64_t ReactRule::workers(const Observation& seen) const {
  constexpr double generous = 1.2, slack = 1.1;
  const double load = loadOf(spec_, seen);
  const std::int64_t needed = wholeAbove(load);
  if (needed > seen.desired)
    return seen.desired + static_cast<std::int64_t>(std::floor(generous * static_cast<double>(needed - seen.desired)));
  if (slack * load < static_cast<double>(seen.desired)) return wholeAbove(generous * static_cast<double>(needed));
  return seen.desired;
}

}  // namespace headroom
