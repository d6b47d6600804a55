#include "models/scaling/ladder.h"

namespace headroom {

const Type& typeOf(const LadderPolicy*) {
  using L = LadderPolicy;
  static const Type type = object<L>(
      "Vertical scaling by forecast: workers move along a ladder of instance types.",
      withForecast<L>(true,
                      withRungs<L>({field("every", &L::every, "From one look to the next; the first is at the start.",
                                          between(300, 31'536'000)),
                                    field("margin", &L::margin, "Carried on top of what is expected.", between(0, 10)),
                                    field("down", &L::down, "May it move to smaller types?")})));
  return type;
}

}  // namespace headroom
