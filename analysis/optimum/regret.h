/// What a run's fleet cost beyond the cheapest that would have carried the same demand: the price of not knowing it.
///
/// The optimum knows the demand and starts workers in time; each of its launches pays for the same idle time as the
/// run's own did on average (booting, starting, registering, draining). It carries all demand at rated capacity, so a
/// policy that leaves demand unmet can be cheaper than it: regret is told with what was unmet, never alone.
#pragma once

#include "analysis/measures/run_series.h"

namespace headroom::optimum {

struct Regret {
  double paidHours = 0, optimumHours = 0;  // worker-hours
  double hours = 0, share = 0;             // paid − optimum, and over the optimum
  double usd = 0;                          // the same at the run's own price a worker-hour
  double unmetHours = 0;                   // what the run left unmet
  double launchSeconds = 0;                // paid idle time of a launch; NaN: nothing was launched, taken as 0
  std::int64_t launches = 0;               // of the optimum
};

/// `rated`: what a worker is meant to carry [first attempts/s]. All NaN where capacity is not known. The workers that
/// serve in the first step were there before.
Regret regretOf(const measures::RunSeries&, std::size_t service, double rated);

}  // namespace headroom::optimum
