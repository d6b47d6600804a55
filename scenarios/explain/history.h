/// What a run's control plane did and by which rules: the rows of its trace beside what its scenario says of policies.
///
/// A trace whose scenario this program cannot read still has a history: its policies are known by number only.
/// Throws Failure for a trace without the tables of the control plane.
#pragma once

#include "analysis/trace/control_rows.h"
#include "models/calendar.h"
#include "models/metrics/alarm.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::why {

/// How values of a metric are written.
struct MetricRead {
  std::string metric;  // empty: unknown
  bool share = false;  // a fraction, written as per cent
  std::string per;     // its target is for each of these: "pod"; empty: for what was seen
};

struct AlarmFacts {
  std::string name;  // as in the trace: "web.target_tracking.high"
  AlarmRule rule;
  MetricRead reading;
  double delay = 0;         // from the end of a period to a usable datapoint [s]
  std::size_t overlap = 1;  // datapoints that begin within one period
};

struct PolicyFacts {
  std::string name, kind;
  MetricRead reading;
  std::vector<AlarmFacts> alarms;
  std::int64_t hoursKnown = -1;       // before the start, to a policy that forecasts; −1: it needs none
  std::optional<double> target = {};  // of an autoscaler of pods that follows one metric
  bool onceAPeriod = false;           // it follows a metric without alarms, and no pods
};

struct ServiceFacts {
  std::string name;
  bool known = false;  // the scenario could be read
  std::vector<PolicyFacts> policies;
  bool inUnits = false;  // its instance types have weights: sizes are in capacity units

  /// Of a number in the trace; nullptr: unknown.
  const PolicyFacts* policy(std::int64_t number) const;
  std::string policyName(std::int64_t number) const;  // −1: no policy, the limits were changed
};

/// Settings that were others from then on.
struct ChangeFacts {
  double time = 0;
  std::string what;  // "services.web.fleet.min=9, services.web.fleet.max=20"
};

/// Services by the rules that were in force from then on.
struct RulesFacts {
  double from = 0;
  std::vector<ServiceFacts> services;
};

struct History {
  Calendar calendar;
  double end = 0;  // of what was run or written so far [s]
  bool finished = true;
  std::vector<ServiceFacts> services;  // by the rules of the start …
  std::vector<RulesFacts> later;       // … and after each change of settings, by time
  std::vector<std::string> zones, faults;
  std::vector<bool> momentary;         // of each fault: it has no length; may be shorter: the others have one
  std::vector<ChangeFacts> changes;    // by time
  std::vector<DecisionRow> decisions;  // by time
  std::vector<AlarmRow> alarms;
  std::vector<EventRow> events;
  std::vector<DatapointRow> datapoints;

  /// By the rules in force at a time.
  const ServiceFacts& service(std::size_t number, double at) const;
  bool isMomentary(std::int64_t fault) const;
  /// The time of day on the run's clocks, as scenarios write it: "20:13:00", from the second day on "day 2 20:13:00".
  std::string clock(double seconds) const;
};

History historyOf(const Trace&);

}  // namespace headroom::why
