/// How good a forecaster would have been: from many origins in the past it sees what was there then, and is compared
/// with what came.
#pragma once

#include "models/scaling/forecast/forecast.h"

#include <functional>

namespace headroom::forecast {

using Forecaster = std::function<Forecast(std::span<const double> history, std::size_t steps)>;

/// The first origin has `first` values behind it, the next `every` more, each forecasts `steps`; intervals are of
/// `level`.
struct Origins {
  std::size_t first = 0, every = 1, steps = 1;
  double level = 0.9;
};

struct Score {
  std::size_t n = 0;        // values compared
  double mae = 0;           // mean absolute error
  double rmse = 0;          // root of the mean squared error
  double mape = 0;          // mean absolute error as a share of the value, of values other than 0
  double wape = 0;          // sum of absolute errors over the sum of values
  double bias = 0;          // mean of what came less what was expected
  double coverage = 0;      // share of values within their intervals, of those that have one
  std::size_t refused = 0;  // origins without a forecast
};

/// Of values and what was expected of them, place by place; all NaN without values.
Score scoreOf(std::span<const double> came, std::span<const Expected> expected, double level);

/// Mean absolute change over a season: what a mean absolute error is measured against (MASE; Hyndman and Koehler,
/// Another look at measures of forecast accuracy, 2006). NaN with a season or less.
double seasonalChange(std::span<const double> series, std::size_t season);

/// All steps of all origins together; each origin fits anew.
Score backtest(const Forecaster&, std::span<const double> series, const Origins&);

}  // namespace headroom::forecast
