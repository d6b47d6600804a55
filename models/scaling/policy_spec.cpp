#include "models/scaling/policy_spec.h"

namespace headroom {

const Type& typeOf(const MetricKind*) {
  using M = MetricKind;
  static const Type type = choice<M>({
      {"cpu", std::int64_t(M::cpu), "share of the processor in use; busy slots where no `demands.cpu` is given"},
      {"memory", std::int64_t(M::memory), "share of the memory in use"},
      {"disk_io", std::int64_t(M::diskIo), "share of the disk operations"},
      {"network_io", std::int64_t(M::networkIo), "share of the network's bytes"},
      {"slots", std::int64_t(M::slots), "share of the slots in use"},
      {"requests", std::int64_t(M::requests), "calls that arrived in the period"},
      {"requests_per_worker", std::int64_t(M::requestsPerWorker), "the same over counted workers"},
      {"concurrency", std::int64_t(M::concurrency), "calls in a worker, queued ones included"},
      {"queue_depth", std::int64_t(M::queueDepth), "calls that wait"},
      {"backlog_per_worker", std::int64_t(M::backlogPerWorker), "waiting calls over counted workers"},
      {"error_rate", std::int64_t(M::errorRate), "failed, rejected and timed out over ended calls"},
  });
  return type;
}

static const Type& fixedType() {
  static const Type type = object<FixedPolicy>("Keeps the number of workers and replaces the unhealthy.", {});
  return type;
}

static const Type& targetTrackingType() {
  using T = TargetTrackingPolicy;
  static const Type type = object<T>(
      "EC2 target tracking: a pair of alarms around a target.",
      {field("metric", &T::metric, "What is steered."),
       fieldAs(targetType(), "target", &T::target, "Where to: `60 %`, or a number per worker and period.", above(0)),
       field("period", &T::period, "Of the metric.", between(1, 86'400)),
       field("delay", &T::delay, "From the end of a period to a usable datapoint.", between(0, 3600)),
       field("high_points", &T::highPoints, "Periods above the target before scaling out.", between(1, 1440)),
       field("low_points", &T::lowPoints, "Periods below `low_ratio` of the target before scaling in.",
             between(1, 1440)),
       field("low_ratio", &T::lowRatio, "The low alarm's threshold over the target.", between(0, 1)),
       field("scale_in", &T::scaleIn, "May it remove workers?"),
       optionalField("warm_up", &T::warmUp, "Of this policy; default the fleet's, else 300s for the scale-in block.",
                     atLeast(0))});
  return type;
}

const Type& typeOf(const PolicySpec*) {
  using P = PolicySpec;
  static const Type type = kindsOf<P>(
      "How a fleet's size is decided.",
      {kindIn<P, FixedPolicy>("fixed", "Keeps the number of workers and replaces the unhealthy.", &P::policy,
                              fixedType()),
       kindIn<P, TargetTrackingPolicy>("target_tracking", "EC2 target tracking: a pair of alarms around a target.",
                                       &P::policy, targetTrackingType())},
      {fieldAs(nameType(), "name", &P::name, "Of the policy; default its kind.")});
  return type;
}

const Type& policyList() {
  static const Type type = listOf<PolicySpec>(typeFor<PolicySpec>(), "Policies of the fleet; the largest answer wins.");
  return type;
}

}  // namespace headroom
