/// The catalogue of policies: a line here and one in policy_spec.cpp for each kind.
#pragma once

#include "models/scaling/chunks.h"
#include "models/scaling/fixed.h"
#include "models/scaling/kubernetes/by_pods.h"
#include "models/scaling/ladder.h"
#include "models/scaling/predictive.h"
#include "models/scaling/scheduled.h"
#include "models/scaling/simple.h"
#include "models/scaling/step.h"
#include "models/scaling/target_tracking.h"

#include <string>
#include <variant>

namespace headroom {

/// A policy as plain data.
struct PolicySpec {
  std::string name;
  std::variant<FixedPolicy, TargetTrackingPolicy, StepPolicy, SimplePolicy, ScheduledPolicy, PredictivePolicy,
               ChunksPolicy, LadderPolicy, HpaSpec, KpaSpec>
      policy;
};

/// A policy at work, of each kind in the same place.
using Policy = std::variant<Fixed, TargetTracking, StepScaling, SimpleScaling, Scheduled, ByClock<PredictivePolicy>,
                            ByClock<ChunksPolicy>, ByClock<LadderPolicy>, ByPods<HpaSpec>, ByPods<KpaSpec>>;

/// `warmUp`: the fleet's, for policies without their own.
Policy policyOf(const PolicySpec&, Duration warmUp);

/// It looks at pods, and decides alone.
bool isByPods(const PolicySpec&);

/// What it expects and from what; nullptr: it does not plan ahead.
const ForecastSpec* forecastOf(const PolicySpec&);

/// What it follows; nullptr: nothing.
const MetricSpec* metricOf(const PolicySpec&);

const Type& typeOf(const PolicySpec*);
const Type& policyList();

}  // namespace headroom
