/// Policies over a timeline:
///
///   fleet: {min: 1, max: 20, initial: 4}      as in a scenario
///   scaling: [target_tracking: {…}]           as in a scenario; datapoints are usable at once unless `delay` says more
///   launch: 90s                               from the order of a worker to its service; 0s by default
///   seen: [85 %, 85 %, none]                  the value of each period; none: missing; of several policies a list each
///   decided:                                  all rows, changes and suppressed ones, in the order written
///     - {at: 3min, to: 7}                     also: policy (1 is the first), from, wanted, limit, trigger, count
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
constexpr const char* triggers[] = {"alarm", "period", "schedule", "health", "rebalance", "repair", "user"};

std::int64_t nsOf(const std::string& text) {
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

/// Datapoints are usable at the end of their period, unless the case says otherwise.
void useAtOnce(PolicySpec& spec, const YAML::Node& written) {
  if (written.IsMap() && written.begin()->second.IsMap() && written.begin()->second["delay"]) return;
  std::visit(
      [](auto& p) {
        if constexpr (std::is_base_of_v<MetricSpec, std::remove_cvref_t<decltype(p)>>) p.delay = Duration();
      },
      spec.policy);
}

/// The service as a scenario would have it, checked as one is.
ServiceSpec serviceOf(const YAML::Node& n) {
  YAML::Emitter fleet, scaling;
  fleet << YAML::Flow << n["fleet"];
  scaling << YAML::Flow << n["scaling"];
  const std::string text =
      "version: 1\nduration: 1h\nregion: {zones: [a]}\ndemand: {users: {to: web, rate: 1 rps}}\n"
      "services: {web: {worker: {slots: 1, service_time: 1ms, demands: {cpu: 1ms}}, fleet: " +
      std::string(fleet.c_str()) + ", scaling: " + scaling.c_str() + "}}\n";
  const Loaded loaded = loadText(text, "case.yaml");
  if (!loaded.ok()) throw std::runtime_error(loaded.issues.front().what + "\n" + text);
  ServiceSpec service = loaded.spec->services.front();
  for (std::size_t i = 0; i < service.scaling.size(); ++i) useAtOnce(service.scaling[i], n["scaling"][i]);
  return service;
}

/// Workers that come `launch` after they were ordered and go at once, the youngest first.
class Fleet {
 public:
  Fleet(std::int64_t count, std::int64_t launch)
      : launch_(launch), since_(static_cast<std::size_t>(count), INT64_MIN) {}

  void become(std::int64_t desired, std::int64_t now) {
    while (static_cast<std::int64_t>(since_.size()) < desired) since_.push_back(now + launch_);
    since_.resize(static_cast<std::size_t>(desired));
  }

  FleetView at(std::int64_t now) const {
    FleetView view;
    view.now = Instant::atNs(now);
    for (const std::int64_t since : since_) {
      ++(since <= now ? view.inService : view.pending);
      if (since <= now) view.lastInService = std::max(view.lastInService, since);
    }
    return view;
  }

  /// In service and past the fleet's warm-up: who is in the metric.
  std::int64_t counted(std::int64_t now, std::int64_t warmUp) const {
    return std::count_if(since_.begin(), since_.end(),
                         [&](std::int64_t s) { return s == INT64_MIN || (s <= now && s + warmUp <= now); });
  }

 private:
  std::int64_t launch_;
  std::vector<std::int64_t> since_;
};

struct Timeline {
  std::uint32_t metric;
  std::int64_t period, delay;
  std::vector<double> values;
};

std::vector<Timeline> timelinesOf(const ServiceSpec& s, const YAML::Node& n) {
  std::vector<Timeline> all;
  const bool several = n["seen"][0].IsSequence();
  for (const PolicySpec& p : s.scaling) {
    const MetricSpec* metric = metricOf(p);
    if (!metric) continue;
    const YAML::Node values = several ? n["seen"][all.size()] : n["seen"];
    all.push_back({static_cast<std::uint32_t>(all.size()), metric->period.ns(), metric->delay.ns(), {}});
    for (const YAML::Node& v : values) all.back().values.push_back(valueOf(v.as<std::string>()));
  }
  return all;
}

std::vector<Decision> decide(const ServiceSpec& s, const YAML::Node& n) {
  const std::int64_t warmUp = s.fleet.warmUp.ns();
  Control control(s.scaling, s.alarms, s.fleet.warmUp > Duration() ? s.fleet.warmUp : Duration::seconds(300),
                  s.fleet.min, s.fleet.max);
  control.desired = s.fleet.initial.value_or(s.fleet.min);
  Fleet fleet(control.desired, n["launch"] ? nsOf(n["launch"].as<std::string>()) : 0);
  std::map<std::int64_t, std::vector<std::pair<std::uint32_t, Datapoint>>> measured;  // by the end of the period
  std::map<std::int64_t, bool> evaluations;
  for (const Timeline& f : timelinesOf(s, n))
    for (std::size_t k = 0; k < f.values.size(); ++k) {
      const std::int64_t begin = static_cast<std::int64_t>(k) * f.period, end = begin + f.period;
      measured[end].push_back({f.metric, {Instant::atNs(begin), Instant::atNs(end), f.values[k], 0}});
      evaluations[end + f.delay] = true;
      measured[end + f.delay];
    }
  std::vector<Decision> written;
  for (auto& [now, points] : measured) {
    for (auto& [metric, point] : points) {
      point.counted = fleet.counted(now, warmUp);
      control.measured(metric, point);
    }
    if (!evaluations[now]) continue;
    for (const Decision& d : control.evaluate(fleet.at(now)).decisions) written.push_back(d);
    fleet.become(control.desired, now);
  }
  for (const Decision& d : control.endSuppressions()) written.push_back(d);
  return written;
}

std::string textOf(const Decision& d) {
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
  return nsOf(wanted["at"].as<std::string>()) == d.first && number("to", d.after) && number("from", d.before) &&
         number("wanted", d.wanted) && number("policy", d.policy + 1) && number("count", d.count) &&
         word("limit", limits[static_cast<std::size_t>(d.bound)]) &&
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
  for (const Decision& d : got) text += "  " + textOf(d) + "\n";
  return text;
}

}  // namespace headroom::conformance
