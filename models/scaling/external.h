/// A policy that a program outside decides for: whenever a value of one of its metrics can be used it is told what
/// there is to be seen, and says how many workers it wants.
///
/// Nothing here knows of programs: the loop hands out a question (control.h), whoever runs the simulation has it
/// answered (outside.h), and the answer stands here when policies are asked. So the state of a run stays a value, and a
/// recorded answer does as well as a fresh one. What is said on the wire is in docs/external-policy.md.
#pragma once

#include "models/metrics/metric_spec.h"
#include "models/scaling/policy.h"

#include <limits>
#include <string>
#include <vector>

namespace headroom {

struct ExternalPolicy : MetricSpec {
  std::vector<MetricSpec> metrics;           // in the place of the one above; empty: only that
  std::vector<std::string> command;          // the program and its arguments
  Duration timeout = Duration::seconds(10);  // of the machine's clock: a guard, no part of what is simulated

  std::vector<MetricSpec> followed() const { return metrics.empty() ? std::vector<MetricSpec>{*this} : metrics; }
};

const Type& typeOf(const ExternalPolicy*);

class External {
 public:
  External(const ExternalPolicy&, Duration) {}
  static std::vector<AlarmRule> alarms() { return {}; }
  static std::int64_t warmUp() { return 0; }
  /// The number of the question that is now put.
  std::uint64_t asked() { return ++questions_; }
  void answered(std::int64_t wanted) {
    wanted_ = wanted;
    fresh_ = true;
  }
  Opinion consider(const Observation& seen) {
    const bool says = fresh_;
    fresh_ = false;
    return {wanted_ < 0 ? seen.desired : wanted_, says, std::numeric_limits<double>::quiet_NaN()};
  }

 private:
  std::uint64_t questions_ = 0;
  std::int64_t wanted_ = -1;
  bool fresh_ = false;
};

}  // namespace headroom
