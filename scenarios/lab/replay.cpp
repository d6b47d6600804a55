#include "scenarios/lab/replay.h"

#include "models/scaling/control.h"
#include "models/scaling/kubernetes/kpa.h"
#include "models/scaling/kubernetes/kpa_windows.h"
#include "scenarios/units.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

namespace headroom::lab {
namespace {

struct LimitWords {
  Bound bound;
  std::string_view word, text;
};

constexpr LimitWords limits[] = {
    {Bound::none, "none", "nothing stood against it"},
    {Bound::min, "min", "no fewer than `min`"},
    {Bound::max, "max", "no more than `max`"},
    {Bound::cooldown, "cooldown", "it waits for the effect of the change before"},
    {Bound::warmUp, "warm_up", "workers are still coming"},
    {Bound::stabilisation, "stabilisation", "a milder recommendation counts"},
    {Bound::rateLimit, "rate_limit", "as fast as it may"},
    {Bound::tolerance, "tolerance", "too near to the target"},
    {Bound::missingData, "missing_data", "data are missing"},
    {Bound::anotherPolicy, "another_policy", "another policy is against it"},
    {Bound::disabled, "disabled", "this direction is disabled"},
    {Bound::frozen, "frozen", "the fleet is frozen"},
};

const LimitWords& limitOf(Bound bound) {
  return *std::find_if(std::begin(limits), std::end(limits), [&](const LimitWords& l) { return l.bound == bound; });
}

/// Evaluations that change nothing, again and again for the same reason, are one.
void append(std::vector<Evaluated>& all, Evaluated e) {
  const auto rests = [](const Evaluated& x) { return x.before == x.after; };
  if (!all.empty()) {
    Evaluated& l = all.back();
    if (rests(l) && rests(e) && l.after == e.after && l.reason == e.reason && l.metric == e.metric &&
        (l.wanted > l.before) == (e.wanted > e.before) && (l.wanted < l.before) == (e.wanted < e.before)) {
      l.last = e.last;
      ++l.count;
      return;
    }
  }
  all.push_back(std::move(e));
}

double counted(std::int64_t x) { return static_cast<double>(x); }

// ---- Kubernetes ----------------------------------------------------------------------------------------------------

Evaluated evaluatedOf(const HpaObservation& seen, const HpaRecommendation& r,
                      const std::vector<HpaMetricSpec>& metrics) {
  Evaluated e;
  e.first = e.last = seen.now;
  e.before = seen.current;
  e.wanted = r.wanted;
  e.after = r.replicas;
  e.limit = limitOf(boundOf(r.reason)).word;
  e.reason = wordOf(r.reason);
  e.why = textOf(r.reason);
  e.figures = {{"proposal", counted(r.proposal)}, {"stabilised", counted(r.stabilised)}};
  if (r.metric < 0) return e;
  const auto m = static_cast<std::size_t>(r.metric);
  const HpaProposal& p = r.proposals[m];
  e.metric = metrics[m].name;
  e.share = metrics[m].utilisation.has_value();
  e.seen = e.share ? p.seen / 100 : p.seen;
  e.figures.insert(e.figures.end(), {{"ratio", p.ratio},
                                     {"counted", counted(p.counted)},
                                     {"unready", counted(p.unready)},
                                     {"missing", counted(p.missing)},
                                     {"ignored", counted(p.ignored)}});
  return e;
}

std::int64_t replicasAtFirst(const FleetSpec& fleet, const HpaRow& row) {
  if (fleet.initial) return *fleet.initial;
  const auto pods = std::count_if(row.pods.begin(), row.pods.end(),
                                  [](const HpaPod& p) { return !p.deleting && p.phase != HpaPod::Phase::ended; });
  return pods > 0 ? pods : fleet.min;
}

std::vector<Evaluated> replay(const HpaSpec& spec, const FleetSpec& fleet, const std::vector<HpaRow>& rows) {
  std::vector<Evaluated> all;
  HpaState state;
  const std::vector<HpaMetricSpec> metrics = metricsOf(spec);
  std::int64_t replicas = replicasAtFirst(fleet, rows.front());
  for (const HpaRow& row : rows) {
    HpaObservation seen;
    seen.now = row.time;
    seen.min = fleet.min;
    seen.max = fleet.max;
    seen.current = row.current.value_or(replicas);
    seen.observed = row.observed.value_or(seen.current);
    seen.pods = row.pods;
    seen.metrics = row.metrics;
    const HpaRecommendation r = recommend(spec, seen, state);
    replicas = r.replicas;
    append(all, evaluatedOf(seen, r, metrics));
  }
  return all;
}

/// A KPA and what it follows.
struct KpaReplay {
  const KpaSpec& spec;
  const PolicyFile& file;
  KpaState state = {};
  std::int64_t scale = 0;
  std::vector<Evaluated> all = {};

  KpaReplay(const KpaSpec& s, const PolicyFile& f) : spec(s), file(f), scale(f.fleet.initial.value_or(f.fleet.min)) {
    if (!file.fleet.initial) return;
    state.begun = true;  // it has run before
    state.scale = scale;
  }

  void tick(Instant now, const KpaRow& row, std::optional<double> stable, std::optional<double> panic) {
    KpaObservation seen{now, file.fleet.min, std::nullopt, row.ready.value_or(scale), stable, panic, row.reachable};
    if (file.bounded) seen.max = file.fleet.max;
    Evaluated e;
    e.before = state.begun ? state.scale : *seen.ready;
    const KpaRecommendation r = recommend(spec, seen, state);
    scale = r.scale;
    e.first = e.last = now;
    e.wanted = r.wanted;
    e.after = r.scale;
    e.metric = r.panicking ? "panic" : "stable";
    e.seen = r.panicking ? panic : stable;
    e.limit = limitOf(boundOf(r.reason)).word;
    e.reason = wordOf(r.reason);
    e.why = textOf(r.reason);
    e.figures = {{"stable", stable},
                 {"panic", panic},
                 {"by_stable", counted(r.byStable)},
                 {"by_panic", counted(r.byPanic)},
                 {"ready", counted(*seen.ready)},
                 {"panicking", double(r.panicking), true},
                 {"activator", double(r.activator), true},
                 {"excess_burst_capacity", r.excess}};
    append(all, std::move(e));
  }
};

/// Raw samples fill the windows, and every tick is an evaluation; averages are an evaluation each.
std::vector<Evaluated> replay(const KpaSpec& spec, const PolicyFile& file, const std::vector<KpaRow>& rows) {
  KpaReplay kpa(spec, file);
  const bool raw = std::any_of(rows.begin(), rows.end(), [](const KpaRow& r) { return r.sample.has_value(); });
  if (!raw) {
    for (const KpaRow& row : rows) kpa.tick(row.time, row, row.stable, row.panic);
    return std::move(kpa.all);
  }
  KpaWindow stable(spec.stableWindow, spec.averaging), panic(spec.panic(), spec.averaging);
  const Instant origin = rows.front().time;
  const auto since = [&](Instant t) { return Instant::at(t - origin); };
  std::size_t next = 0;
  for (Instant now = origin; now <= rows.back().time; now += spec.tick) {
    for (; next < rows.size() && rows[next].time <= now; ++next) {
      if (!rows[next].sample) continue;
      stable.record(since(rows[next].time), *rows[next].sample);
      panic.record(since(rows[next].time), *rows[next].sample);
    }
    const bool data = !stable.empty(since(now));
    kpa.tick(now, rows[next - 1], data ? std::optional(stable.average(since(now))) : std::nullopt,
             data ? std::optional(panic.average(since(now))) : std::nullopt);
  }
  return std::move(kpa.all);
}

// ---- EC2 -----------------------------------------------------------------------------------------------------------

Evaluated evaluatedOf(const Decision& d, const std::string& metric, bool share) {
  Evaluated e;
  e.first = Instant::atNs(d.first);
  e.last = Instant::atNs(d.last);
  e.count = d.count;
  e.before = d.before;
  e.wanted = d.wanted;
  e.after = d.after;
  e.metric = metric;
  e.share = share;
  if (!std::isnan(d.seen)) e.seen = d.seen;
  e.limit = e.reason = limitOf(d.bound).word;
  const auto threshold = share ? writeNumber(d.threshold * 100) + " %" : writeNumber(d.threshold);
  e.why = std::isnan(d.threshold) ? "as its rule asks" : "its alarm at " + threshold + " is on";
  if (d.bound != Bound::none) e.why = limitOf(d.bound).text;
  e.figures = {{"threshold", std::isnan(d.threshold) ? std::nullopt : std::optional(d.threshold)},
               {"counted", counted(d.counted)}};
  return e;
}

/// A running service measures long periods anew every minute; recorded ones come one after the other.
PolicySpec onePointAPeriod(PolicySpec spec) {
  std::visit(
      [](auto& p) {
        if constexpr (std::is_base_of_v<MetricSpec, std::remove_cvref_t<decltype(p)>>) p.resolution = p.period;
      },
      spec.policy);
  return spec;
}

std::vector<Evaluated> replay(const PolicySpec& spec, const FleetSpec& fleet, const std::vector<DatapointRow>& rows) {
  const MetricSpec& metric = *metricOf(spec);
  Control control({onePointAPeriod(spec)}, {}, fleet.policyWarmUp(), fleet.min, fleet.max);
  control.desired = fleet.initial.value_or(fleet.min);
  std::vector<Decision> written;
  std::size_t measured = 0;
  std::optional<Instant> changed;
  for (const DatapointRow& row : rows) {
    const Instant now = row.time + metric.period + metric.delay;
    for (; measured < rows.size() && rows[measured].time + metric.period <= now; ++measured) {
      const DatapointRow& r = rows[measured];
      control.desired = r.desired.value_or(control.desired);
      const double missing = std::numeric_limits<double>::quiet_NaN();
      Datapoint point{r.time, r.time + metric.period, r.value.value_or(missing), r.workers.value_or(control.desired)};
      point.size = static_cast<double>(control.size);
      control.measured(0, point);
      point.value = r.memory.value_or(missing);
      if (control.metrics().size() > 1) control.measured(1, point);
    }
    FleetView view;
    view.now = now;
    view.members = view.inService = control.desired;
    view.activityEnded = changed.value_or(Instant());
    if (rungsOf(spec)) view.moved = changed;
    for (const Decision& d : control.evaluate(view).decisions) {
      written.push_back(d);
      if (d.after != d.before) changed = now;
    }
  }
  for (const Decision& d : control.endSuppressions()) written.push_back(d);
  std::vector<Evaluated> all;
  const std::string name = metricNames()[static_cast<std::size_t>(metric.metric)];
  for (const Decision& d : written) all.push_back(evaluatedOf(d, name, isShare(metric.metric)));
  return all;
}

}  // namespace

std::vector<Evaluated> replay(const PolicyFile& file, const Observations& seen) {
  if (const auto* hpa = std::get_if<HpaSpec>(&file.policy.policy)) return replay(*hpa, file.fleet, seen.hpa);
  if (const auto* kpa = std::get_if<KpaSpec>(&file.policy.policy)) return replay(*kpa, file, seen.kpa);
  return replay(file.policy, file.fleet, seen.datapoints);
}

}  // namespace headroom::lab
