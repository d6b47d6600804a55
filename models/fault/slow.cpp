#include "models/fault/slow.h"

namespace headroom {

const Type& typeOf(const Slow*) {
  static const Type type = object<Slow>("Work takes longer in a zone, in a service, or in a service's part of a zone.",
                                        {fieldAs(nameType(), "service", &Slow::service, "Which service; absent: all."),
                                         fieldAs(nameType(), "zone", &Slow::zone, "Which zone; absent: all."),
                                         field("factor", &Slow::factor, "On service times.", between(0.01, 1000))});
  return type;
}

}  // namespace headroom
