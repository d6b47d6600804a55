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

#define HEADROOM_NAMED_SCALAR(function, q)        \
  const Type& function() {                        \
    static const Type type = scalar(Quantity::q); \
    return type;                                  \
  }
HEADROOM_NAMED_SCALAR(nameType, name)
HEADROOM_NAMED_SCALAR(timestampType, timestamp)
HEADROOM_NAMED_SCALAR(fileType, file)
HEADROOM_NAMED_SCALAR(targetType, target)
HEADROOM_NAMED_SCALAR(goodType, good)
#undef HEADROOM_NAMED_SCALAR

const Type& namesType() {
  static const Type type = listOf<std::string>(nameType());
  return type;
}

const Type& numbersType() {
  static const Type type = listOf<double>(typeFor<double>());
  return type;
}

}  // namespace headroom
