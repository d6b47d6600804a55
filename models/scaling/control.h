/// The control loop of one fleet as pure arithmetic: datapoints in, alarms judged, policies asked, limits applied,
/// decisions out. It has no effects and reads no clock, so a recorded timeline decides the same as a running service.
///
/// Out: any policy that wants out, as far as the one that wants most. In: where nobody wants out, nor answers a load
/// with what is on its way; policies that shrink jointly (target tracking) only if all of them agree, the others each
/// for itself; as far as the one that wants least.
/// ("Dynamic scaling for Amazon EC2 Auto Scaling", multiple dynamic scaling policies: the largest capacity wins.)
/// Left out: conditions between actions of several fleets.
#pragma once

#include "models/metrics/alarm_spec.h"
#include "models/metrics/datapoints.h"
#include "models/scaling/by_clock.h"
#include "models/scaling/policy_spec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace headroom {

/// The fleet, as its group knows it; counted in what desired capacity is in, so by weight.
struct FleetView {
  Instant now;
  std::int64_t members = 0, inService = 0, pending = 0;
  std::vector<Instant> entered;  // when those in service that were launched in the run entered it
  bool activityRuns = false;     // workers that the last simple policy ordered or sent away have not come or gone …
  Instant activityEnded;         // … or when the last of them had
  bool frozen = false;           // no policy may take capacity away (a zonal shift)
  bool moving = false;           // some worker has not the size that it is to have …
  std::optional<Instant> moved;  // … or the last had it then; none has ever moved
};

/// An alarm and what it stands at.
struct Watched {
  AlarmRule rule;
  std::string name;
  std::uint32_t metric = 0;
  AlarmState state = AlarmState::insufficientData;
  std::int64_t acted = INT64_MIN;  // when it last called for an action
};

struct AlarmChange {
  std::uint32_t alarm = 0;
  AlarmState from = AlarmState::insufficientData, to = AlarmState::insufficientData;
  Datapoint newest;
};

/// What a program outside is to be asked, and how often it has been asked before.
struct Question {
  std::size_t policy = 0;
  std::uint64_t number = 0;  // from 1
  Observation seen;          // good until the loop is told or asked something
};

/// What an evaluation came to. At most one of the decisions is a change: the last.
struct Evaluation {
  std::vector<AlarmChange> alarms;
  std::vector<Decision> decisions;  // suppressed ones where they have ended
};

class Control {
 public:
  Control() = default;
  /// `warmUp`: the fleet's, for policies without their own.
  Control(const std::vector<PolicySpec>&, const std::vector<NamedAlarm>&, Duration warmUp, std::int64_t min,
          std::int64_t max);

  /// Of the policies, in their order, then of the alarms that are only watched.
  const std::vector<Followed>& metrics() const { return metrics_; }
  const std::vector<Watched>& alarms() const { return alarms_; }
  void measured(std::uint32_t metric, const Datapoint& point, Duration late = {}) {
    metrics_[metric].points.measured(point, late);
  }

  /// Policies that programs outside decide for, and what is to be answered before the loop evaluates.
  bool asksOutside() const { return asksOutside_; }
  std::vector<Question> questions(const FleetView&);
  void answered(std::size_t policy, std::int64_t wanted);
  /// Judges alarms, asks policies, decides.
  Evaluation evaluate(const FleetView&);
  /// A scheduled action is due.
  Evaluation scheduled(std::size_t policy, const FleetView&);
  /// Somebody has set other limits: desired capacity is within them at once ("UpdateAutoScalingGroup"). `policy` −1.
  Evaluation limited(std::int64_t least, std::int64_t most, const FleetView&);
  /// A policy that plans ahead asks for so many workers; below them no policy that follows a metric may go.
  Evaluation ordered(std::size_t policy, const Order&, const FleetView&);
  /// The decision whose workers the cooldown waits for; −1: none.
  std::int64_t activity() const { return activity_; }
  /// A policy that is asked elsewhere has decided; what is to be written, as of evaluate().
  std::vector<Decision> decided(const Decision&);
  /// The numbers of some policies are others from now on. What was measured stays, as in a metrics store; a policy that
  /// was changed starts anew, its alarms with it: they have insufficient data until they are judged. What was
  /// suppressed of it has ended. Returns what is to be written of that. `specs`: all, in the same order, of the same
  /// kinds and metrics.
  Evaluation adopt(const std::vector<PolicySpec>& specs, const std::vector<bool>& changed,
                   const std::vector<NamedAlarm>&, Duration warmUp);
  /// Suppressions that still go on, at the end of a run.
  std::vector<Decision> endSuppressions();

  std::int64_t desired = 0;
  std::int64_t size = 1;  // of each worker, in units of a ladder's first type
  std::int64_t min = 0, max = 0;
  std::int64_t decisions = 0;    // ids given so far
  std::uint64_t suppressed = 0;  // of these, what became no change

 private:
  struct Shown {
    Instant end = Instant::atNs(INT64_MIN);  // of the newest period …
    bool missing = false;                    // … whose value was not there
  };
  struct Member {
    Policy policy;
    std::int32_t metric = -1;  // its first …
    std::vector<Shown> shown;  // … and what it was last asked about, of each
    std::uint32_t firstAlarm = 0, alarms = 0;
    std::vector<std::int64_t> sizes = {};  // of a ladder that it moves workers along; empty: it decides their number
    std::int64_t floor = 0;                // what a policy that plans ahead has ordered
    Decision open = {};                    // suppressed, and may go on; id −1: none
  };
  struct Ask {
    std::size_t member;
    Opinion opinion;
    bool speaks = false;
  };

  void follow(const MetricSpec&, std::int32_t policy, const std::vector<std::pair<std::string, AlarmRule>>&);
  void judge(Instant now, std::vector<AlarmChange>& changes);
  Observation observation(const Member&, const FleetView&) const;
  bool isFresh(const Member&, std::size_t metric) const;
  Opinion ask(Member&, const FleetView&);
  void askForSize(std::size_t member, const FleetView&, std::vector<Decision>& written);
  std::optional<Decision> change(std::vector<Ask>&, const FleetView&, std::vector<Decision>& refused) const;
  Decision decisionOf(const Ask&, const FleetView&) const;
  void limit(Decision&) const;
  std::int64_t least() const;
  void suppress(const Decision&, std::vector<Decision>& written);
  void end(Member&, std::vector<Decision>& written);
  void make(Decision, std::vector<Decision>& written);
  void startCooldown(const Decision&);

  std::int64_t activity_ = -1, cooldown_ = 0;
  bool asksOutside_ = false;
  std::vector<Followed> metrics_;
  std::vector<Watched> alarms_;
  std::vector<AlarmView> views_;
  std::vector<Member> members_;
};

}  // namespace headroom
