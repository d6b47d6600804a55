/// What a run's fleet cost beyond the cheapest that would have carried the same demand: the price of not knowing it.
///
/// The optimum knows the demand and starts workers in time; each of its launches pays for the same idle time as the
/// run's own did on average (booting, starting, registering, draining), and for the billing minimum where that is
/// longer (flow.h). It carries all demand at rated capacity, so a policy that leaves demand unmet can be cheaper than
/// it: regret is told with what was unmet, never alone. Its parts add up to it, whatever they are called.
#pragma once

#include "analysis/measures/run_series.h"

namespace headroom::optimum {

/// How the run's workers became money.
struct Billing {
  double minimum = 0;   // a launch is billed for so long at least [s]
  double addedUsd = 0;  // by minimum and rounding, to the run's bill; 0: nothing, or not known
};

/// Of the regret, in worker-hours. `waited`: in service beyond hindsight's fleet and beyond the reserve; `zoneReserve`:
/// in service beyond it, and needed if the fullest of zones evenly filled were lost; `startUp`: not serving, less what
/// hindsight's own launches pay; `billing`: added by minimum and rounding; `missing`: where hindsight would have had
/// more, so never above 0.
struct RegretParts {
  double waited = 0, zoneReserve = 0, startUp = 0, billing = 0, missing = 0;
};

struct Regret {
  double paidHours = 0, optimumHours = 0;  // worker-hours, with what the billing minimum adds
  double hours = 0, share = 0;             // paid − optimum, and over the optimum
  double usd = 0;                          // the same at the run's own price a worker-hour
  RegretParts parts;
  double usdPerHour = 0;      // of a worker
  double minimumHours = 0;    // of the optimum, due to the billing minimum; NaN: too large to be weighed
  double unmetHours = 0;      // what the run left unmet,
  double unmetStarting = 0;   // of it what workers on their way would have carried; the rest nobody had ordered
  double launchSeconds = 0;   // paid idle time of a launch; NaN: nothing was launched, taken as 0
  std::int64_t launches = 0;  // of the optimum
};

/// `rated`: what a worker is meant to carry [first attempts/s]. All NaN where capacity is not known. The workers that
/// serve in the first step were there before. A billing minimum is weighed up to 300,000 steps times workers.
Regret regretOf(const measures::RunSeries&, std::size_t service, double rated, Billing = {});

}  // namespace headroom::optimum
