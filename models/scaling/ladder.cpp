#include "models/scaling/ladder.h"

namespace headroom {

static const Type& textsType() {
  static const Type type = listOf<std::string>(typeFor<std::string>());
  return type;
}

const Type& typeOf(const LadderPolicy::By*) {
  using B = LadderPolicy::By;
  static const Type type =
      choice<B>({{"resize", std::int64_t(B::resize), "stop, change, start, one after the other"},
                 {"rolling", std::int64_t(B::rolling), "launch one of the new type, then let go"}});
  return type;
}

const Type& typeOf(const LadderPolicy*) {
  using L = LadderPolicy;
  static const Type type = object<L>(
      "Vertical scaling: workers move along a ladder of instance types.",
      withForecast<L>(
          true,
          {required(fieldAs(textsType(), "types", &L::types,
                            "Types of the catalogue, smallest first; the first is the worker's `type`.")),
           field("by", &L::by, "How a worker changes its type."),
           field("stopped", &L::stopped, "Of `resize`: stop and change, before the worker's start.", atLeast(0)),
           field("every", &L::every, "From one look to the next; the first is at the start.", between(300, 31'536'000)),
           field("margin", &L::margin, "Carried on top of what is expected.", between(0, 10)),
           field("down", &L::down, "May it move to smaller types?")}));
  return type;
}

std::size_t rungFor(std::span<const double> sizes, double needed) {
  std::size_t rung = 0;
  while (rung + 1 < sizes.size() && sizes[rung] < needed - 1e-9) ++rung;
  return rung;
}

}  // namespace headroom
