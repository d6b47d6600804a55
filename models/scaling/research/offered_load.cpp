#include "models/scaling/research/offered_load.h"

#include "sim/math.h"

namespace headroom {

const Type& typeOf(const OfferedLoadPolicy*) {
  using O = OfferedLoadPolicy;
  static const Type type = object<O>(
      "Modified offered load and a square root for safety (Jennings et al. 1996): so many slots that few calls wait.",
      withPeriod<O>({required(field("service_time", &O::serviceTime, "Mean time of a call in its slot.", above(0))),
                     required(field("slots", &O::slots, "Of one worker.", between(1, 1e6))),
                     field("waits", &O::waits, "Share of calls that may wait.", between(1e-6, 0.999))}));
  return type;
}

double safetyFor(double share) {
  constexpr double density0 = 0.3989422804014327;  // 1/√(2π)
  double low = 0, high = 10;
  for (int i = 0; i < 60; ++i) {
    const double b = (low + high) / 2;
    const double waits = 1 / (1 + b * math::normal(b) / (density0 * math::exp(-b * b / 2)));
    (waits > share ? low : high) = b;
  }
  return (low + high) / 2;
}

std::int64_t OfferedLoadRule::workers(const Observation& seen) {
  const double period = spec_.period.inSeconds(), mean = spec_.serviceTime.inSeconds();
  const double stationary = seen.newest.value / period * mean;
  load_ = load_ < 0 ? stationary : stationary + (load_ - stationary) * math::exp(-period / mean);
  const std::int64_t slots = wholeAbove(load_ + safety_ * std::sqrt(load_));
  return (slots + spec_.slots - 1) / spec_.slots;
}

}  // namespace headroom
