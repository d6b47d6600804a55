#include "models/calendar.h"

#include "sim/issue.h"

#include <chrono>
#include <fstream>
#include <sstream>

// gcc 12 at -O2 without link-time optimisation sees an uninitialised `S` in date::from_stream; it is set before use.
#pragma GCC diagnostic push
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <date/date.h>
#include <date/tz.h>
#pragma GCC diagnostic pop

namespace headroom {
namespace {

using std::chrono::nanoseconds;
using Sys = date::sys_time<nanoseconds>;

Sys sysOf(std::int64_t unixNs) { return Sys(nanoseconds(unixNs)); }
std::int64_t unixOf(Sys t) { return t.time_since_epoch().count(); }

const date::time_zone* timeZoneOf(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::exception&) {
    throw Failure("unknown time zone `" + name + "`");
  }
}

date::local_days localDay(const std::string& zone, std::int64_t unixNs) {
  return date::floor<date::days>(timeZoneOf(zone)->to_local(sysOf(unixNs)));
}

/// The instant of a local time; after a gap, and the first of two.
std::int64_t instantAt(const std::string& zone, date::local_days day, Duration sinceMidnight) {
  const date::local_time<nanoseconds> local = day + nanoseconds(sinceMidnight.ns());
  const auto info = timeZoneOf(zone)->get_info(local);
  if (info.result == date::local_info::nonexistent) return unixOf(Sys(info.second.begin));
  return unixOf(Sys(local.time_since_epoch() - nanoseconds(info.first.offset)));
}

}  // namespace

Calendar::Calendar(const std::string& start, const std::string& zone) : zone_(zone) {
  const auto instant = parseInstant(start);
  if (!instant) throw Failure("`" + start + "` is not an instant such as 2026-11-27T00:00:00Z");
  start_ = *instant;
  timeZoneOf(zone);
}

std::optional<std::int64_t> Calendar::parseInstant(std::string_view iso) {
  for (const char* format : {"%FT%TZ", "%FT%T%Ez", "%FT%RZ", "%FT%R%Ez", "%F %TZ", "%F %T%Ez"}) {
    std::istringstream in{std::string(iso)};
    Sys t;
    in >> date::parse(format, t);
    if (!in.fail() && in.peek() == std::char_traits<char>::eof()) return unixOf(t);
  }
  return std::nullopt;
}

bool Calendar::knows(const std::string& zone) {
  try {
    date::locate_zone(zone);
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

/// The system's database says its version in the first line of tzdata.zi: "# version 2024a".
std::string Calendar::tzdataVersion() {
  std::ifstream in("/usr/share/zoneinfo/tzdata.zi");
  std::string hash, word, version;
  return in >> hash >> word >> version && word == "version" ? version : "unknown";
}

Instant Calendar::firstTimeOfDay(Duration sinceMidnight, Instant from) const {
  const date::local_days today = localDay(zone_, start_ + from.ns());
  for (int ahead = 0;; ++ahead) {
    const std::int64_t t = instantAt(zone_, today + date::days(ahead), sinceMidnight) - start_;
    if (t >= from.ns()) return Instant::atNs(t);
  }
}

Instant Calendar::timeOfDay(int day, Duration sinceMidnight) const {
  return Instant::atNs(instantAt(zone_, localDay(zone_, start_) + date::days(day - 1), sinceMidnight) - start_);
}

int Calendar::dayOf(Instant t) const {
  return static_cast<int>((localDay(zone_, start_ + t.ns()) - localDay(zone_, start_)).count()) + 1;
}

LocalDate Calendar::dateOf(int day) const {
  const date::local_days local = localDay(zone_, start_) + date::days(day - 1);
  const date::year_month_day d(local);
  return {static_cast<int>(static_cast<unsigned>(d.month())), static_cast<int>(static_cast<unsigned>(d.day())),
          static_cast<int>(date::weekday(local).iso_encoding()) - 1};
}

int Calendar::weekday(Instant t) const {
  return static_cast<int>(date::weekday(localDay(zone_, start_ + t.ns())).iso_encoding()) - 1;
}

Instant Calendar::nextMidnight(Instant t) const { return firstTimeOfDay(Duration(), Instant::atNs(t.ns() + 1)); }

Instant Calendar::instantOf(const When& when) const {
  switch (when.kind) {
    case When::Kind::offset: return Instant::at(when.offset);
    case When::Kind::instant: return Instant::atNs(when.unixNs - start_);
    case When::Kind::timeOfDay:
      return when.day ? timeOfDay(when.day, when.offset) : firstTimeOfDay(when.offset, Instant());
    case When::Kind::peak: break;
  }
  throw Failure("`peak` can only be found where there is a demand");
}

std::string Calendar::iso(Instant t) const {
  return date::format("%FT%TZ", date::floor<std::chrono::seconds>(sysOf(start_ + t.ns())));
}

}  // namespace headroom
