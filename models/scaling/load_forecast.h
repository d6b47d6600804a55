/// The load that a policy which plans ahead expects: what it knows of the past, and how that goes on. Pure.
///
/// Loads are requests a second, means of intervals that touch. The past is a `history:` of curves before the start,
/// then what was counted in the run; at most 14 days of it are used. Where a method has too little to learn from but a
/// day is known, the last season (or day) is said again; with less there is no forecast, and a reason. Left out: other
/// load metrics than requests; forecasts per request class; combining methods.
#pragma once

#include "models/demand/demand_spec.h"
#include "models/scaling/forecast/forecast.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// What is expected, and from what; of the policies that plan, each of which adds its own to it.
struct ForecastSpec {
  enum class Method : std::uint8_t {
    seasonalNaive,
    harmonicRegression,
    holtWinters,
    autoregression,
    lastPeak,
    perfect
  };
  Method forecast = Method::seasonalNaive;
  Duration season = Duration::hours(24);
  std::optional<Rate> target;                     // what one worker is to carry; default its rated capacity
  std::vector<CurveSpec> history;                 // requests before the start …
  Duration historyLength = Duration::hours(336);  // … for so long
};

/// Words of the methods; `planned`: with those that look at a whole planning interval.
const Type& forecastMethods(bool planned);

template <class S>
std::vector<Field> withForecast(bool planned, std::vector<Field> own) {
  std::vector<Field> all{
      fieldAs(forecastMethods(planned), "forecast", static_cast<ForecastSpec::Method S::*>(&S::forecast),
              "How it expects the past to go on."),
      field("season", static_cast<Duration S::*>(&S::season), "After which the load repeats itself.",
            between(3600, 1'209'600)),
      optionalField("target", static_cast<std::optional<Rate> S::*>(&S::target),
                    "Requests a second that one worker is to carry; default its rated capacity.", above(0)),
      fieldAs(rateCurves(), "history", static_cast<std::vector<CurveSpec> S::*>(&S::history),
              "What came before the start: curves whose time 0 is `history_length` before it."),
      field("history_length", static_cast<Duration S::*>(&S::historyLength), "How long before the start it begins.",
            between(3600, 31'536'000))};
  for (Field& f : own) all.push_back(std::move(f));
  return all;
}

class LoadForecast {
 public:
  LoadForecast() = default;
  /// `day`, `season`: in intervals; with less than a day known there is no forecast. `history`: oldest first; of
  /// `perfect` the loads to come. Of `lastPeak` the season is the interval it looks back on.
  LoadForecast(ForecastSpec::Method method, std::size_t day, std::size_t season, std::vector<double> history);

  /// The load of the interval that has just ended.
  void measured(double load);
  /// Of the intervals to come.
  forecast::Forecast ahead(std::size_t steps) const;

 private:
  ForecastSpec::Method method_ = ForecastSpec::Method::seasonalNaive;
  std::size_t day_ = 24, season_ = 24;
  std::vector<double> loads_;
};

}  // namespace headroom
