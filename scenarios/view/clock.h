/// Seconds since the start of a run as times on the clock at its place.
#pragma once

#include <chrono>
#include <string>

namespace headroom::view {

class Clock {
 public:
  Clock() = default;
  /// `iso`: the start, "2026-11-27T00:00:00Z"; an offset other than Z stays behind, as the trace's reader knows it.
  /// A text that is no instant gives a clock that starts at 1970-01-01 00:00.
  explicit Clock(const std::string& iso);

  /// Seconds from the midnight before the start to the start.
  double sinceMidnight() const;
  /// "12:40", with seconds "12:40:07".
  std::string time(double t, bool seconds = false) const;
  /// "11 Apr".
  std::string day(double t) const;
  /// "2014-04-11 12:40:07".
  std::string full(double t) const;

 private:
  std::chrono::local_seconds at(double t) const;
  std::chrono::local_seconds start_{};
};

/// "40 min", "1 h 5 min", "12.5 s": the two greatest units of a length of time.
std::string lengthText(double seconds);

}  // namespace headroom::view
