#include "scenarios/report/assumption.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

namespace headroom {
namespace {

void stretch(Duration& d, double factor) { d = Duration::fromSeconds(d.inSeconds() * factor); }

struct Stretch {
  double factor;

  void operator()(Deterministic& l) const { stretch(l.value, factor); }
  void operator()(Exponential& l) const { stretch(l.mean, factor); }
  void operator()(Lognormal& l) const { stretch(l.mean, factor); }
  void operator()(Gamma& l) const { stretch(l.mean, factor); }
  void operator()(Erlang& l) const { stretch(l.mean, factor); }
  void operator()(Hyperexponential& l) const {
    stretch(l.mean, factor), stretch(l.first, factor), stretch(l.second, factor);
  }
  void operator()(Weibull& l) const { stretch(l.scale, factor); }
  void operator()(Pareto& l) const { stretch(l.least, factor), stretch(l.most, factor); }
  void operator()(Uniform& l) const { stretch(l.from, factor), stretch(l.to, factor); }
  void operator()(Empirical& l) const {
    l.file.clear();  // these values are no longer the file's
    for (Duration& d : l.values) stretch(d, factor);
  }
};

void moreDemand(ScenarioSpec& spec, double factor) {
  for (DemandSpec& d : spec.demand) {
    if (d.users)
      d.users->count = std::max<std::int64_t>(1, std::llround(static_cast<double>(d.users->count) * factor));
    else
      d.times.push_back({"sensitivity", ConstantCurve{Rate{factor}}});
  }
}

void slowerWork(ScenarioSpec& spec, double factor) {
  for (ServiceSpec& s : spec.services) {
    s.worker.serviceTime = stretched(s.worker.serviceTime, factor);
    if (s.worker.demands.cpu) stretch(*s.worker.demands.cpu, factor);
  }
}

void slowerStart(ScenarioSpec& spec, double factor) {
  const auto slower = [&](LawSpec& law) { law = stretched(law, factor); };
  for (ServiceSpec& s : spec.services) {
    slower(s.start.launch), slower(s.start.boot), slower(s.start.init);
    if (!s.worker.function) continue;
    ColdStartSpec& cold = s.worker.function->coldStart;
    slower(cold.download), slower(cold.init), slower(cold.secrets);
  }
  for (ChangeSpec& c : spec.changes) {
    ScenarioSpec then = *c.then;
    slowerStart(then, factor);
    c.then = std::make_shared<const ScenarioSpec>(std::move(then));
  }
}

bool startTakesTime(const ScenarioSpec& spec) {
  return std::any_of(spec.services.begin(), spec.services.end(), [](const ServiceSpec& s) {
    return s.worker.function || meanSeconds(s.start.launch) + meanSeconds(s.start.boot) + meanSeconds(s.start.init) > 0;
  });
}

void longerFaults(ScenarioSpec& spec, double factor) {
  for (FaultSpec& f : spec.faults)
    if (f.lasts) f.lasts = stretched(*f.lasts, factor);
}

bool faultsEnd(const ScenarioSpec& spec) {
  return std::any_of(spec.faults.begin(), spec.faults.end(), [](const FaultSpec& f) { return f.lasts.has_value(); });
}

using Change = void (*)(ScenarioSpec&, double);

Assumption changed(const ScenarioSpec& spec, const std::string& about, Change change,
                   std::pair<const char*, double> more, std::pair<const char*, double> less) {
  Assumption a{about, {more.first, spec}, {less.first, spec}};
  change(a.more.spec, more.second);
  change(a.less.spec, less.second);
  return a;
}

}  // namespace

LawSpec stretched(LawSpec law, double factor) {
  std::visit(Stretch{factor}, law);
  return law;
}

std::vector<Assumption> assumptionsOf(const ScenarioSpec& spec) {
  std::vector<Assumption> all;
  all.push_back(changed(spec, "demand", moreDemand, {"+20 %", 1.2}, {"−20 %", 0.8}));
  all.push_back(changed(spec, "service time", slowerWork, {"+20 %", 1.2}, {"−20 %", 0.8}));
  if (startTakesTime(spec))
    all.push_back(changed(spec, "start-up time", slowerStart, {"× 1.5", 1.5}, {"÷ 1.5", 1 / 1.5}));
  if (faultsEnd(spec)) all.push_back(changed(spec, "length of faults", longerFaults, {"× 2", 2}, {"÷ 2", 0.5}));
  return all;
}

}  // namespace headroom
