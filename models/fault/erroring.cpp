#include "models/fault/erroring.h"

namespace headroom {

const Type& typeOf(const Erroring*) {
  using E = Erroring;
  static const Type type =
      object<E>("Answers are errors with some probability.",
                {fieldAs(nameType(), "service", &E::service, "Which service; absent: all."),
                 fieldAs(nameType(), "zone", &E::zone, "Which zone; absent: all."),
                 field("probability", &E::probability, "Of an error, for each call.", between(0, 1))});
  return type;
}

}  // namespace headroom
