#include "analysis/figure/clocks.h"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace headroom {

std::int64_t Clocks::offsetAt(double t) const {
  std::int64_t offset = 0;
  for (const ClockChange& c : changes)
    if (c.from <= t || &c == changes.data()) offset = c.offset;
  return offset;
}

std::int64_t Clocks::local(double t) const {
  return startUnix + offsetAt(t) + static_cast<std::int64_t>(std::floor(t));
}

std::int64_t unixSeconds(const std::string& iso) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (std::sscanf(iso.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) < 5) return 0;
  using namespace std::chrono;
  const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return 0;
  return (sys_days(date).time_since_epoch().count() * std::int64_t{24} + hour) * 3600 + minute * 60 + second;
}

std::string timeOfDayText(std::int64_t local) {
  const std::int64_t s = (local % 86400 + 86400) % 86400;
  std::array<char, 32> text{};
  if (s % 60)
    std::snprintf(text.data(), text.size(), "%02d:%02d:%02d", static_cast<int>(s / 3600), static_cast<int>(s / 60 % 60),
                  static_cast<int>(s % 60));
  else
    std::snprintf(text.data(), text.size(), "%02d:%02d", static_cast<int>(s / 3600), static_cast<int>(s / 60 % 60));
  return text.data();
}

std::string dateText(std::int64_t local, bool year) {
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  using namespace std::chrono;
  const year_month_day date(floor<days>(sys_seconds(seconds(local))));
  std::string text =
      std::to_string(static_cast<unsigned>(date.day())) + " " + months[static_cast<unsigned>(date.month()) - 1];
  if (year) text += " " + std::to_string(static_cast<int>(date.year()));
  return text;
}

}  // namespace headroom
