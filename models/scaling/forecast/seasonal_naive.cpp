#include "models/scaling/forecast/history.h"
#include "sim/math.h"

namespace headroom::forecast {

Forecast seasonalNaive(std::span<const double> history, std::size_t season, std::size_t steps) {
  Forecast f;
  f.refused = noTwoSeasons(history, season);
  if (!f.refused.empty()) return f;
  double squares = 0;
  for (std::size_t t = season; t < history.size(); ++t)
    squares += (history[t] - history[t - season]) * (history[t] - history[t - season]);
  const double variance = squares / static_cast<double>(history.size() - season);
  const auto last = history.last(season);
  for (std::size_t h = 0; h < steps; ++h) {
    const std::size_t seasonsAhead = h / season + 1;
    f.ahead.push_back({last[h % season], math::sqrt(variance * static_cast<double>(seasonsAhead))});
  }
  return f;
}

}  // namespace headroom::forecast
