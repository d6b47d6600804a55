/// Kubernetes' Horizontal Pod Autoscaler, autoscaling/v2, as plain data. `min` and `max` are the fleet's.
///
/// Defaults are those of the API and of the controller (kubernetes/kubernetes, pkg/apis/autoscaling/v2/defaults.go and
/// kube-controller-manager's flags). Words are the API's; durations carry units instead of "Seconds" in their names.
#pragma once

#include "models/param.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// One metric and its target; exactly one of the three targets is set.
struct HpaMetricSpec {
  enum class Source : std::uint8_t { resource, pods, object, external };
  std::string name;  // default: the metric
  std::string metric = "cpu";
  Source source = Source::resource;
  std::optional<Ratio> utilisation;    // of the request, in whole per cent; resources only
  std::optional<double> averageValue;  // per pod
  std::optional<double> value;         // of the whole; objects and external metrics only
};

/// How many pods may come or go in a period.
struct HpaChangePolicy {
  enum class Kind : std::uint8_t { pods, percent };
  Kind kind = Kind::percent;
  std::int64_t value = 100;
  Duration period = Duration::seconds(15);
};

/// Rules of one direction.
struct HpaRules {
  enum class Select : std::uint8_t { max, min, disabled };
  std::optional<Duration> stabilisation;  // absent: 0 up, the controller's window down
  Select select = Select::max;            // the largest change, the smallest, none
  std::vector<HpaChangePolicy> policies;  // none: the API's defaults of this direction
  std::optional<Ratio> tolerance;         // absent: the controller's
};

struct HpaBehaviour {
  HpaRules up, down;
};

struct HpaSpec {
  std::vector<HpaMetricSpec> metrics;     // none: the CPU at 80 % of its request
  std::optional<HpaBehaviour> behaviour;  // absent: the older rules, which are not the same as the defaults of these
  Duration sync = Duration::seconds(15);
  Ratio tolerance{0.1};
  Duration cpuInitialisation = Duration::minutes(5);
  Duration initialReadiness = Duration::seconds(30);
  Duration downscaleStabilisation = Duration::minutes(5);
  Duration metricAge = Duration::seconds(30);  // our reading: the pipeline's delay is not documented
  bool scaleToZero = false;                    // the feature gate HPAScaleToZero
};

/// The metrics with the default put in where there are none.
std::vector<HpaMetricSpec> metricsOf(const HpaSpec&);

const Type& typeOf(const HpaSpec*);

}  // namespace headroom
