#include "models/fault/slow_launches.h"

#include "models/fault/holding.h"

namespace headroom {

const Type& typeOf(const SlowLaunches*) {
  using S = SlowLaunches;
  static const Type type =
      object<S>("Workers take longer to start.",
                {fieldAs(nameType(), "service", &S::service, "Whose workers; absent: all services'."),
                 fieldAs(nameType(), "zone", &S::zone, "Which zone; absent: all."),
                 field("factor", &S::factor, "On the times of `start`: launch, boot, init.", between(0.01, 1000))});
  return type;
}

double startFactorIn(const World& w, std::uint32_t service, std::uint8_t zone) {
  double factor = 1;
  whileHolding<SlowLaunches>(w, service, zone,
                             [&](const SlowLaunches& fault, std::uint32_t) { factor *= fault.factor; });
  return factor;
}

}  // namespace headroom
