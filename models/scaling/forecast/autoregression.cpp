#include "models/scaling/forecast/history.h"
#include "sim/math.h"

#include <algorithm>

namespace headroom::forecast {

std::vector<double> autocovariances(std::span<const double> history, std::size_t most) {
  const double centre = mean(history);
  std::vector<double> all;
  for (std::size_t lag = 0; lag <= most; ++lag) {
    double sum = 0;
    for (std::size_t t = lag; t < history.size(); ++t) sum += (history[t] - centre) * (history[t - lag] - centre);
    all.push_back(sum / static_cast<double>(history.size()));
  }
  return all;
}

Autoregression autoregressionOf(std::span<const double> r) {
  Autoregression a;
  a.variance = r[0];
  for (std::size_t i = 1; i < r.size(); ++i) {
    double left = r[i];
    for (std::size_t j = 1; j < i; ++j) left -= a.weights[j - 1] * r[i - j];
    const double k = a.variance > 0 ? left / a.variance : 0;
    std::vector<double> longer = a.weights;
    for (std::size_t j = 1; j < i; ++j) longer[j - 1] -= k * a.weights[i - j - 1];
    longer.push_back(k);
    a.weights = std::move(longer);
    a.variance *= 1 - k * k;
  }
  return a;
}

Forecast autoregressive(std::span<const double> history, std::size_t order, std::size_t steps) {
  Forecast f;
  f.refused = order == 0 ? "an autoregression of order 0"
                         : tooLittle(history, 3 * order + 10, "an autoregression of order " + std::to_string(order));
  if (!f.refused.empty()) return f;
  const double centre = mean(history);
  const Autoregression a = autoregressionOf(autocovariances(history, order));
  std::vector<double> values(history.end() - static_cast<std::ptrdiff_t>(order), history.end());  // then what follows
  for (double& v : values) v -= centre;
  std::vector<double> psi{1};  // what an error of now adds to the value of j steps on
  double squares = 1;
  for (std::size_t h = 1; h <= steps; ++h) {
    double next = 0, carried = 0;
    for (std::size_t j = 1; j <= order; ++j) {
      next += a.weights[j - 1] * values[values.size() - j];
      if (j <= h) carried += a.weights[j - 1] * psi[h - j];
    }
    values.push_back(next);
    f.ahead.push_back({centre + next, math::sqrt(a.variance * squares)});
    psi.push_back(carried);
    squares += carried * carried;
  }
  return f;
}

}  // namespace headroom::forecast
