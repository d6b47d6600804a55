/// How good forecasts of a scenario's load would have been: every method, from many hours of its past, against what
/// came.
///
/// What came is the `history:` of a policy that plans ahead, then the rates to be expected in the run, hour by hour;
/// nothing is run, so errors are those of the rhythm and of recorded noise, not of chance within an hour. A forecast is
/// made every 6 hours, of the next 6, as predictive scaling uses it.
#pragma once

#include "models/blueprint.h"
#include "models/scaling/forecast/backtest.h"

#include <string>
#include <vector>

namespace headroom {

struct MethodReport {
  std::string method;
  bool used = false;  // it is the policy's own
  forecast::Score score;
  double mase = 0;  // mean absolute error over that of saying the last season again
};

struct BacktestReport {
  std::string service, policy;  // no policy: none plans ahead
  std::int64_t seasonHours = 24, hoursBefore = 0, hours = 0;
  std::vector<MethodReport> methods;
};

/// Of every policy that plans ahead; if there is none, of the entry service. Empty where no rate is expected.
std::vector<BacktestReport> backtestsOf(const Blueprint&);

std::string textOf(const std::string& scenario, const std::vector<BacktestReport>&);
std::string jsonOf(const std::string& scenario, const std::vector<BacktestReport>&);

}  // namespace headroom
