/// What clocks show while a run goes on, as plain data: who knows a time zone fills it in.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace headroom {

/// Local time is UTC plus an offset, from an instant on.
struct ClockChange {
  double from = 0;          // seconds since the start of the run
  std::int64_t offset = 0;  // local time less UTC [s]
};

struct Clocks {
  std::int64_t startUnix = 0;             // of the run's start [s]
  std::vector<ClockChange> changes = {};  // in order; empty: UTC throughout

  std::int64_t offsetAt(double t) const;
  /// Seconds since 1970 that a clock on the wall would give, were there no time zones.
  std::int64_t local(double t) const;
};

/// Of an instant in ISO 8601, UTC and whole seconds: "2026-11-27T00:00:00Z"; 0: it is none.
std::int64_t unixSeconds(const std::string& iso);

/// "20:13", "20:13:05" where seconds are not 0.
std::string timeOfDayText(std::int64_t local);
/// "27 Nov"; with the year "27 Nov 2026".
std::string dateText(std::int64_t local, bool year = false);

}  // namespace headroom
