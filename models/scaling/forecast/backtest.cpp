#include "models/scaling/forecast/backtest.h"

#include "sim/math.h"

#include <algorithm>
#include <cmath>

namespace headroom::forecast {

Score scoreOf(std::span<const double> came, std::span<const Expected> expected, double level) {
  Score s;
  s.n = came.size();
  double absolute = 0, squares = 0, shares = 0, values = 0, errors = 0;
  std::size_t within = 0, bounded = 0, sized = 0;
  for (std::size_t i = 0; i < s.n; ++i) {
    const double error = math::abs(came[i] - expected[i].value);
    const Bounds bounds = interval(expected[i], level);
    absolute += error;
    squares += error * error;
    values += came[i];
    errors += came[i] - expected[i].value;
    bounded += !std::isnan(expected[i].error);
    within += came[i] >= bounds.low && came[i] <= bounds.high;
    if (came[i] == 0) continue;
    shares += error / math::abs(came[i]);
    ++sized;
  }
  const auto n = static_cast<double>(s.n);  // 0: all is 0/0, unknown
  s.mae = absolute / n;
  s.rmse = math::sqrt(squares / n);
  s.mape = shares / static_cast<double>(sized);
  s.wape = absolute / values;
  s.bias = errors / n;
  s.coverage = static_cast<double>(within) / static_cast<double>(bounded);
  return s;
}

double seasonalChange(std::span<const double> series, std::size_t season) {
  double sum = 0;
  for (std::size_t t = season; t < series.size(); ++t) sum += math::abs(series[t] - series[t - season]);
  return sum / static_cast<double>(series.size() - std::min(season, series.size()));
}

Score backtest(const Forecaster& forecaster, std::span<const double> series, const Origins& o) {
  std::vector<double> came;
  std::vector<Expected> expected;
  std::size_t refused = 0;
  for (std::size_t origin = o.first; origin < series.size(); origin += std::max<std::size_t>(o.every, 1)) {
    const std::size_t steps = std::min(o.steps, series.size() - origin);
    const Forecast f = forecaster(series.first(origin), steps);
    if (!f.refused.empty()) {
      ++refused;
      continue;
    }
    for (std::size_t h = 0; h < steps; ++h) came.push_back(series[origin + h]);
    expected.insert(expected.end(), f.ahead.begin(), f.ahead.end());
  }
  Score s = scoreOf(came, expected, o.level);
  s.refused = refused;
  return s;
}

}  // namespace headroom::forecast
