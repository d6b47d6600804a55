/// A scheduled action as EC2 Auto Scaling has it: at a time, or again and again, it sets min, max, desired capacity, or
/// some of them.
///
/// What it does not set stays; desired capacity is brought within the new limits. It asks nobody and heeds no cooldown
/// and no warm-up. ("Scheduled scaling for Amazon EC2 Auto Scaling".) Left out: being up to two minutes late.
#pragma once

#include "models/scaling/cron.h"
#include "models/scaling/policy.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom {

struct ScheduledPolicy {
  std::optional<When> at;          // once …
  std::string cron;                // … or again and again
  std::string timeZone;            // of `cron`; empty: the scenario's
  std::optional<When> start, end;  // of `cron`: not before, not after
  std::optional<std::int64_t> min, max, desired;
};

const Type& typeOf(const ScheduledPolicy*);

class Scheduled {
 public:
  Scheduled(const ScheduledPolicy& spec, Duration) : spec_(spec) {}
  static std::vector<AlarmRule> alarms() { return {}; }
  static std::int64_t warmUp() { return 0; }
  static Opinion consider(const Observation& seen) { return {seen.desired}; }
  const ScheduledPolicy& spec() const { return spec_; }

 private:
  ScheduledPolicy spec_;
};

/// When a scheduled action is due.
class Schedule {
 public:
  Schedule() = default;
  /// `calendar`: the scenario's; `start`: of it, ISO 8601. Throws Failure for a cron or a zone that is none.
  Schedule(const ScheduledPolicy&, const Calendar& calendar, const std::string& start);
  /// The first time after `t`.
  std::optional<Instant> next(Instant t) const;

 private:
  std::optional<Instant> at_;
  std::optional<Cron> cron_;
  Calendar calendar_;
  Instant from_ = Instant::atNs(INT64_MIN), until_ = Instant::max();
};

}  // namespace headroom
