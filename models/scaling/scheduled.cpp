#include "models/scaling/scheduled.h"

#include "sim/issue.h"

#include <algorithm>

namespace headroom {

const Type& typeOf(const ScheduledPolicy*) {
  using S = ScheduledPolicy;
  const Range count = between(0, 1'000'000);
  static const Type type =
      object<S>("EC2 scheduled action: sets min, max, desired capacity at a time, or again and again.",
                {optionalField("at", &S::at, "Once, at this time."),
                 field("cron", &S::cron,
                       "Again and again: minute, hour, day of the month, month, day of the week; `0 8 * * MON-FRI`."),
                 field("time_zone", &S::timeZone, "Of `cron`, as `Europe/Berlin`; default the scenario's."),
                 optionalField("start", &S::start, "Of `cron`: not before."),
                 optionalField("end", &S::end, "Of `cron`: not after."),
                 optionalField("min", &S::min, "Least number of workers from then on.", count),
                 optionalField("max", &S::max, "Greatest number of workers from then on.", count),
                 optionalField("desired", &S::desired, "Desired capacity then.", count)});
  return type;
}

Schedule::Schedule(const ScheduledPolicy& spec, const Calendar& calendar, const std::string& start)
    : calendar_(spec.timeZone.empty() ? calendar : Calendar(start, spec.timeZone)) {
  if (spec.at) at_ = calendar.instantOf(*spec.at);
  if (spec.cron.empty()) return;
  std::string what;
  cron_ = Cron::parse(spec.cron, what);
  if (!cron_) throw Failure("cron `" + spec.cron + "`: " + what);
  if (spec.start) from_ = calendar.instantOf(*spec.start);
  if (spec.end) until_ = calendar.instantOf(*spec.end);
}

std::optional<Instant> Schedule::next(Instant t) const {
  if (!cron_) return at_ && *at_ > t ? at_ : std::nullopt;
  const Instant justBefore = Instant::atNs(std::max(t.ns(), from_.ns() == INT64_MIN ? t.ns() : from_.ns() - 1));
  const std::optional<Instant> found = cron_->next(calendar_, justBefore);
  return found && *found <= until_ ? found : std::nullopt;
}

}  // namespace headroom
