#include "models/region/region_spec.h"

namespace headroom {

static const Type& typeOf(const CrossZoneSpec*) {
  using C = CrossZoneSpec;
  static const Type type = object<C>(
      "What crossing between zones costs.",
      {field("latency", &C::latency, "One way.", between(0, 10)),
       field("price", &C::price, "Per direction, on the bytes a call moves (`demands.network_io`).", atLeast(0))});
  return type;
}

const Type& typeOf(const RegionSpec*) {
  using R = RegionSpec;
  static const Type type = object<R>("Where it is: zones that fail apart from one another.",
                                     {fieldAs(namesType(), "zones", &R::zones, "Names of the zones."),
                                      field("cross_zone", &R::crossZone, "What crossing between zones costs."),
                                      field("function_concurrency", &R::functionConcurrency,
                                            "Calls that all functions together may run at a time.", between(1, 1e9))});
  return type;
}

}  // namespace headroom
