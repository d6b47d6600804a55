/// Vertical scaling by forecast: all workers move along a ladder of instance types (rungs.h), at regular intervals, to
/// the smallest that carries the greatest load expected until the next; never beyond the largest.
///
/// It stays where it is, or comes down again (`down`). The number of workers is the fleet's own. Moves as an answer to
/// a metric are vertical.h's and vpa.h's.
#pragma once

#include "models/scaling/by_clock.h"
#include "models/scaling/load_forecast.h"
#include "models/scaling/rungs.h"

namespace headroom {

struct LadderPolicy : ForecastSpec, RungSpec {
  Duration every = Duration::hours(24);
  Ratio margin;
  bool down = false;
};

const Type& typeOf(const LadderPolicy*);

}  // namespace headroom
