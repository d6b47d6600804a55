/// From pods and metrics to the number of replicas that one metric asks for (replica_calculator.go).
#include "models/scaling/kubernetes/hpa.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

constexpr double most = 2147483647;  // replicas are 32-bit numbers there

std::int64_t ceiling(double x) { return static_cast<std::int64_t>(std::ceil(std::min(x, most))); }

std::int64_t milliOf(double x) { return static_cast<std::int64_t>(std::floor(x * 1000 + 0.5)); }

enum class Standing { ready, unready, missing, ignored };

/// The CPU of a pod that starts up says nothing of its load: set aside until it was ready for a whole sample, or, once
/// the initialisation period is over, if it never was ready at all.
bool unreadyForCpu(const HpaSpec& spec, const HpaPod& pod, const HpaSample& sample, Instant now) {
  if (pod.ready == HpaPod::Ready::unknown || !pod.started) return true;
  const Instant changed = pod.readyChanged.value_or(*pod.started);
  if (*pod.started + spec.cpuInitialisation > now)
    return pod.ready == HpaPod::Ready::no || sample.at.value_or(now) < changed + sample.window;
  return pod.ready == HpaPod::Ready::no && *pod.started + spec.initialReadiness > changed;
}

Standing standingOf(const HpaSpec& spec, bool cpu, const HpaPod& pod, const HpaSample& sample, Instant now) {
  if (pod.deleting || pod.phase == HpaPod::Phase::ended) return Standing::ignored;
  if (pod.phase == HpaPod::Phase::pending) return Standing::unready;
  if (!sample.milli) return Standing::missing;
  return cpu && unreadyForCpu(spec, pod, sample, now) ? Standing::unready : Standing::ready;
}

/// Samples that take part, and against what.
struct Usage {
  bool utilisation = false;
  std::int64_t target = 0;  // per cent, or thousandths
  std::int64_t used = 0, requested = 0, samples = 0;

  void add(std::int64_t milli, std::int64_t request) {
    used += milli;
    requested += request;
    ++samples;
  }
  bool empty() const { return samples == 0 || (utilisation && requested == 0); }
  /// Whole per cent of the requests, or whole thousandths per sample.
  std::int64_t level() const { return utilisation ? used * 100 / requested : used / samples; }
  double ratio() const { return static_cast<double>(level()) / static_cast<double>(target); }
};

struct Tolerances {
  double down, up;
  bool within(double ratio) const { return 1.0 - down <= ratio && ratio <= 1.0 + up; }
};

Tolerances tolerancesOf(const HpaSpec& spec) {
  Tolerances t{spec.tolerance.value, spec.tolerance.value};
  if (!spec.behaviour) return t;
  if (spec.behaviour->down.tolerance) t.down = spec.behaviour->down.tolerance->value;
  if (spec.behaviour->up.tolerance) t.up = spec.behaviour->up.tolerance->value;
  return t;
}

HpaProposal failure(HpaProposal p) {
  p.failed = true;
  p.reason = HpaReason::failedMetric;
  return p;
}

HpaProposal keep(HpaProposal p, std::int64_t current, HpaReason why) {
  p.replicas = current;
  p.reason = why;
  return p;
}

/// Pods set aside come back with the usage that speaks against a change: nothing on the way up; on the way down a
/// missing one uses all it asked for.
void addBack(Usage& usage, const std::vector<Standing>& standings, const HpaObservation& seen, std::size_t metric,
             double ratio) {
  for (std::size_t i = 0; i < seen.pods.size(); ++i) {
    const std::int64_t request = seen.pods[i].samples[metric].request.value_or(0);
    if (standings[i] == Standing::missing && ratio < 1.0)
      usage.add(usage.utilisation ? request * std::max<std::int64_t>(100, usage.target) / 100 : usage.target, request);
    else if ((standings[i] == Standing::missing || standings[i] == Standing::unready) && ratio > 1.0)
      usage.add(0, request);
  }
}

HpaProposal ofPods(const HpaSpec& spec, const HpaMetricSpec& target, std::size_t metric, const HpaObservation& seen) {
  HpaProposal p;
  const Tolerances tolerances = tolerancesOf(spec);
  const bool cpu = target.source == HpaMetricSpec::Source::resource && target.metric == "cpu";
  Usage usage;
  usage.utilisation = target.utilisation.has_value();
  usage.target = usage.utilisation ? static_cast<std::int64_t>(std::floor(target.utilisation->value * 100 + 0.5))
                                   : milliOf(target.averageValue.value_or(0));
  std::vector<Standing> standings;
  bool requestsKnown = true;
  for (const HpaPod& pod : seen.pods) {
    const HpaSample& sample = pod.samples[metric];
    const Standing s = standings.emplace_back(standingOf(spec, cpu, pod, sample, seen.now));
    requestsKnown = requestsKnown && sample.request.has_value();
    if (s == Standing::ready) usage.add(*sample.milli, sample.request.value_or(0));
    p.counted += s == Standing::ready;
    p.unready += s == Standing::unready;
    p.missing += s == Standing::missing;
    p.ignored += s == Standing::ignored;
  }
  for (const std::int64_t stranger : seen.metrics[metric].strangers) {
    if (usage.utilisation)
      ++usage.samples;
    else
      usage.add(stranger, 0);
  }
  if (usage.empty() || (usage.utilisation && !requestsKnown)) return failure(p);
  const double first = usage.ratio();
  p.seen = usage.utilisation ? static_cast<double>(usage.level()) : static_cast<double>(usage.level()) / 1000;
  p.ratio = first;
  const bool again = p.missing > 0 || (p.unready > 0 && first > 1.0);
  if (!again) {
    p.replicas = p.wanted = ceiling(first * static_cast<double>(p.counted));
    return tolerances.within(first) ? keep(p, seen.current, HpaReason::tolerance) : p;
  }
  addBack(usage, standings, seen, metric, first);
  p.ratio = usage.ratio();
  p.replicas = p.wanted = ceiling(p.ratio * static_cast<double>(usage.samples));
  if (tolerances.within(p.ratio)) return keep(p, seen.current, HpaReason::tolerance);
  const bool turned = (first < 1.0 && p.ratio > 1.0) || (first > 1.0 && p.ratio < 1.0) ||
                      (p.ratio < 1.0 && p.replicas > seen.current) || (p.ratio > 1.0 && p.replicas < seen.current);
  return turned ? keep(p, seen.current, HpaReason::direction) : p;
}

/// An object's or external metric against a value for the whole: only ready pods are multiplied.
HpaProposal ofTotal(const HpaSpec& spec, const HpaMetricSpec& target, std::int64_t total, const HpaObservation& seen) {
  HpaProposal p;
  for (const HpaPod& pod : seen.pods)
    p.counted += pod.phase == HpaPod::Phase::running && pod.ready == HpaPod::Ready::yes;
  p.seen = static_cast<double>(total) / 1000;
  p.ratio = static_cast<double>(total) / static_cast<double>(milliOf(*target.value));
  if (seen.current == 0) {
    p.replicas = p.wanted = ceiling(p.ratio);
    return p;
  }
  p.replicas = p.wanted = ceiling(p.ratio * static_cast<double>(p.counted));
  if (tolerancesOf(spec).within(p.ratio)) return keep(p, seen.current, HpaReason::tolerance);
  return seen.pods.empty() ? failure(p) : p;
}

/// The same against a value per pod: no pod is looked at, and "current" is what the target's status reports.
HpaProposal ofTotalPerPod(const HpaSpec& spec, const HpaMetricSpec& target, std::int64_t total,
                          const HpaObservation& seen) {
  HpaProposal p;
  const auto share = static_cast<double>(milliOf(*target.averageValue));
  p.counted = seen.observed;
  p.seen = static_cast<double>(total) / 1000;
  p.ratio = static_cast<double>(total) / (share * static_cast<double>(seen.observed));  // of nothing: infinite or NaN
  p.replicas = p.wanted = ceiling(static_cast<double>(total) / share);
  return tolerancesOf(spec).within(p.ratio) ? keep(p, seen.observed, HpaReason::tolerance) : p;
}

}  // namespace

HpaProposal proposalOf(const HpaSpec& spec, std::size_t metric, const HpaObservation& seen) {
  const HpaMetricSpec target = metricsOf(spec)[metric];
  const HpaMetricSeen& m = seen.metrics[metric];
  if (m.failed) return failure({});
  if (target.source == HpaMetricSpec::Source::resource || target.source == HpaMetricSpec::Source::pods)
    return ofPods(spec, target, metric, seen);
  if (!m.total) return failure({});
  return target.value ? ofTotal(spec, target, *m.total, seen) : ofTotalPerPod(spec, target, *m.total, seen);
}

}  // namespace headroom
