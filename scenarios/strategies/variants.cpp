#include "models/fleet/instance_types.h"
#include "scenarios/check.h"
#include "scenarios/run/external_programs.h"
#include "scenarios/strategies/strategies.h"
#include "scenarios/units.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom {
namespace {

constexpr std::int64_t chunksAtPeak = 5;  // so many make up the peak

/// What sizes are reckoned from.
struct Frame {
  const ScenarioSpec& spec;
  std::size_t service = 0;
  double peak = 0;           // greatest expected rate [requests/s]
  std::int64_t atPeak = 1;   // workers that carry it
  std::int64_t atStart = 1;  // workers that carry what comes first
  double firstInterval = 0;  // greatest rate until the second order of chunks
  double perWorker = 1;
  std::int64_t zones = 1;

  ServiceSpec& of(ScenarioSpec& s) const { return s.services[service]; }
};

/// Of chunks and ladders: a week or a day, as people plan; a quarter of a short run.
Duration intervalOf(Duration run) {
  if (run >= Duration::hours(14 * 24)) return Duration::hours(7 * 24);
  if (run >= Duration::hours(48)) return Duration::hours(24);
  return std::max(Duration::minutes(5), Duration::minutes(run.ns() / Duration::minutes(5).ns() / 4 * 5));
}

Frame frameOf(const ScenarioSpec& spec) {
  const auto b = compile(spec);
  Frame f{spec};
  f.service = b->entry;
  const ServicePlan& plan = b->services[b->entry];
  const Instant end = Instant::at(b->duration);
  f.peak = peakRate(*b, b->entry, Instant(), end);
  if (!(f.peak > 0)) throw Failure("no rate is expected at `" + plan.name + "`, so no size can be reckoned for it");
  if (plan.unlimitedCapacity()) throw Failure("the workers of `" + plan.name + "` have unlimited slots, and no size");
  f.perWorker = plan.rated / plan.callSeconds();
  f.atPeak = std::max<std::int64_t>(1, workersFor(f.peak, f.perWorker));
  const double first = peakRate(*b, b->entry, Instant(), Instant::at(std::min(b->duration, Duration::hours(1))));
  f.atStart = std::max<std::int64_t>(1, workersFor(first, f.perWorker));
  f.firstInterval = peakRate(*b, b->entry, Instant(), Instant::at(intervalOf(b->duration)));
  f.zones = static_cast<std::int64_t>(plan.zones.size());
  return f;
}

void sized(ServiceSpec& s, std::int64_t min, std::int64_t max, std::int64_t initial) {
  s.fleet.min = min;
  s.fleet.max = max;
  s.fleet.initial = initial;
  s.scaling.clear();
}

std::string workers(std::int64_t n) { return fmt::format("{} worker{}", n, n == 1 ? "" : "s"); }

Strategy fixedAtPeak(const Frame& f) {
  Strategy s{"static", workers(f.atPeak) + ", always", f.spec, {}};
  sized(f.of(s.spec), f.atPeak, f.atPeak, f.atPeak);
  return s;
}

/// Types of the family of `first`, from it upwards: whole multiples at the price of so many.
std::vector<std::string> familyOf(const std::string& first) {
  const InstanceType& base = findInstanceType(first);
  const std::string family = first.substr(0, first.find('.') + 1);
  std::vector<std::pair<double, std::string>> found;
  for (const InstanceType& t : instanceTypes()) {
    const double size = t.vcpu / base.vcpu;
    const bool same = !family.empty() && t.name.starts_with(family);
    if (same && size >= 1 && size == std::floor(size) && std::abs(t.usdPerHour / base.usdPerHour / size - 1) <= 0.01 &&
        (t.name == first || size > 1))
      found.emplace_back(size, t.name);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> names;
  for (const auto& [size, name] : found) names.push_back(name);
  return names;
}

Strategy scaleUp(const Frame& f) {
  Strategy s{"scale-up", "one machine", f.spec, {}};
  ServiceSpec& service = f.of(s.spec);
  sized(service, 1, 1, 1);
  LadderPolicy ladder;
  ladder.forecast = ForecastSpec::Method::perfect;
  ladder.types = familyOf(service.worker.type);
  ladder.every = std::min(intervalOf(f.spec.duration), Duration::hours(24));
  if (ladder.types.size() < 2) {
    s.impossible = "the catalogue has no larger type than " + service.worker.type;
    return s;
  }
  s.how = fmt::format("one machine, {} to {}, looked at every {}", ladder.types.front(), ladder.types.back(),
                      writeDuration(ladder.every));
  service.scaling.push_back({"ladder", std::move(ladder)});
  return s;
}

Strategy inChunks(const Frame& f) {
  ChunksPolicy chunks;
  chunks.forecast = ForecastSpec::Method::perfect;
  chunks.every = intervalOf(f.spec.duration);
  chunks.size = std::max<std::int64_t>(1, (f.atPeak + chunksAtPeak - 1) / chunksAtPeak);
  const auto whole = [&](double load) {
    return chunks.size * std::max<std::int64_t>(1, workersFor(load / f.perWorker, static_cast<double>(chunks.size)));
  };
  Strategy s{"chunks",
             fmt::format("{} at a time, ordered every {}", workers(chunks.size), writeDuration(chunks.every)),
             f.spec,
             {}};
  ServiceSpec& service = f.of(s.spec);
  sized(service, 1, whole(f.peak), whole(f.firstInterval));
  service.scaling.push_back({"chunks", std::move(chunks)});
  return s;
}

/// The scenario's own policies, if any of them follows the load; else target tracking at what a worker is meant to
/// carry.
Strategy elastic(const Frame& f) {
  Strategy s{"elastic", "as the scenario scales", f.spec, {}};
  ServiceSpec& service = f.of(s.spec);
  const bool own = std::any_of(service.scaling.begin(), service.scaling.end(),
                               [](const PolicySpec& p) { return (metricOf(p) && !rungsOf(p)) || isByPods(p); });
  if (own) return s;
  const auto slots = static_cast<double>(service.worker.slots.value);
  sized(service, std::min(f.atPeak, f.zones), 2 * f.atPeak, std::max(f.atStart, std::min(f.atPeak, f.zones)));
  TargetTrackingPolicy tracking;
  tracking.metric = service.worker.sharing ? MetricKind::cpu : MetricKind::slots;
  const auto units = static_cast<double>(service.fleet.types.empty() ? 1 : service.fleet.types[0].weight.value_or(1));
  const double work = units * f.perWorker * meanSeconds(service.worker.serviceTime);  // of one of the first type
  tracking.target = service.worker.sharing ? 0.75 : std::clamp(work / slots, 0.05, 0.95);
  s.how =
      fmt::format("target tracking at {:.3g} % of {}", tracking.target * 100, service.worker.sharing ? "cpu" : "slots");
  service.scaling.push_back({"tracking", tracking});
  return s;
}

Strategy predictive(const Frame& f) {
  Strategy s = elastic(f);
  s.name = "predictive";
  ServiceSpec& service = f.of(s.spec);
  const auto mine = [](const PolicySpec& p) { return std::holds_alternative<PredictivePolicy>(p.policy); };
  if (std::any_of(service.scaling.begin(), service.scaling.end(), mine)) return s;
  PredictivePolicy forecast;
  forecast.forecast = ForecastSpec::Method::perfect;
  forecast.mode = PredictivePolicy::Mode::forecastAndScale;
  s.how += ", and a forecast of each hour";
  service.scaling.push_back({"predictive", std::move(forecast)});
  return s;
}

/// How long before it is needed a worker must be ordered, mostly: twice the mean of its start.
Duration leadOf(const ServiceSpec& s) {
  const double mean = meanSeconds(s.start.launch) + meanSeconds(s.start.boot) + meanSeconds(s.start.init);
  return Duration::minutes(1 + static_cast<std::int64_t>(2 * mean / 60));
}

Strategy ofOneWhoKnows(const Frame& f) {
  ClairvoyantPolicy policy;
  Strategy s{"clairvoyant", "", f.spec, {}};
  ServiceSpec& service = f.of(s.spec);
  policy.lead = leadOf(service);
  const Instant ahead = Instant::at(std::min(f.spec.duration, policy.lead + policy.step));
  const double first = peakRate(*compile(f.spec), f.service, Instant(), ahead);
  sized(service, 1, f.atPeak, std::max<std::int64_t>(1, workersFor(first, f.perWorker)));
  s.how = fmt::format("knows the demand and orders {} ahead: what nobody can do, to compare with",
                      writeDuration(policy.lead));
  service.scaling.push_back({"clairvoyant", policy});
  return s;
}

void refuseWhatCannotRun(Strategy& s) {
  if (!s.impossible.empty()) return;
  if (!firstExternalPolicy(s.spec).empty()) {
    s.impossible = "a program decides for it";
    return;
  }
  for (const Issue& issue : check(s.spec))
    if (issue.severity == Issue::Severity::error) {
      s.impossible = issue.what;
      return;
    }
}

}  // namespace

const std::vector<std::string>& strategyNames() {
  static const std::vector<std::string> names{"static", "scale-up", "chunks", "elastic", "predictive"};
  return names;
}

std::vector<Strategy> strategiesFor(const ScenarioSpec& spec, const std::map<std::string, ScenarioSpec>& own) {
  const Frame f = frameOf(spec);
  std::vector<Strategy> all{fixedAtPeak(f), scaleUp(f), inChunks(f), elastic(f), predictive(f)};
  for (Strategy& s : all) {
    if (const auto found = own.find(s.name); found != own.end())
      s = {s.name, "as the scenario's stage says", found->second, {}};
    s.spec.expect.clear();
    s.spec.faults.clear();
    s.spec.changes.clear();
    refuseWhatCannotRun(s);
  }
  return all;
}

Strategy clairvoyant(const ScenarioSpec& spec) {
  Strategy s = ofOneWhoKnows(frameOf(spec));
  s.spec.expect.clear();
  s.spec.faults.clear();
  s.spec.changes.clear();
  refuseWhatCannotRun(s);
  return s;
}

ScenarioSpec withZoneLoss(const Strategy& s) {
  ScenarioSpec spec = s.spec;
  const auto b = compile(s.spec);
  FaultSpec loss;
  loss.name = zoneLossName;
  loss.fault = ZoneOutage{b->zones[b->services[b->entry].zones.front()]};
  loss.at = When{When::Kind::peak, {}, 0, 0, "peak"};
  loss.lasts = Deterministic{Duration::minutes(30)};
  spec.faults.push_back(std::move(loss));
  ExpectSpec window;  // so that the summary has figures over the loss
  window.name = "during";
  window.metric = "availability";
  window.fault = zoneLossName;
  window.atLeast = "0";
  spec.expect.push_back(std::move(window));
  return spec;
}

}  // namespace headroom
