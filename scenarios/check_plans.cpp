/// Policies that plan ahead (predictive, chunks, ladder), and those that move workers along a ladder of types.
#include "scenarios/checker.h"
#include "scenarios/units.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

constexpr auto hour = Duration::hours(1);

}  // namespace

/// What reads the expected rate of a service needs one.
void Checker::readsCurves(const std::string& path, const std::string& what, const ServiceSpec& s) {
  const bool curves = std::any_of(spec.demand.begin(), spec.demand.end(),
                                  [&](const auto& d) { return d.to == s.name && !d.rate.empty(); });
  if (!curves) error(path, what + " reads the curves of a demand, and none leads here", "another way");
}

/// A load can be reckoned in workers only if there is something that one of them carries.
void Checker::carries(const std::string& path, const ServiceSpec& s, bool said) {
  if (s.worker.slots.unlimited() && !s.worker.sharing && !said && !s.rated.rate)
    error(path + ".target", "workers with unlimited slots have no rated capacity", "`target`, as `30 rps`");
}

void Checker::clairvoyant(const std::string& path, const ServiceSpec& s, const ClairvoyantPolicy& c) {
  readsCurves(path, "a clairvoyant", s);
  carries(path, s, c.target.has_value());
}

void Checker::forecast(const std::string& path, const ServiceSpec& s, const ForecastSpec& f, bool saidOtherwise) {
  using M = ForecastSpec::Method;
  for (const auto& [name, length] : {std::pair{".season", f.season}, std::pair{".history_length", f.historyLength}})
    if (length % hour != Duration()) error(path + name, writeDuration(length) + " is not made of whole hours");
  for (const auto& c : f.history) curve(path + ".history." + c.name, c);
  carries(path, s, f.target.has_value() || saidOtherwise);
  if (f.forecast == M::perfect) {
    readsCurves(path + ".forecast", "`perfect`", s);
    if (!f.history.empty()) warning(path + ".history", "a perfect forecast needs no history: it has no effect");
  }
}

void Checker::predictive(const std::string& path, const PredictivePolicy& p) {
  using M = ForecastSpec::Method;
  if (p.cpu && p.target) error(path + ".cpu", "`cpu` and `target` both say what a worker is to carry", "one of them");
  const Duration known = p.history.empty() ? Duration() : std::min(p.historyLength, Duration::hours(336));
  const Duration day = Duration::hours(24);
  if (p.forecast != M::perfect && known + spec.duration <= day)
    warning(path,
            "there is never a forecast: it needs a day of history, and the run ends after " +
                writeDuration(known + spec.duration) + " of it",
            "", "`history:` says what came before the start");
  if (p.atMax == PredictivePolicy::AtMax::honor && p.maxBuffer.value > 0)
    warning(path + ".max_buffer", "it is of `at_max: increase`, and has no effect here");
}

void Checker::chunks(const std::string& path, const ChunksPolicy& c) {
  if (c.forecast == ForecastSpec::Method::lastPeak && c.every % Duration::minutes(5) != Duration())
    error(path + ".every", writeDuration(c.every) + " is not made of whole 5 minutes");
  if (c.lead >= spec.duration) warning(path + ".lead", "nothing arrives before the end of the run");
}

void Checker::rungs(const std::string& path, const ServiceSpec& s, const RungSpec& l) {
  if (s.scaling.size() > 1) error(path, "beside a ladder there is no other policy", "one of them");
  if (s.worker.sharing) error(path, "workers that share a processor do not climb", "slots");
  if (s.worker.slots.unlimited()) error(path, "workers with unlimited slots do not climb", "a number of slots");
  if (s.balancer.queue) error(path, "workers with one queue at the balancer do not climb", "a queue at each worker");
  if (l.types.size() < 2)
    return error(path + ".types", "a ladder of " + std::to_string(l.types.size()) + " types",
                 "two or more, as [m7g.large, m7g.xlarge]");
  if (l.types.front() != s.worker.type)
    error(path + ".types", "the first type is `" + l.types.front() + "`, and the worker's is `" + s.worker.type + "`",
          "the worker's type first");
  const InstanceType* first = nullptr;
  double before = 0;
  for (const std::string& name : l.types) {
    const InstanceType* type = instanceType(path + ".types", name);
    if (&name == &l.types.front()) first = type;
    if (!type || !first) continue;
    const double size = type->vcpu / first->vcpu;
    if (size <= before) error(path + ".types", "`" + name + "` is not larger than the type before it");
    if (size != std::floor(size))
      error(path + ".types", "`" + name + "` is not a whole multiple of `" + first->name + "`");
    if (std::abs(type->usdPerHour / first->usdPerHour / size - 1) > 0.01)
      error(path + ".types", "`" + name + "` does not cost " + writeNumber(size) + " times `" + first->name + "`",
            "types of one family", "the price of a ladder is in proportion to its size");
    before = size;
  }
  if (!l.initial.empty() && std::find(l.types.begin(), l.types.end(), l.initial) == l.types.end())
    error(path + ".initial", "`" + l.initial + "` is not on the ladder", "one of " + listed(l.types),
          didYouMean(l.initial, l.types));
}

/// A move must not call for the move back.
void Checker::vertical(const std::string& path, const ServiceSpec& s, const VerticalPolicy& v) {
  metric(path, s, v);
  target(path + ".high", v, v.high);
  if (!v.low) return;
  if (*v.low >= v.high)
    return error(path + ".low", writeNumber(*v.low) + " is not below `high`", "less than " + writeNumber(v.high));
  if (!isPerWorker(v.metric)) return;
  const InstanceType* smaller = nullptr;
  for (const std::string& name : v.types) {
    const InstanceType* type = typeNamed(name);
    if (type && smaller && *v.low * type->vcpu / smaller->vcpu >= v.high)
      return warning(path + ".low",
                     "what is just below `low` on " + name + " is above `high` on " + smaller->name +
                         ": workers will go up and down",
                     "less than " + writeNumber(v.high * smaller->vcpu / type->vcpu));
    smaller = type;
  }
}

void Checker::plans(const std::string& path, const ServiceSpec& s, const PolicySpec& p) {
  const auto* byCpu = std::get_if<PredictivePolicy>(&p.policy);
  if (const ForecastSpec* f = forecastOf(p)) forecast(path, s, *f, byCpu && byCpu->cpu);
  if (const auto* x = std::get_if<PredictivePolicy>(&p.policy)) predictive(path, *x);
  if (const auto* x = std::get_if<ChunksPolicy>(&p.policy)) chunks(path, *x);
  if (const auto* x = std::get_if<ClairvoyantPolicy>(&p.policy)) clairvoyant(path, s, *x);
  if (const auto* x = std::get_if<VerticalPolicy>(&p.policy)) vertical(path, s, *x);
  if (const RungSpec* x = rungsOf(p)) rungs(path, s, *x);
}

}  // namespace headroom
