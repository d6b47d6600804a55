#include "models/scaling/fixed.h"

namespace headroom {

const Type& typeOf(const FixedPolicy*) {
  static const Type type = object<FixedPolicy>("Keeps the number of workers and replaces the unhealthy.", {});
  return type;
}

}  // namespace headroom
