#include "models/scaling/research/follow.h"

namespace headroom {

const Type& typeOf(const FollowPolicy::Band*) {
  using B = FollowPolicy::Band;
  static const Type type = choice<B>({{"none", std::int64_t(B::none), "every change of the load counts"},
                                      {"proportional", std::int64_t(B::proportional), "within half a worker: none"}});
  return type;
}

const Type& typeOf(const FollowPolicy*) {
  using F = FollowPolicy;
  static const Type type = object<F>("As many workers as the load of the last period needs.",
                                     withLoad<F>({field("band", &F::band, "Where it holds still.")}));
  return type;
}

std::int64_t FollowRule::workers(const Observation& seen) const {
  const double load = loadOf(spec_, seen);
  const bool near = std::abs(load - static_cast<double>(seen.desired)) <= 0.5;
  return spec_.band == FollowPolicy::Band::proportional && near ? seen.desired : wholeAbove(load);
}

}  // namespace headroom
