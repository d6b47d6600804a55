#include "scenarios/view/clock.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>

namespace headroom::view {
namespace {

using namespace std::chrono;

const std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

Clock::Clock(const std::string& iso) {
  int y = 0;
  unsigned m = 0, d = 0;
  int hour = 0, minute = 0, second = 0;
  if (std::sscanf(iso.c_str(), "%d-%u-%uT%d:%d:%d", &y, &m, &d, &hour, &minute, &second) != 6) return;
  const year_month_day date{year(y), month(m), std::chrono::day(d)};
  if (date.ok()) start_ = local_days(date) + hours(hour) + minutes(minute) + seconds(second);
}

/// A damaged trace may name any instant; those beyond some thousand years are held there.
local_seconds Clock::at(double t) const {
  constexpr double farthest = 1e11;
  const double within = std::isnan(t) ? 0 : std::clamp(t, -farthest, farthest);
  return start_ + seconds(static_cast<std::int64_t>(std::floor(within + 1e-6)));
}

double Clock::sinceMidnight() const { return static_cast<double>((start_ - floor<days>(start_)).count()); }

std::string Clock::time(double t, bool withSeconds) const {
  const hh_mm_ss clock(at(t) - floor<days>(at(t)));
  const auto text = fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
  return withSeconds ? text + fmt::format(":{:02}", clock.seconds().count()) : text;
}

std::string Clock::day(double t) const {
  const year_month_day date(floor<days>(at(t)));
  return fmt::format("{} {}", static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1]);
}

std::string Clock::full(double t) const {
  const year_month_day date(floor<days>(at(t)));
  return fmt::format("{:04}-{:02}-{:02} {}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), time(t, true));
}

std::string lengthText(double length) {
  if (length < 60) return fmt::format("{:.3g} s", length);
  const auto whole = static_cast<std::int64_t>(std::lround(length));
  const auto two = [](std::int64_t great, const char* unit, std::int64_t small, const char* smaller) {
    return small ? fmt::format("{} {} {} {}", great, unit, small, smaller) : fmt::format("{} {}", great, unit);
  };
  if (whole < 3600) return two(whole / 60, "min", whole % 60, "s");
  if (whole < 86400) return two(whole / 3600, "h", whole % 3600 / 60, "min");
  return two(whole / 86400, "d", whole % 86400 / 3600, "h");
}

}  // namespace headroom::view
