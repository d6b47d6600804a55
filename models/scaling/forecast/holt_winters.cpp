#include "models/scaling/forecast/history.h"
#include "sim/math.h"

#include <algorithm>

namespace headroom::forecast {
namespace {

struct State {
  double level, trend;
  std::vector<double> season;  // by the place in the season
  double squares = 0;          // of one-step errors

  double expected(std::size_t t, double ahead) const { return level + ahead * trend + season[t % season.size()]; }
};

/// After the first season: its mean, the rise to the second, and what is left.
State begun(std::span<const double> history, std::size_t season) {
  const double first = mean(history.first(season)), second = mean(history.subspan(season, season));
  State s{first, (second - first) / static_cast<double>(season), {}, 0};
  for (std::size_t i = 0; i < season; ++i) s.season.push_back(history[i] - first);
  return s;
}

State smoothed(std::span<const double> history, std::size_t season, const Smoothing& w) {
  State s = begun(history, season);
  for (std::size_t t = season; t < history.size(); ++t) {
    const double y = history[t], error = y - s.expected(t, 1), before = s.level;
    double& place = s.season[t % season];
    s.squares += error * error;
    s.level = w.level * (y - place) + (1 - w.level) * (s.level + s.trend);
    s.trend = w.trend * (s.level - before) + (1 - w.trend) * s.trend;
    place = w.season * (y - s.level) + (1 - w.season) * place;
  }
  return s;
}

}  // namespace

Forecast holtWinters(std::span<const double> history, std::size_t season, const Smoothing& w, std::size_t steps) {
  Forecast f;
  f.refused = noTwoSeasons(history, season);
  if (!f.refused.empty()) return f;
  const State s = smoothed(history, season, w);
  double variance = s.squares / static_cast<double>(history.size() - season);
  const double oneStep = variance;
  for (std::size_t h = 1; h <= steps; ++h) {
    f.ahead.push_back({s.expected(history.size() + h - 1, static_cast<double>(h)), math::sqrt(variance)});
    // An error made now is in the value h steps on by so much: through level, trend and, whole seasons on, the season.
    const double carried =
        w.level * (1 + w.trend * static_cast<double>(h)) + (h % season == 0 ? w.season * (1 - w.level) : 0);
    variance += oneStep * carried * carried;
  }
  return f;
}

Smoothing bestSmoothing(std::span<const double> history, std::size_t season) {
  Smoothing best;
  if (!noTwoSeasons(history, season).empty()) return best;
  double least = smoothed(history, season, best).squares, width = 0.5;
  for (int round = 0; round < 3; ++round, width /= 5) {
    constexpr int points = 10;
    const Smoothing centre = round == 0 ? Smoothing{0.5, 0.5, 0.5} : best;
    const auto at = [&](double middle, int i) { return std::clamp(middle + width * (2.0 * i / points - 1), 0.0, 1.0); };
    for (int a = 0; a <= points; ++a)
      for (int b = 0; b <= points; ++b)
        for (int c = 0; c <= points; ++c) {
          const Smoothing tried{at(centre.level, a), at(centre.trend, b), at(centre.season, c)};
          const double squares = smoothed(history, season, tried).squares;
          if (squares < least) least = squares, best = tried;
        }
  }
  return best;
}

}  // namespace headroom::forecast
