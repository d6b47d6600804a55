/// Policies over a timeline:
///
///   fleet: {min: 1, max: 20, initial: 4}      as in a scenario
///   scaling: [target_tracking: {…}]           as in a scenario; datapoints are usable at once unless `delay` says more
///   launch: 90s                               from the order of a worker to its service; 0s by default
///   seen: [85 %, 85 %, none]                  the value of each period; none: missing; {value: 85 %, times: 15}, with
///                                             `late: 2min` so much after its delay; of several policies, or metrics of
///                                             one, a list each
///   shifted: {from: 1min, until: 9min}        a zonal shift; absent: none
///   start: 2026-01-01T00:00:00Z, until: 2d    for scheduled actions and predictive scaling
///   past: [80, {value: 20, times: 23}]        requests/s of the hours before the start, for predictive scaling
///   load: [80, 20]                            of the hours of the run; the last one goes on
///   decided:                                  all rows, changes and suppressed ones, in the order written
///     - {at: 3min, to: 7}                     also: policy (1 is the first), from, wanted, limit, trigger, count
///
/// Of a policy that moves workers along a ladder `from` and `to` are sizes; `launch` is how long a move takes.
#include "models/scaling/control.h"
#include "scenarios/load.h"
#include "scenarios/units.h"
#include "tests/conformance/subject.h"

#include <algorithm>
#include <limits>
#include <map>
#include <stdexcept>

namespace headroom::conformance {
namespace {

constexpr const char* limits[] = {"none",          "min",        "max",       "cooldown",     "warm_up",
                                  "stabilisation", "rate_limit", "tolerance", "missing_data", "another_policy",
                                  "disabled",      "frozen"};
constexpr const char* triggers[] = {"alarm",  "period", "schedule", "health", "rebalance",
                                    "repair", "user",   "forecast", "resize"};

std::int64_t nanosecondsIn(const std::string& text) {
  Refusal r;
  const auto d = readDuration(text, r);
  if (!d) throw std::runtime_error(r.what);
  return d->ns();
}

double valueOf(const std::string& text) {
  if (text == "none") return std::numeric_limits<double>::quiet_NaN();
  Refusal r;
  const auto x = text.ends_with("%") ? readMeasure(Quantity::ratio, text, r) : readNumber(text, r);
  if (!x) throw std::runtime_error(r.what);
  return *x;
}

/// Datapoints are usable at the end of their period, unless the case says otherwise; a period is one sample.
void useAtOnce(PolicySpec& spec, const YAML::Node& written) {
  const bool delayed = written.IsMap() && written.begin()->second.IsMap() && written.begin()->second["delay"];
  std::visit(
      [&](auto& p) {
        if constexpr (std::is_base_of_v<MetricSpec, std::remove_cvref_t<decltype(p)>>) {
          if (!delayed) p.delay = Duration();
          p.resolution = p.period;
        }
      },
      spec.policy);
}

/// The service as a scenario would have it, checked as one is.
ServiceSpec serviceOf(const YAML::Node& n) {
  const auto inOneLine = [](const YAML::Node& part) {
    YAML::Node copy = YAML::Clone(part);
    copy.SetStyle(YAML::EmitterStyle::Flow);
    YAML::Emitter out;
    out << copy;
    return std::string(out.c_str());
  };
  const std::string text =
      "version: 1\nduration: 366d\nregion: {zones: [a]}\ndemand: {users: {to: web, rate: 1 rps}}\n"
      "services: {web: {worker: {type: m7g.large, slots: 1, service_time: 1ms, demands: {cpu: 1ms}}, fleet: " +
      inOneLine(n["fleet"]) + ", scaling: " + inOneLine(n["scaling"]) + "}}\n";
  const Loaded loaded = loadText(text, "case.yaml");
  if (!loaded.ok()) throw std::runtime_error(loaded.issues.front().what + "\n" + text);
  ServiceSpec service = loaded.spec->services.front();
  for (std::size_t i = 0; i < service.scaling.size(); ++i) useAtOnce(service.scaling[i], n["scaling"][i]);
  return service;
}

/// Workers that come `launch` after they were ordered and go at once, the youngest first.
class Fleet {
 public:
  Fleet(std::int64_t count, std::int64_t launch) : launch_(launch), since_(static_cast<std::size_t>(count), initial) {}

  void become(std::int64_t desired, std::int64_t now) {
    changed_ = static_cast<std::int64_t>(since_.size()) == desired ? changed_ : now;
    while (static_cast<std::int64_t>(since_.size()) < desired) since_.push_back(now + launch_);
    since_.resize(static_cast<std::size_t>(desired));
  }

  /// The last change is taken for the activity that a cooldown waits for.
  FleetView at(std::int64_t now) const {
    FleetView view;
    view.now = Instant::atNs(now);
    view.members = static_cast<std::int64_t>(since_.size());
    view.activityEnded = Instant::atNs(changed_);
    for (const std::int64_t since : since_) {
      ++(since <= now ? view.inService : view.pending);
      view.activityRuns = view.activityRuns || since > now;
      if (since == initial || since > now) continue;
      view.entered.push_back(Instant::atNs(since));
      view.activityEnded = std::max(view.activityEnded, Instant::atNs(since));
    }
    return view;
  }

  /// In service and past the fleet's warm-up: who is in the metric.
  std::int64_t counted(std::int64_t now, std::int64_t warmUp) const {
    return std::count_if(since_.begin(), since_.end(),
                         [&](std::int64_t s) { return s == initial || (s <= now && s + warmUp <= now); });
  }

 private:
  static constexpr std::int64_t initial = INT64_MIN;
  std::int64_t launch_, changed_ = 0;
  std::vector<std::int64_t> since_;
};

struct Timeline {
  std::uint32_t metric;
  std::int64_t period, delay;
  std::vector<std::pair<double, Duration>> values;  // and how late
};

std::vector<double> valuesOf(const YAML::Node& list) {
  std::vector<double> values;
  for (const YAML::Node& v : list)
    for (int times = v.IsMap() ? v["times"].as<int>() : 1; times > 0; --times)
      values.push_back(valueOf((v.IsMap() ? v["value"] : v).as<std::string>()));
  return values;
}

std::vector<Timeline> timelinesOf(const ServiceSpec& s, const YAML::Node& n) {
  std::vector<Timeline> all;
  const bool several = n["seen"] && n["seen"][0].IsSequence();
  for (const PolicySpec& p : s.scaling) {
    const std::vector<MetricSpec> metrics = metricsOf(p);
    for (const MetricSpec& metric : metrics) {
      const bool said = several ? all.size() < n["seen"].size() : &metric == metrics.data();
      const YAML::Node values = several ? n["seen"][all.size()] : n["seen"];
      all.push_back({static_cast<std::uint32_t>(all.size()), metric.period.ns(), metric.delay.ns(), {}});
      if (!said) continue;
      for (const YAML::Node& v : values)
        for (int times = v.IsMap() ? v["times"].as<int>(1) : 1; times > 0; --times)
          all.back().values.emplace_back(
              valueOf((v.IsMap() ? v["value"] : v).as<std::string>()),
              Duration::nanoseconds(v.IsMap() && v["late"] ? nanosecondsIn(v["late"].as<std::string>()) : 0));
    }
  }
  return all;
}

/// What is due at an instant, in this order.
struct Due {
  struct Measured {
    std::uint32_t metric;
    Datapoint point;
    Duration late;
  };
  std::vector<Measured> measured;
  std::vector<std::size_t> scheduled, predicted;  // policies
  bool evaluated = false;
};

std::map<std::int64_t, Due> agendaOf(const ServiceSpec& s, const YAML::Node& n) {
  std::map<std::int64_t, Due> due;
  for (const Timeline& f : timelinesOf(s, n))
    for (std::size_t k = 0; k < f.values.size(); ++k) {
      const std::int64_t begin = static_cast<std::int64_t>(k) * f.period, end = begin + f.period;
      const auto [value, late] = f.values[k];
      due[end].measured.push_back({f.metric, {Instant::atNs(begin), Instant::atNs(end), value, 0}, late});
      due[end + f.delay].evaluated = due[end + f.delay + late.ns()].evaluated = true;
    }
  const std::string start = n["start"].as<std::string>("2026-01-01T00:00:00Z");
  const Calendar calendar(start, "UTC");
  const Instant end = Instant::atNs(n["until"] ? nanosecondsIn(n["until"].as<std::string>()) : 0);
  for (std::size_t p = 0; p < s.scaling.size(); ++p)
    if (const auto* action = std::get_if<ScheduledPolicy>(&s.scaling[p].policy)) {
      const Schedule schedule(*action, calendar, start);
      for (auto t = schedule.next(Instant::atNs(-1)); t && *t < end; t = schedule.next(*t))
        due[t->ns()].scheduled.push_back(p);
    }
  for (std::size_t p = 0; p < s.scaling.size(); ++p)
    if (const auto* predictive = std::get_if<PredictivePolicy>(&s.scaling[p].policy)) {
      const Predictor predictor(*predictive, 1, {});
      for (Instant t = predictor.next(Instant::atNs(-1)); t < end; t = predictor.next(t))
        due[t.ns()].predicted.push_back(p);
    }
  return due;
}

/// What predictive policies learn from: hour by hour.
class Predictors {
 public:
  Predictors(const ServiceSpec& s, const YAML::Node& n) : load_(valuesOf(n["load"])) {
    for (const PolicySpec& spec : s.scaling) {
      const auto* p = std::get_if<PredictivePolicy>(&spec.policy);
      all_.push_back(p ? Predictor(*p, p->target.value().perSecond, valuesOf(n["past"])) : Predictor());
    }
  }
  std::optional<Order> order(std::size_t policy, std::int64_t now) {
    const std::int64_t hour = Duration::hours(1).ns();
    if (now > 0 && now % hour == 0)
      all_[policy].measured(load_.empty() ? 0
                                          : load_[std::min(load_.size(), static_cast<std::size_t>(now / hour)) - 1]);
    return all_[policy].order(Instant::atNs(now));
  }

 private:
  std::vector<double> load_;
  std::vector<Predictor> all_;
};

bool isShifted(const YAML::Node& n, std::int64_t now) {
  const YAML::Node shift = n["shifted"];
  return shift && nanosecondsIn(shift["from"].as<std::string>()) <= now &&
         now < nanosecondsIn(shift["until"].as<std::string>());
}

std::vector<Decision> decide(const ServiceSpec& s, const YAML::Node& n) {
  const std::int64_t warmUp = s.fleet.warmUp.value_or(Duration()).ns();
  Control control(s.scaling, s.alarms, s.fleet.policyWarmUp(), s.fleet.min, s.fleet.max);
  control.desired = s.fleet.initial.value_or(s.fleet.min);
  const std::int64_t launch = n["launch"] ? nanosecondsIn(n["launch"].as<std::string>()) : 0;
  Fleet fleet(control.desired, launch);
  Predictors predictors(s, n);
  std::vector<Decision> written;
  std::optional<Instant> moved;
  const auto settle = [&](const Evaluation& e, std::int64_t now) {
    for (const Decision& d : e.decisions)
      if (d.trigger == Trigger::resize && d.after != d.before) moved = Instant::atNs(now + launch);
    written.insert(written.end(), e.decisions.begin(), e.decisions.end());
    fleet.become(control.desired, now);
  };
  for (auto& [now, due] : agendaOf(s, n)) {
    for (Due::Measured& m : due.measured) {
      m.point.counted = fleet.counted(now, warmUp);
      m.point.size = static_cast<double>(control.size);
      control.measured(m.metric, m.point, m.late);
    }
    for (const std::size_t policy : due.predicted)
      if (const auto order = predictors.order(policy, now)) settle(control.ordered(policy, *order, fleet.at(now)), now);
    for (const std::size_t policy : due.scheduled) settle(control.scheduled(policy, fleet.at(now)), now);
    FleetView view = fleet.at(now);
    view.frozen = isShifted(n, now);
    view.moving = moved && *moved > view.now;
    view.moved = moved;
    if (due.evaluated) settle(control.evaluate(view), now);
  }
  for (const Decision& d : control.endSuppressions()) written.push_back(d);
  return written;
}

std::string changeOf(const Decision& d) {
  return writeDuration(Duration::nanoseconds(d.first)) + ": policy " + std::to_string(d.policy + 1) + ", " +
         std::to_string(d.before) + " → " + std::to_string(d.after) + ", wanted " + std::to_string(d.wanted) +
         ", limit " + limits[static_cast<std::size_t>(d.bound)] + ", trigger " +
         triggers[static_cast<std::size_t>(d.trigger)] + ", count " + std::to_string(d.count);
}

bool agrees(const Decision& d, const YAML::Node& wanted) {
  const auto number = [&](const char* key, std::int64_t is) {
    return !wanted[key] || wanted[key].as<std::int64_t>() == is;
  };
  const auto word = [&](const char* key, const char* is) {
    return !wanted[key] || wanted[key].as<std::string>() == is;
  };
  if (!wanted["limit"] && !wanted["to"]) throw std::runtime_error("a decision without `to` and `limit`");
  return nanosecondsIn(wanted["at"].as<std::string>()) == d.first && number("to", d.after) &&
         number("from", d.before) && number("wanted", d.wanted) && number("policy", d.policy + 1) &&
         number("count", d.count) && word("limit", limits[static_cast<std::size_t>(d.bound)]) &&
         word("trigger", triggers[static_cast<std::size_t>(d.trigger)]);
}

}  // namespace

std::string checkPolicies(const YAML::Node& n) {
  const std::vector<Decision> got = decide(serviceOf(n), n);
  if (!n["decided"]) throw std::runtime_error("`decided` is missing");
  bool same = got.size() == n["decided"].size();
  for (std::size_t i = 0; same && i < got.size(); ++i) same = agrees(got[i], n["decided"][i]);
  if (same) return "";
  std::string text = "decided was\n";
  for (const Decision& d : got) text += "  " + changeOf(d) + "\n";
  return text;
}

}  // namespace headroom::conformance
