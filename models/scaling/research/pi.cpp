#include "models/scaling/research/pi.h"

#include <algorithm>

namespace headroom {

const Type& typeOf(const PiPolicy*) {
  using P = PiPolicy;
  static const Type type =
      object<P>("A proportional-integral controller (Hellerstein et al. 2004) that keeps a metric at its target.",
                withMetric<P>({fieldAs(targetType(), "target", &P::target,
                                       "Where to: `60 %`, or a number per worker and period.", above(0)),
                               field("proportional", &P::proportional,
                                     "Workers for an error that has just come, of one target.", between(0, 1e6)),
                               field("integral", &P::integral,
                                     "Workers a period for an error that lasts, of one target.", between(0, 1e6))}));
  return type;
}

double PiRule::output(double error) {
  output_ += (spec_.proportional + spec_.integral) * error - spec_.proportional * error_;
  error_ = error;
  return output_;
}

std::int64_t PiRule::workers(const Observation& seen) {
  const auto there = static_cast<double>(seen.desired);
  if (std::abs(output_ - there) > 1) output_ = there;
  const double wanted = output(seen.newest.value / spec_.target - 1);
  return static_cast<std::int64_t>(std::clamp(std::floor(wanted + 0.5), 0.0, 1e9));
}

}  // namespace headroom
