/// Every measure of a run (docs/measures.md), of its trace and of what its scenario says.
///
/// A measure that cannot be known is NaN: nothing ended, no rated capacity, a window longer than the run. What the
/// summary of the run says as well agrees with it; how nearly, docs/measures.md tells.
#pragma once

#include "analysis/measures/capacity.h"
#include "analysis/measures/elasticity.h"
#include "analysis/measures/run_series.h"
#include "analysis/measures/slo.h"

#include <array>
#include <string>
#include <vector>

namespace headroom::measures {

/// What a trace does not hold. All may be left empty.
struct Facts {
  struct Objective {
    double target = 0;
    double window = 0;  // that the error budget is for [s]; NaN: the run's
  };
  std::vector<Objective> objectives;  // in the order of the trace's; else their budgets are not known
  std::vector<double> rated;  // of each service: what a worker is meant to carry [first attempts/s]; NaN: unknown
  struct Fault {
    std::string name;
    bool overAtOnce = false;  // it ends where it begins, and no event says so
  };
  std::vector<Fault> faults;  // by number
};

struct LatencyFigures {
  double p50 = 0, p90 = 0, p95 = 0, p99 = 0, p999 = 0;  // [s]
  double n = 0;                                         // calls, or requests
};

struct ServiceMeasures {
  std::string name;
  double availability = 0;
  double served = 0, lost = 0;  // calls; lost: failed, rejected or timed out
  double late = 0, wastedWork = 0;
  LatencyFigures latency;
  Capacity capacity;
  double rated = 0;  // [first attempts/s]
  double paidHours = 0, unusedHours = 0, unmetHours = 0, notServingHours = 0;
  Elasticity elasticity;
  double elasticityGrid = 0;  // of instability and jitter [s]
  std::array<ZoneHeadroom, 3> headroom;
  double workersMean = 0;
  double launched = 0, launchFailed = 0, workersLost = 0, terminated = 0;
  double churnPerDay = 0;  // (launched + ended)/2 over the mean fleet, a day
};

struct ObjectiveMeasures {
  std::string name;
  double target = 0, window = 0;  // NaN: not known
  double good = 0, ended = 0, attainment = 0, budgetSpent = 0, budgetLeft = 0, timeKept = 0;
  std::array<Burn, 3> burn;  // over 1 h, 6 h, 3 d
  RunsOut runsOut;
};

struct FaultMeasures {
  std::string name;
  double begins = 0, noticed = 0, ends = 0;  // [s]; of its first time
  double recovery = 0;                       // [s] since it began
  std::size_t times = 0;
};

struct Measures {
  double seconds = 0;
  double offered = 0, served = 0, lost = 0, retries = 0;  // requests
  double availability = 0;
  LatencyFigures latency;  // of requests; none in traces that keep histograms of calls only
  double costUsd = 0, costPerMillion = 0, costPerMonth = 0;  // of workers, without what a billing minimum adds
  std::vector<ServiceMeasures> services;
  std::vector<ObjectiveMeasures> objectives;
  std::vector<FaultMeasures> faults;
};

/// Of requests served in a window, in whole intervals of the histograms.
LatencyFigures requestLatencyIn(const RunSeries&, Window);

Measures measuresOf(const RunSeries&, const Facts& = {});

/// What one worker is meant to carry, as far as a trace tells: the most that supply over workers in service ever was
/// (faults only lower it). NaN without capacity. Of a ladder of types it is the largest one's.
double ratedOf(const ServiceSeries&);

}  // namespace headroom::measures
