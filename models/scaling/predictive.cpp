#include "models/scaling/predictive.h"

#include "models/whole_above.h"

#include <algorithm>

namespace headroom {

const Type& typeOf(const PredictivePolicy::Mode*) {
  using M = PredictivePolicy::Mode;
  static const Type type =
      choice<M>({{"forecast_only", std::int64_t(M::forecastOnly), "it says what it would do, and does nothing"},
                 {"forecast_and_scale", std::int64_t(M::forecastAndScale), "it does it"}});
  return type;
}

const Type& typeOf(const PredictivePolicy::AtMax*) {
  using A = PredictivePolicy::AtMax;
  static const Type type = choice<A>({{"honor", std::int64_t(A::honor), "no more than max"},
                                      {"increase", std::int64_t(A::increase), "max is raised to it, and stays there"}});
  return type;
}

const Type& typeOf(const PredictivePolicy*) {
  using P = PredictivePolicy;
  static const Type type = object<P>(
      "EC2 predictive scaling: capacity for the forecast of each hour, before it begins; never fewer.",
      withForecast<P>(
          false, {optionalField("cpu", &P::cpu,
                                "In the place of `target`: the share of its processor that one worker is to use.",
                                between(0.001, 1)),
                  field("mode", &P::mode, "Does it act?"),
                  field("buffer", &P::buffer, "So long before its hour capacity is ordered.", between(0, 3599)),
                  field("at_max", &P::atMax, "What a forecast above max comes to."),
                  field("max_buffer", &P::maxBuffer, "Of `increase`: added on top of the forecast.", between(0, 1))}));
  return type;
}

std::int64_t workersFor(double load, double perWorker) {
  return std::max<std::int64_t>(0, wholeAbove(load / perWorker));
}

Predictor::Predictor(const PredictivePolicy& spec, double perWorker, std::vector<double> history, Duration interval,
                     std::size_t renewed)
    : spec_(spec),
      perWorker_(perWorker),
      interval_(interval.ns()),
      renewed_(renewed),
      loads_(spec.forecast, static_cast<std::size_t>(Duration::hours(24) / interval),
             static_cast<std::size_t>(spec.season / interval), std::move(history)) {
  renew();
}

void Predictor::renew() {
  forecast_ = loads_.ahead(horizon);
  made_ = passed_;
}

void Predictor::measured(double load) {
  loads_.measured(load);
  ++passed_;
  if (passed_ - made_ >= renewed_ || !forecast_.refused.empty()) renew();
}

Instant Predictor::next(Instant t) const {
  const std::int64_t buffer = spec_.buffer.ns(), now = t.ns();
  const std::int64_t hour = now < 0 ? 0 : (now / interval_ + 1) * interval_;
  const std::int64_t before = ((now + buffer) / interval_ + 1) * interval_ - buffer;
  return Instant::atNs(now < 0 ? 0 : std::min(hour, before));
}

std::optional<Order> Predictor::order(Instant now) const {
  if (!forecast_.refused.empty()) return std::nullopt;
  const auto first = static_cast<std::size_t>(now.ns() / interval_) - made_;
  const auto last = static_cast<std::size_t>((now + spec_.buffer).ns() / interval_) - made_;
  Order o;
  for (std::size_t h = first; h <= last && h < forecast_.ahead.size(); ++h)
    o.load = std::max(o.load, forecast_.ahead[h].value);
  o.perWorker = perWorker_;
  o.workers = workersFor(o.load, perWorker_);
  o.acts = spec_.mode == PredictivePolicy::Mode::forecastAndScale;
  if (o.acts && spec_.atMax == PredictivePolicy::AtMax::increase)
    o.liftsMax = workersFor(static_cast<double>(o.workers) * (1 + spec_.maxBuffer.value), 1);
  return o;
}

}  // namespace headroom
