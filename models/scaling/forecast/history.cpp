#include "models/scaling/forecast/history.h"

#include "sim/math.h"

#include <algorithm>

namespace headroom::forecast {

Bounds interval(const Expected& x, double level) {
  const double half = math::inverseNormal(0.5 + level / 2) * x.error;
  return {x.value - half, x.value + half};
}

double mean(std::span<const double> values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

std::string tooLittle(std::span<const double> history, std::size_t wanted, const std::string& what) {
  if (history.size() < wanted)
    return what + " needs " + std::to_string(wanted) + " values, and there are " + std::to_string(history.size());
  if (std::any_of(history.begin(), history.end(), [](double v) { return !(math::abs(v) < math::kInfinity); }))
    return "the history has a value that is unknown";
  return {};
}

std::string noTwoSeasons(std::span<const double> history, std::size_t season) {
  if (season == 0) return "a season of no length";
  return tooLittle(history, 2 * season, "two seasons of " + std::to_string(season));
}

}  // namespace headroom::forecast
