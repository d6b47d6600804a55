/// Five fields of cron, as scheduled actions have them: minute, hour, day of the month, month, day of the week.
///
/// Each is `*`, or a list of numbers, names (JAN, MON) and ranges, with steps (`*/5`, `9-17/2`). Sunday is 0 and 7. If
/// both days are restricted, either is enough (crontab(5)). Left out: `@daily` and the like, `L`, `W`, `#`, `?`.
#pragma once

#include "models/calendar.h"

#include <bitset>
#include <optional>
#include <string>

namespace headroom {

class Cron {
 public:
  /// Nothing, and why in `what`, if the text is none.
  static std::optional<Cron> parse(const std::string& text, std::string& what);
  /// The first instant after `t` at which the clocks of the calendar show such a time; nothing within eight years.
  std::optional<Instant> next(const Calendar&, Instant t) const;

 private:
  bool onDay(const LocalDate&) const;

  std::bitset<60> minutes_;
  std::bitset<24> hours_;
  std::bitset<32> monthDays_;
  std::bitset<13> months_;
  std::bitset<8> weekdays_;  // 0: Sunday
  bool anyMonthDay_ = true, anyWeekday_ = true;
};

}  // namespace headroom
