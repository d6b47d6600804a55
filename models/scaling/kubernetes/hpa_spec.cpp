#include "models/scaling/kubernetes/hpa_spec.h"

namespace headroom {
namespace {

const Type& sourceType() {
  using S = HpaMetricSpec::Source;
  static const Type type = choice<S>({
      {"resource", std::int64_t(S::resource), "cpu or memory of each pod, against its request or a value"},
      {"pods", std::int64_t(S::pods), "a metric of each pod, against an average value"},
      {"object", std::int64_t(S::object), "one number of the cluster, as a queue's length"},
      {"external", std::int64_t(S::external), "one number from outside the cluster"},
  });
  return type;
}

const Type& metricType() {
  using M = HpaMetricSpec;
  static const Type type = [] {
    Type t = object<M>(
        "A metric and its target: one of `utilisation`, `average_value`, `value`.",
        {field("metric", &M::metric, "Its name."), fieldAs(nameType(), "name", &M::name, "Default: the metric."),
         fieldAs(sourceType(), "source", &M::source, "Where it is measured."),
         optionalField("utilisation", &M::utilisation, "Of the pods' requests, in whole per cent; of resources.",
                       Range{0, 1000, true}),
         optionalField("average_value", &M::averageValue, "Per pod.", above(0)),
         optionalField("value", &M::value, "Of the whole; of `object` and `external`.", above(0))});
    t.nameFrom = "metric";
    return t;
  }();
  return type;
}

const Type& changeType() {
  using C = HpaChangePolicy;
  static const Type kinds = choice<C::Kind>({
      {"pods", std::int64_t(C::Kind::pods), "so many pods"},
      {"percent", std::int64_t(C::Kind::percent), "so many per cent of what there was at the begin of the period"},
  });
  static const Type type =
      object<C>("How many pods may come or go in a period.",
                {fieldAs(kinds, "type", &C::kind, "What `value` counts."),
                 field("value", &C::value, "Pods, or per cent.", between(1, 1e6)),
                 field("period", &C::period, "The time in which so many may change.", between(1, 1800))});
  return type;
}

const Type& rulesType() {
  using R = HpaRules;
  static const Type select = choice<R::Select>({
      {"max", std::int64_t(R::Select::max), "the policy that allows the largest change"},
      {"min", std::int64_t(R::Select::min), "the one that allows the smallest"},
      {"disabled", std::int64_t(R::Select::disabled), "no change in this direction"},
  });
  static const Type changes = listOf<HpaChangePolicy>(changeType(), "Limits of the rate of change.");
  static const Type type = object<R>(
      "Rules of one direction.",
      {optionalField("stabilisation", &R::stabilisation,
                     "The mildest recommendation of so long counts; absent: 0 up, the controller's window down.",
                     between(0, 3600)),
       fieldAs(select, "select", &R::select, "Which of several policies counts."),
       fieldAs(changes, "policies", &R::policies,
               "None: 100 per cent or 4 pods in 15 s, whichever is more, up; 100 per cent in 15 s down."),
       optionalField("tolerance", &R::tolerance, "In place of the controller's.", between(0, 10))});
  return type;
}

}  // namespace

static const Type& typeOf(const HpaBehaviour*) {
  using B = HpaBehaviour;
  static const Type type = object<B>("How fast it may go.", {fieldAs(rulesType(), "up", &B::up, "Towards more pods."),
                                                             fieldAs(rulesType(), "down", &B::down, "Towards fewer.")});
  return type;
}

std::vector<HpaMetricSpec> metricsOf(const HpaSpec& spec) {
  if (!spec.metrics.empty()) return spec.metrics;
  HpaMetricSpec cpu;
  cpu.name = cpu.metric;
  cpu.utilisation = Ratio{0.8};
  return {cpu};
}

const Type& typeOf(const HpaSpec*) {
  using H = HpaSpec;
  static const Type metrics =
      listOf<HpaMetricSpec>(metricType(), "The largest answer wins; none: the CPU at 80 % of its request.");
  static const Type type = object<H>(
      "Kubernetes' Horizontal Pod Autoscaler (autoscaling/v2).",
      {fieldAs(metrics, "metrics", &H::metrics, "What is steered; the largest answer wins."),
       optionalField("behaviour", &H::behaviour,
                     "Stabilisation and rates; absent: at most max(2 × current, 4), down after the highest of 5 min."),
       field("sync", &H::sync, "Between two evaluations.", between(1, 3600)),
       field("tolerance", &H::tolerance, "No change while the ratio is so near to 1.", between(0, 10)),
       field("cpu_initialisation", &H::cpuInitialisation,
             "After its start a pod's CPU counts only when it has been ready for a whole sample.", between(0, 86'400)),
       field("initial_readiness", &H::initialReadiness,
             "A pod that lost its readiness so soon after its start was never ready.", between(0, 86'400)),
       field("downscale_stabilisation", &H::downscaleStabilisation,
             "The highest recommendation of so long counts on the way down.", between(0, 86'400)),
       field("metric_age", &H::metricAge, "In a run: how old samples are when they are used.", between(0, 3600)),
       field("scale_to_zero", &H::scaleToZero, "The feature gate HPAScaleToZero.")});
  return type;
}

}  // namespace headroom
