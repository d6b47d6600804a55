#include "scenarios/tree.h"
#include "scenarios/units.h"

#include <charconv>

#include <date/date.h>

namespace headroom {
namespace {

/// Digits, exactly so many, moved past.
std::optional<int> take(std::string_view& s, std::size_t digits) {
  int value = 0;
  if (s.size() < digits) return std::nullopt;
  const auto [end, error] = std::from_chars(s.data(), s.data() + digits, value);
  if (error != std::errc() || end != s.data() + digits || s[0] == '-') return std::nullopt;
  s.remove_prefix(digits);
  return value;
}

bool skip(std::string_view& s, char c) {
  if (s.empty() || s.front() != c) return false;
  s.remove_prefix(1);
  return true;
}

/// `20:10` or `20:10:30`; the rest of the text stays in s.
std::optional<Duration> takeTimeOfDay(std::string_view& s) {
  const auto h = take(s, 2);
  if (!h || !skip(s, ':')) return std::nullopt;
  const auto m = take(s, 2);
  std::optional<int> sec = 0;
  if (m && skip(s, ':')) sec = take(s, 2);
  if (!m || !sec || *h > 23 || *m > 59 || *sec > 59) return std::nullopt;
  return Duration::seconds(*h * 3600 + *m * 60 + *sec);
}

/// `.123456789`, at most nine digits; nothing there: 0.
std::optional<std::int64_t> takeFraction(std::string_view& s) {
  if (!skip(s, '.')) return 0;
  std::int64_t ns = 0, unit = 100'000'000;
  std::size_t n = 0;
  for (; n < s.size() && s[n] >= '0' && s[n] <= '9'; ++n, unit /= 10) ns += (s[n] - '0') * unit;
  if (n == 0 || n > 9) return std::nullopt;
  s.remove_prefix(n);
  return ns;
}

/// `Z`, `+01:00`; nothing: it is missing.
std::optional<Duration> takeOffset(std::string_view& s) {
  if (skip(s, 'Z')) return Duration();
  const bool minus = !s.empty() && s.front() == '-';
  if (!minus && (s.empty() || s.front() != '+')) return std::nullopt;
  s.remove_prefix(1);
  const auto d = takeTimeOfDay(s);
  if (!d) return std::nullopt;
  return minus ? -*d : *d;
}

}  // namespace

std::optional<std::int64_t> readTimestamp(std::string_view text, Refusal& r) {
  r = {"`" + quoteForMessage(text) + "` is not an instant", std::string(describeQuantity(Quantity::timestamp)), ""};
  std::string_view s = text;
  const auto y = take(s, 4);
  if (!y || !skip(s, '-')) return std::nullopt;
  const auto m = take(s, 2);
  if (!m || !skip(s, '-')) return std::nullopt;
  const auto d = take(s, 2);
  if (!d) return std::nullopt;
  const date::year_month_day day = date::year(*y) / *m / *d;
  if (!day.ok() || *y < 1970 || *y > 2200) {
    r.what = "`" + quoteForMessage(text) + "`: there is no such day" + (day.ok() ? " between 1970 and 2200" : "");
    return std::nullopt;
  }
  if (!skip(s, 'T') && !skip(s, ' ')) {
    r.hint = toWrite({std::string(text) + "T00:00:00Z"});
    return std::nullopt;
  }
  const auto time = takeTimeOfDay(s);
  const auto fraction = time ? takeFraction(s) : std::nullopt;
  if (!time || !fraction) return std::nullopt;
  const auto offset = takeOffset(s);
  if (!offset || !s.empty()) {
    if (s.empty()) r.hint = "it needs `Z` or an offset, as `+01:00`";
    return std::nullopt;
  }
  const std::int64_t days = date::sys_days(day).time_since_epoch().count();
  return days * 86'400'000'000'000 + time->ns() + *fraction - offset->ns();
}

std::optional<When> readWhen(std::string_view text, Refusal& r) {
  When w;
  w.text = text;
  if (text == "peak") {
    w.kind = When::Kind::peak;
    return w;
  }
  const std::string wanted(describeQuantity(Quantity::when));
  std::string_view s = text;
  if (s.starts_with("day ")) {
    s.remove_prefix(4);
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), w.day);
    s.remove_prefix(static_cast<std::size_t>(end - s.data()));
    const bool ok = error == std::errc() && w.day >= 1 && w.day <= 36'525 && skip(s, ' ');
    const auto time = ok ? takeTimeOfDay(s) : std::nullopt;
    if (!time || !s.empty())
      return r = {"`" + quoteForMessage(text) + "` is not a time", wanted, "day 1 is the date of `start`"},
             std::nullopt;
    w.kind = When::Kind::timeOfDay;
    w.offset = *time;
    return w;
  }
  if (const auto time = takeTimeOfDay(s); time && s.empty()) {
    w.kind = When::Kind::timeOfDay;
    w.offset = *time;
    return w;
  }
  if (text.size() > 4 && text[4] == '-') {
    const auto ns = readTimestamp(text, r);
    if (!ns) return std::nullopt;
    w.kind = When::Kind::instant;
    w.unixNs = *ns;
    return w;
  }
  if (text.find(':') != std::string_view::npos) {
    r = {"`" + quoteForMessage(text) + "` is not a time of day", wanted, "hours and minutes have two digits: `08:05`"};
    return std::nullopt;
  }
  const auto d = readDuration(text, r);
  if (!d) {
    if (r.hint.empty() && r.what.ends_with("is not a duration"))
      r.what = "`" + quoteForMessage(text) + "` is not a time";
    r.wanted = wanted;
    return std::nullopt;
  }
  w.offset = *d;
  return w;
}

}  // namespace headroom
