#include "models/scaling/kubernetes/kpa_spec.h"

namespace headroom {

static const Type& typeOf(const KpaSpec::Metric*) {
  using M = KpaSpec::Metric;
  static const Type type = choice<M>({
      {"concurrency", std::int64_t(M::concurrency), "calls in the pods, queued ones included"},
      {"rps", std::int64_t(M::rps), "calls per second"},
  });
  return type;
}

static const Type& typeOf(const KpaSpec::Averaging*) {
  using A = KpaSpec::Averaging;
  static const Type type = choice<A>({
      {"linear", std::int64_t(A::linear), "every second of the window counts alike"},
      {"weighted", std::int64_t(A::weighted), "the newest counts most (weightedExponential)"},
  });
  return type;
}

const Type& typeOf(const KpaSpec*) {
  using K = KpaSpec;
  static const Type type = object<K>(
      "The Knative Pod Autoscaler.",
      {field("metric", &K::metric, "What is averaged."),
       optionalField("total", &K::total, "What one pod can take; default 100 at once, or 200 per second.", above(0)),
       field("utilisation", &K::utilisation, "The target is this share of `total`.", Range{0, 1, true}),
       field("stable_window", &K::stableWindow, "Of the average that counts as a rule.", between(6, 3600)),
       field("panic_window", &K::panicWindow, "Of the average that counts in panic: a share of the stable one.",
             between(0.01, 1)),
       field("panic_threshold", &K::panicThreshold, "Panic from so much of what is ready.", Range{1, 10, true}),
       field("max_scale_up", &K::maxScaleUp, "Factor, per evaluation.", Range{1, 1e6, true}),
       field("max_scale_down", &K::maxScaleDown, "Divisor, per evaluation.", Range{1, 1e6, true}),
       field("tick", &K::tick, "Between two evaluations.", between(1, 60)),
       field("averaging", &K::averaging, "Of the windows."),
       field("scale_to_zero", &K::scaleToZero, "May the last pod go?"),
       field("grace", &K::grace, "The activator is in the path for so long before the last pod goes.",
             between(0, 3600)),
       field("pod_retention", &K::podRetention, "The last pod stays for so long after it was found idle.",
             between(0, 3600)),
       field("burst_capacity", &K::burstCapacity,
             "Spare room without which the activator is in the path; 0: only at zero; `unlimited`: always.",
             atLeast(0)),
       field("initial_scale", &K::initialScale, "Not fewer before so many were ready once.", between(0, 1e6)),
       field("activation_scale", &K::activationScale, "Not fewer while there is any demand.", between(1, 1e6)),
       field("scale_down_delay", &K::scaleDownDelay, "The highest decision of so long counts.", between(0, 3600))});
  return type;
}

}  // namespace headroom
