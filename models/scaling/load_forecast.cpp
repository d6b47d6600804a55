#include "models/scaling/load_forecast.h"

#include <algorithm>
#include <limits>

namespace headroom {
namespace {

using Method = ForecastSpec::Method;

constexpr std::size_t daysKept = 14, harmonics = 8, longestMemory = 24;

forecast::Forecast byMethod(Method method, std::span<const double> loads, std::size_t season, std::size_t steps) {
  switch (method) {
    case Method::harmonicRegression:
      return forecast::harmonicRegression(loads, {season, std::min(harmonics, season / 2)}, steps);
    case Method::holtWinters:
      return forecast::holtWinters(loads, season, forecast::bestSmoothing(loads, season), steps);
    case Method::autoregression: return forecast::autoregressive(loads, std::min(longestMemory, season), steps);
    default: return forecast::seasonalNaive(loads, season, steps);
  }
}

forecast::Forecast saidAgain(std::span<const double> loads, std::size_t steps) {
  forecast::Forecast f;
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t h = 0; h < steps; ++h) f.ahead.push_back({loads[h % loads.size()], unknown});
  return f;
}

forecast::Forecast known(std::span<const double> loads, std::size_t steps) {
  forecast::Forecast f;
  for (std::size_t h = 0; h < steps; ++h) f.ahead.push_back({h < loads.size() ? loads[h] : 0, 0});
  return f;
}

forecast::Forecast lastPeak(std::span<const double> interval, std::size_t steps) {
  forecast::Forecast f;
  if (interval.empty()) f.refused = "nothing has been counted yet";
  if (!interval.empty()) f.ahead.assign(steps, {*std::max_element(interval.begin(), interval.end()), 0});
  return f;
}

}  // namespace

const Type& forecastMethods(bool planned) {
  static const auto type = [](bool withPlans) {
    std::vector<Word> words{
        {"seasonal_naive", std::int64_t(Method::seasonalNaive), "as one season ago"},
        {"harmonic_regression", std::int64_t(Method::harmonicRegression), "a trend and eight waves of the season"},
        {"holt_winters", std::int64_t(Method::holtWinters), "level, trend and season, smoothed by the best weights"},
        {"autoregression", std::int64_t(Method::autoregression), "a weighted sum of the last day's hours"}};
    if (withPlans)
      words.push_back({"last_peak", std::int64_t(Method::lastPeak), "the peak of the last interval, in 5 minutes"});
    words.push_back({"perfect", std::int64_t(Method::perfect), "what the demand's curves say: for comparison"});
    return choice<Method>(std::move(words));
  };
  static const Type planning = type(true), predicting = type(false);
  return planned ? planning : predicting;
}

LoadForecast::LoadForecast(Method method, std::size_t day, std::size_t season, std::vector<double> history)
    : method_(method), day_(day), season_(season) {
  if (method == Method::perfect) {
    loads_ = std::move(history);
    return;
  }
  for (const double load : history) measured(load);
}

void LoadForecast::measured(double load) {
  if (method_ == Method::perfect) {
    if (!loads_.empty()) loads_.erase(loads_.begin());
    return;
  }
  loads_.push_back(load);
  if (loads_.size() > std::max(daysKept * day_, season_)) loads_.erase(loads_.begin());
}

forecast::Forecast LoadForecast::ahead(std::size_t steps) const {
  const std::span<const double> loads = loads_;
  if (method_ == Method::perfect) return known(loads, steps);
  if (method_ == Method::lastPeak) return lastPeak(loads.last(std::min(loads.size(), season_)), steps);
  forecast::Forecast f;
  if (loads.size() < day_) {
    f.refused =
        "a forecast needs a day of " + std::to_string(day_) + " values, and there are " + std::to_string(loads.size());
    return f;
  }
  f = byMethod(method_, loads, season_, steps);
  if (!f.refused.empty()) f = saidAgain(loads.last(loads.size() < season_ ? day_ : season_), steps);
  for (forecast::Expected& x : f.ahead) x.value = std::max(x.value, 0.0);
  return f;
}

}  // namespace headroom
