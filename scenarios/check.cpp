#include "scenarios/check.h"

namespace headroom {

Issues check(const ScenarioSpec&, const PlaceOf&) { return {}; }

}  // namespace headroom
