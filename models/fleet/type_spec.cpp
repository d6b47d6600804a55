#include "models/fleet/type_spec.h"

namespace headroom {

const Type& typeOf(const Allocation*) {
  static const Type type = choice<Allocation>({
      {"prioritized", std::int64_t(Allocation::prioritized), "in the order of the list"},
      {"lowest_price", std::int64_t(Allocation::lowestPrice), "cheapest first, by price a capacity unit"},
  });
  return type;
}

const Type& typeList() {
  using T = TypeSpec;
  static const Type element = object<T>(
      "An instance type of the fleet.",
      {required(field("type", &T::type, "Of the catalogue; the first in the list is the worker's `type`.")),
       optionalField("weight", &T::weight,
                     "Capacity units that it counts; absent, of all types: 1. With weights `min`, `max`, `initial` and "
                     "what policies set are in units.",
                     between(1, 999)),
       optionalField("slots", &T::slots,
                     "Calls at once; default the worker's, times its vCPU over those of the worker's type.",
                     between(1, 65535)),
       field("speed", &T::speed, "Of one slot; service times are at 100 %.", between(0.01, 100))},
      "type");
  static const Type type = listOf<T>(element, "Instance types of the fleet, in the order of their priority.");
  return type;
}

}  // namespace headroom
