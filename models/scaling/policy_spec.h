/// The catalogue of policies: a line here and one in policy_spec.cpp for each kind.
#pragma once

#include "models/scaling/chunks.h"
#include "models/scaling/clairvoyant.h"
#include "models/scaling/external.h"
#include "models/scaling/fixed.h"
#include "models/scaling/kubernetes/by_pods.h"
#include "models/scaling/ladder.h"
#include "models/scaling/predictive.h"
#include "models/scaling/research/adapt.h"
#include "models/scaling/research/autoscale.h"
#include "models/scaling/research/follow.h"
#include "models/scaling/research/hist.h"
#include "models/scaling/research/lazy.h"
#include "models/scaling/research/mpc.h"
#include "models/scaling/research/offered_load.h"
#include "models/scaling/research/pi.h"
#include "models/scaling/research/react.h"
#include "models/scaling/research/reg.h"
#include "models/scaling/research/threshold.h"
#include "models/scaling/scheduled.h"
#include "models/scaling/simple.h"
#include "models/scaling/step.h"
#include "models/scaling/target_tracking.h"
#include "models/scaling/vertical.h"
#include "models/scaling/vpa.h"

#include <string>
#include <variant>
#include <vector>

namespace headroom {

/// A policy as plain data.
struct PolicySpec {
  std::string name;
  std::variant<FixedPolicy, TargetTrackingPolicy, StepPolicy, SimplePolicy, ScheduledPolicy, PredictivePolicy,
               ChunksPolicy, ClairvoyantPolicy, LadderPolicy, VerticalPolicy, VpaPolicy, HpaSpec, KpaSpec, FollowPolicy,
               ReactPolicy, RegPolicy, HistPolicy, AdaptPolicy, AutoScalePolicy, OfferedLoadPolicy, MpcPolicy,
               LazyPolicy, ThresholdPolicy, PiPolicy, ExternalPolicy>
      policy;
};

/// A policy at work, of each kind in the same place.
using Policy = std::variant<Fixed, TargetTracking, StepScaling, SimpleScaling, Scheduled, ByClock<PredictivePolicy>,
                            ByClock<ChunksPolicy>, ByClock<ClairvoyantPolicy>, ByClock<LadderPolicy>, VerticalScaling,
                            Vpa, ByPods<HpaSpec>, ByPods<KpaSpec>, FollowTheLoad, React, Reg, Hist, Adapt, AutoScale,
                            OfferedLoad, Mpc, LazyProvisioning, Threshold, Pi, External>;

/// `warmUp`: the fleet's, for policies without their own.
Policy policyOf(const PolicySpec&, Duration warmUp);

/// It looks at pods, and decides alone.
bool isByPods(const PolicySpec&);

/// What it expects and from what; nullptr: it does not plan ahead.
const ForecastSpec* forecastOf(const PolicySpec&);

/// It moves workers along a ladder of instance types; nullptr: it does not.
const RungSpec* rungsOf(const PolicySpec&);

/// What it follows, or of several metrics the first; nullptr: nothing.
const MetricSpec* metricOf(const PolicySpec&);
/// All that it follows.
std::vector<MetricSpec> metricsOf(const PolicySpec&);

const Type& typeOf(const PolicySpec*);
const Type& policyList();

}  // namespace headroom
