#include "models/scaling/research/autoscale.h"

namespace headroom {

const Type& typeOf(const AutoScalePolicy*) {
  using A = AutoScalePolicy;
  static const Type type = object<A>(
      "AutoScale (Gandhi et al. 2012): follows requests in the system, lets idle workers wait; with `lowest_index`.",
      withPeriod<A>({required(field("packed", &A::packed, "Requests at once on one worker.", above(0))),
                     field("wait", &A::wait, "How long an idle worker stays.", atLeast(0))}));
  return type;
}

std::int64_t AutoScaleRule::workers(const Observation& seen) {
  const double inSystem = seen.newest.value * static_cast<double>(seen.newest.counted);
  const auto needed = static_cast<std::size_t>(wholeAbove(inSystem / spec_.packed));
  const auto there = static_cast<std::size_t>(seen.desired);
  if (busy_.size() < std::max(needed, there)) busy_.resize(std::max(needed, there), seen.newest.end);
  for (std::size_t i = 0; i < needed; ++i) busy_[i] = seen.newest.end;
  while (busy_.size() > needed && seen.newest.end - busy_.back() >= spec_.wait) busy_.pop_back();
  return static_cast<std::int64_t>(busy_.size());
}

}  // namespace headroom
