#include "models/scaling/research/adapt.h"

#include <algorithm>

namespace headroom {

const Type& typeOf(const AdaptPolicy*) {
  static const Type type = object<AdaptPolicy>("Adapt (Ali-Eldin et al. 2012): in slowly by a controller, out at once.",
                                               withLoad<AdaptPolicy>({}));
  return type;
}

void AdaptRule::estimate(double needed, double capacity) {
  constexpr double share = 0.01, looks = 5, slower = 4;
  ++periods_;
  allCapacity_ += capacity;
  ++sinceMean_;
  capacitySinceMean_ += capacity;
  ++sinceEstimate_;
  if (sinceMean_ >= std::ceil(every_)) {
    mean_ = capacitySinceMean_ / sinceMean_;
    sinceMean_ = capacitySinceMean_ = 0;
  }
  if (sinceEstimate_ < every_ || !(mean_ > 0)) return;
  sinceEstimate_ = 0;
  rate_ = mean_ / (allCapacity_ / periods_) * (needed - capacity);
  if (rate_ < 0) rate_ /= slower;
  every_ = looks * share * capacity / mean_;
}

std::int64_t AdaptRule::workers(const Observation& seen) {
  const double needed = static_cast<double>(wholeAbove(loadOf(spec_, seen)));
  double capacity = static_cast<double>(seen.desired);
  estimate(needed, capacity);
  sum_ += rate_;
  const double whole = std::trunc(sum_);
  sum_ -= whole;
  if (needed > capacity) return wholeAbove(1.1 * needed);
  return static_cast<std::int64_t>(std::max(needed, capacity + whole));
}

}  // namespace headroom
