/// The control loop of one fleet as pure arithmetic: datapoints in, alarms judged, policies asked, limits applied,
/// decisions out. It has no effects and reads no clock, so a recorded timeline decides the same as a running service.
///
/// Out: any policy that wants out, as far as the one that wants most. In: where nobody wants out; policies that shrink
/// jointly (target tracking) only if all of them agree, the others each for itself; as far as the one that wants least.
/// ("Dynamic scaling for Amazon EC2 Auto Scaling", multiple dynamic scaling policies: the largest capacity wins.)
/// Left out: conditions between actions of several fleets.
#pragma once

#include "models/metrics/alarm.h"
#include "models/metrics/datapoints.h"
#include "models/scaling/policy_spec.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace headroom {

/// The fleet, as its group knows it.
struct FleetView {
  Instant now;
  std::int64_t inService = 0, pending = 0;
  std::int64_t lastInService = INT64_MIN;  // when the youngest of those that were launched entered service [ns]
};

/// An alarm and what it stands at.
struct Watched {
  AlarmRule rule;
  std::uint32_t metric = 0;
  AlarmState state = AlarmState::insufficientData;
  std::int64_t acted = INT64_MIN;  // when it last called for an action
};

class Control {
 public:
  Control() = default;
  Control(const std::vector<PolicySpec>&, Duration warmUp, std::int64_t min, std::int64_t max);

  /// The metrics that the policies follow: each policy has at most one, `metricOf` it.
  std::size_t metrics() const { return series_.size(); }
  void measured(std::uint32_t metric, const Datapoint& point) { series_[metric].measured(point); }

  /// Judges alarms and asks policies. What it decides and what it suppresses goes to `written`: a change last, and at
  /// most one; suppressed ones that have ended before it.
  void evaluate(const FleetView&, std::vector<Decision>& written);
  /// Suppressions that still go on, at the end of a run.
  void endSuppressions(std::vector<Decision>& written);

  std::int64_t desired = 0;
  std::int64_t min = 0, max = 0;
  std::int64_t decisions = 0;    // ids given so far
  std::uint64_t suppressed = 0;  // of these, what became no change

 private:
  struct Member {
    Policy policy;
    std::int32_t metric = -1;
    std::uint32_t firstAlarm = 0, alarms = 0;
    Decision open;  // suppressed, and may go on; id −1: none
  };
  struct Ask {
    std::size_t member;
    Opinion opinion;
    bool speaks = false;
  };

  void judge(Instant now);
  Opinion ask(const Member&, const FleetView&);
  std::optional<Decision> change(std::vector<Ask>&, const FleetView&, std::vector<Decision>& refused) const;
  Decision decisionOf(const Ask&, const FleetView&) const;
  void suppress(const Decision&, std::vector<Decision>& written);
  void end(Member&, std::vector<Decision>& written);

  std::vector<Datapoints> series_;
  std::vector<Watched> alarms_;
  std::vector<AlarmView> views_;
  std::vector<Member> members_;
};

}  // namespace headroom
