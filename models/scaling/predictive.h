/// Predictive scaling as EC2 Auto Scaling does it: the fleet is there before the load.
///
/// The load of each of the next 48 hours is forecast from up to 14 days of the past, at least one, and anew every 6
/// hours. Shortly before an hour begins (`buffer`) desired capacity is raised to ⌈load / target⌉ if it is less; it is
/// never lowered, and no policy that follows a metric takes the fleet below it while the hour lasts. A forecast above
/// max is cut there, or lifts it, with `max_buffer` on top, for good.
/// ("Predictive scaling for Amazon EC2 Auto Scaling"; how the provider forecasts is not published.)
/// The pair of metrics is requests and requests per worker, or (`cpu`) the fleet's CPU and its average: as requests
/// that bring a worker's CPU there, at the CPU that a request takes on average. Hours count from the start of the run.
/// Left out: pairs of network metrics; CPU that no request takes; custom metrics; weighing forecasts of several
/// policies beyond the greatest.
#pragma once

#include "models/scaling/by_clock.h"
#include "models/scaling/load_forecast.h"

namespace headroom {

struct PredictivePolicy : ForecastSpec {
  enum class Mode : std::uint8_t { forecastOnly, forecastAndScale };
  enum class AtMax : std::uint8_t { honor, increase };
  std::optional<Ratio> cpu;  // in the place of `target`
  Mode mode = Mode::forecastOnly;
  Duration buffer = Duration::seconds(300);
  AtMax atMax = AtMax::honor;
  Ratio maxBuffer;
};

const Type& typeOf(const PredictivePolicy::Mode*);
const Type& typeOf(const PredictivePolicy::AtMax*);
const Type& typeOf(const PredictivePolicy*);

/// The policy at work: it is told the load of every interval as it ends, and says what it wants when it is asked.
class Predictor {
 public:
  static constexpr std::size_t horizon = 48, renewedEvery = 6;  // intervals

  Predictor() = default;
  /// `perWorker`: what one worker is to carry. `interval`: an hour; another length is for tests of the arithmetic.
  Predictor(const PredictivePolicy&, double perWorker, std::vector<double> history,
            Duration interval = Duration::hours(1), std::size_t renewed = renewedEvery);
  void measured(double load);
  /// The first time after `t` at which it is to be asked; an interval ends at every multiple of its length.
  Instant next(Instant t) const;
  /// For the greatest of the intervals that last within [now, now + buffer]; nothing while it has no forecast.
  std::optional<Order> order(Instant now) const;
  /// Why it has none; empty: it has.
  const std::string& refused() const { return forecast_.refused; }
  const forecast::Forecast& forecast() const { return forecast_; }

 private:
  void renew();

  PredictivePolicy spec_;
  double perWorker_ = 1;
  std::int64_t interval_ = 1;
  std::size_t renewed_ = renewedEvery;
  LoadForecast loads_;
  std::size_t passed_ = 0, made_ = 0;  // intervals of the run that have ended, by now and when the forecast was made
  forecast::Forecast forecast_;
};

}  // namespace headroom
