/// What is done about it: the policies of a fleet as plain data.
#pragma once

#include "models/param.h"

#include <optional>
#include <string>
#include <variant>

namespace headroom {

/// The metrics that a policy may read; `definitions.md` 11.
enum class MetricKind : std::uint8_t {
  cpu,
  memory,
  diskIo,
  networkIo,
  slots,
  requests,
  requestsPerWorker,
  concurrency,
  queueDepth,
  backlogPerWorker,
  errorRate
};

/// Keeps the number of workers where it is and replaces the unhealthy.
struct FixedPolicy {};

/// EC2 target tracking: a pair of alarms around a target.
struct TargetTrackingPolicy {
  MetricKind metric = MetricKind::cpu;
  double target = 0.6;  // in the unit of the metric: a fraction, or a number per worker and period
  Duration period = Duration::seconds(60);
  Duration delay = Duration::seconds(60);  // from the end of a period to a usable datapoint
  std::int64_t highPoints = 3, lowPoints = 15;
  Ratio lowRatio{0.9};  // the low alarm's threshold: lowRatio × target
  bool scaleIn = true;
  std::optional<Duration> warmUp;  // of this policy: default the fleet's, else 300 s for the scale-in block
};

struct PolicySpec {
  std::string name;
  std::variant<FixedPolicy, TargetTrackingPolicy> policy;
};

const Type& typeOf(const MetricKind*);
const Type& typeOf(const PolicySpec*);
const Type& policyList();

}  // namespace headroom
