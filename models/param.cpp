#include "models/param.h"

namespace headroom {
namespace {

Type scalar(Quantity q) {
  Type t;
  t.quantity = q;
  return t;
}

}  // namespace

#define HEADROOM_SCALAR(T, q)                     \
  const Type& typeOf(const T*) {                  \
    static const Type type = scalar(Quantity::q); \
    return type;                                  \
  }
HEADROOM_SCALAR(bool, flag)
HEADROOM_SCALAR(std::int64_t, integer)
HEADROOM_SCALAR(double, number)
HEADROOM_SCALAR(Limit, limit)
HEADROOM_SCALAR(Duration, duration)
HEADROOM_SCALAR(Rate, rate)
HEADROOM_SCALAR(Ratio, ratio)
HEADROOM_SCALAR(Bytes, bytes)
HEADROOM_SCALAR(BytesPerSecond, bytesPerSecond)
HEADROOM_SCALAR(UsdPerHour, usdPerHour)
HEADROOM_SCALAR(UsdPerGb, usdPerGb)
HEADROOM_SCALAR(When, when)
HEADROOM_SCALAR(std::string, text)
#undef HEADROOM_SCALAR

const Type& nameType() {
  static const Type type = scalar(Quantity::name);
  return type;
}

const Type& timestampType() {
  static const Type type = scalar(Quantity::timestamp);
  return type;
}

}  // namespace headroom
