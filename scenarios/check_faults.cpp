#include "models/scaling/kubernetes/pod_scaler.h"
#include "scenarios/checker.h"

#include <algorithm>

namespace headroom {
namespace {

/// What somebody of the service acts upon, or watches.
MetricSet followedIn(const ServiceSpec& s) {
  MetricSet set;
  const auto add = [&](MetricKind m) { set.bits |= std::uint64_t{1} << static_cast<unsigned>(m); };
  for (const NamedAlarm& a : s.alarms) add(a.metric);
  for (const PolicySpec& p : s.scaling) {
    for (const MetricSpec& metric : metricsOf(p)) add(metric.metric);
    if (const auto* kpa = std::get_if<KpaSpec>(&p.policy))
      add(kpa->metric == KpaSpec::Metric::rps ? MetricKind::requests : MetricKind::concurrency);
    if (const auto* hpa = std::get_if<HpaSpec>(&p.policy))
      for (const HpaMetricSpec& m : metricsOf(*hpa))
        if (const auto metric = podMetricOf(m)) add(seriesOf(*metric));
  }
  return set;
}

/// What a kind of fault asks for beyond its place and time.
struct KindCheck {
  Checker& check;
  const FaultSpec& fault;
  std::string path;

  void operator()(const InstanceCrash& crash) const {
    if (fault.lasts) check.warning(path + ".lasts", "a crash is over at once: `lasts` has no effect");
    if (const auto* s = check.service(crash.service); s && crash.workers > s->fleet.max)
      check.warning(path + ".workers", std::to_string(crash.workers) + " workers, and `" + crash.service +
                                           "` has at most " + std::to_string(s->fleet.max));
  }

  void operator()(const MetricsMissing& f) const { somebodyFollows(f.service, f.metrics); }
  void operator()(const MetricsLate& f) const { somebodyFollows(f.service, f.metrics); }

  void somebodyFollows(const std::string& of, const std::optional<MetricSet>& metrics) const {
    if (!of.empty() && !check.service(of)) return;  // which is said already
    MetricSet followed;
    for (const ServiceSpec& s : check.spec.services)
      if (of.empty() || s.name == of) followed.bits |= followedIn(s).bits;
    if (!metrics && !followed.bits)
      return check.warning(path, "nobody follows a metric there: the fault changes nothing", {},
                           "policies and alarms of a service follow metrics");
    for (const Word& w : typeFor<MetricKind>().words)
      if (const auto m = static_cast<MetricKind>(w.value); metrics && metrics->has(m) && !followed.has(m))
        check.warning(path + ".metrics", "nobody follows `" + std::string(w.name) + "` there");
  }

  void operator()(const LaunchFailure& f) const {
    if (f.type.empty() || (!f.service.empty() && !check.service(f.service))) return;
    std::vector<std::string> used;
    for (const ServiceSpec& s : check.spec.services) {
      if (!f.service.empty() && s.name != f.service) continue;
      const auto uses = [&](const std::string& type) {
        if (std::find(used.begin(), used.end(), type) == used.end()) used.push_back(type);
      };
      uses(s.worker.type);
      for (const TypeSpec& t : s.fleet.types) uses(t.type);
      if (const RungSpec* rungs = rungsOf(s)) std::for_each(rungs->types.begin(), rungs->types.end(), uses);
    }
    if (std::find(used.begin(), used.end(), f.type) == used.end())
      check.dangling(path + ".type", "no fleet that it concerns has workers of the type `" + f.type + "`",
                     "one of " + listed(used), didYouMean(f.type, used));
  }

  void operator()(const ZonalShift& f) const {
    for (const ServiceSpec& s : check.spec.services) {
      if (!f.service.empty() && s.name != f.service) continue;
      if (s.worker.function) {
        if (s.name == f.service)
          check.error(path + ".service", "`" + s.name + "` is a function, and has no fleet in a zone",
                      "a service with workers");
        continue;
      }
      const auto& zones = s.fleet.zones.empty() ? check.spec.region.zones : s.fleet.zones;
      if (zones.size() == 1 && zones.front() == f.zone)
        check.error(path + ".zone", "`" + s.name + "` has no other zone than `" + f.zone + "`",
                    "a fleet in two zones or more", "calls are shifted to the other zones");
    }
  }

  template <class K>
  void operator()(const K&) const {}
};

}  // namespace

void Checker::fault(const FaultSpec& f) {
  const std::string path = "faults." + f.name;
  if (!f.at && !f.every)
    error(path, "`" + f.name + "` has neither `at` nor `every`", "one of them",
          "`at: 20min`, once; `every: 12h`, again and again");
  if (f.at && f.every) error(path + ".every", "`at` and `every` exclude one another", "one of them");
  if (f.at) inRun(path + ".at", *f.at);
  if (f.every) law(path + ".every", *f.every, false);
  if (f.lasts) law(path + ".lasts", *f.lasts, false);
  if (f.every && !f.lasts && !isOverAtOnce(f.fault))
    error(path + ".every", "a fault that never ends cannot begin again", "`lasts`");
  std::visit(KindCheck{*this, f, path}, f.fault);
  const auto [of, zone] = whereIs(f.fault);
  if (!zone.empty()) refersToZone(path + ".zone", zone);
  if (of.empty()) return;
  refersToService(path + ".service", of);
  const ServiceSpec* s = service(of);
  if (!s) return;
  const auto& zones = s->fleet.zones;
  if (!zone.empty() && !zones.empty() && std::find(zones.begin(), zones.end(), zone) == zones.end())
    warning(path + ".zone", "`" + of + "` has no worker in the zone `" + zone + "`");
  const bool ownRate = std::any_of(spec.demand.begin(), spec.demand.end(),
                                   [&, to = of](const auto& d) { return d.to == to && !d.rate.empty(); });
  if (f.at && f.at->kind == When::Kind::peak && !ownRate)
    error(path + ".at", "`peak`, and no demand with a rate goes to `" + of + "`", "a time");
}

/// What it sets is looked at where it is laid upon the scenario: scenarios/load.cpp.
void Checker::change(const ChangeSpec& c) {
  const std::string path = "changes." + c.name;
  inRun(path + ".at", c.at);
  if (instantOf(c.at) == Instant::at(spec.duration)) error(path + ".at", "the run is over by then", "before its end");
  for (const std::string& set : c.set)
    if (set.starts_with("changes")) error(path + ".set", "a change cannot change another", "another setting");
  if (c.set.empty()) error(path + ".set", "it sets nothing", "path=value, as `services.web.fleet.min=9`");
}

}  // namespace headroom
