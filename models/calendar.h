/// What clocks and calendars say while a run goes on.
///
/// Simulated time never jumps; a time zone only gives meaning to times of day, weekdays and midnights. Zones come from
/// the system's tz database (Hinnant's date library). A copyable value. Throws Failure for an unknown zone or a start
/// that is not an instant; `parseInstant` and `knows` let a check ask first.
#pragma once

#include "models/param.h"
#include "sim/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headroom {

struct LocalDate {
  int month = 1, monthDay = 1;
  int weekday = 0;  // 0 = Monday … 6 = Sunday
};

class Calendar {
 public:
  Calendar() = default;
  /// `start`: ISO 8601 with `Z` or an offset; `zone`: IANA name.
  Calendar(const std::string& start, const std::string& zone);

  /// Unix nanoseconds of "2026-11-27T00:00:00Z", "…T00:00:00.5+01:00", "…T00:00Z"; nothing if it is none.
  static std::optional<std::int64_t> parseInstant(std::string_view iso);
  static bool knows(const std::string& zone);
  /// "2024a": of the tz database in use.
  static std::string tzdataVersion();

  std::int64_t startUnixNs() const { return start_; }
  /// First instant at or after `from` at which local clocks show `sinceMidnight`. A time that a change of clocks skips
  /// counts as the first instant after the gap, one that comes twice as the first.
  Instant firstTimeOfDay(Duration sinceMidnight, Instant from) const;
  /// The same on the n-th local day; day 1 is the local date of start (so the instant may lie before it).
  Instant timeOfDay(int day, Duration sinceMidnight) const;
  /// Which local day an instant lies on; its date.
  int dayOf(Instant) const;
  LocalDate dateOf(int day) const;
  /// 0 = Monday … 6 = Sunday.
  int weekday(Instant) const;
  /// First local midnight after `t`.
  Instant nextMidnight(Instant t) const;
  /// Every kind of `When` but `peak`.
  Instant instantOf(const When&) const;
  /// "2026-11-27T20:10:00Z", in UTC, whole seconds.
  std::string iso(Instant) const;

 private:
  std::int64_t start_ = 0;
  std::string zone_ = "UTC";
};

}  // namespace headroom
