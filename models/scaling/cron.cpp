#include "models/scaling/cron.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <sstream>
#include <string_view>
#include <vector>

namespace headroom {
namespace {

constexpr std::array<std::string_view, 12> monthNames{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                      "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr std::array<std::string_view, 7> dayNames{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};

struct FieldOf {
  const char* name;
  int least, most;
  std::span<const std::string_view> words;
  int firstWord;
};

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  if (parts.empty() || text.ends_with(at)) parts.emplace_back();
  return parts;
}

std::optional<int> numberOf(const std::string& text, const FieldOf& f) {
  std::string upper = text;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  for (std::size_t i = 0; i < f.words.size(); ++i)
    if (upper == f.words[i]) return f.firstWord + static_cast<int>(i);
  int x = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return x;
}

/// One element of a list, `9-17/2`: its numbers, or nothing.
std::vector<int> elementOf(const std::string& text, const FieldOf& f) {
  const std::vector<std::string> parts = split(text, '/');
  std::optional<int> first = f.least, last = f.most, step = 1;
  if (parts[0] != "*") {
    const std::vector<std::string> ends = split(parts[0], '-');
    if (ends.size() > 2) return {};
    first = numberOf(ends[0], f);
    last = ends.size() == 2 ? numberOf(ends[1], f) : parts.size() == 2 ? f.most : first;
  }
  if (parts.size() == 2) step = numberOf(parts[1], {"", 1, f.most, {}, 0});
  if (parts.size() > 2 || !first || !last || !step || *step < 1) return {};
  if (*first < f.least || *last > f.most || *first > *last) return {};
  std::vector<int> numbers;
  for (int x = *first; x <= *last; x += *step) numbers.push_back(x);
  return numbers;
}

template <std::size_t n>
bool fill(std::bitset<n>& bits, const std::string& text, const FieldOf& f, std::string& what) {
  for (const std::string& element : split(text, ',')) {
    const std::vector<int> numbers = elementOf(element, f);
    if (numbers.empty()) {
      what = "`" + element + "` is no " + f.name;
      return false;
    }
    for (const int x : numbers) bits.set(static_cast<std::size_t>(x));
  }
  return true;
}

}  // namespace

std::optional<Cron> Cron::parse(const std::string& text, std::string& what) {
  std::istringstream in(text);
  std::vector<std::string> fields;
  for (std::string word; in >> word;) fields.push_back(word);
  if (fields.size() != 5) {
    what = std::to_string(fields.size()) + " fields instead of five";
    return std::nullopt;
  }
  Cron c;
  const bool read = fill(c.minutes_, fields[0], {"minute", 0, 59, {}, 0}, what) &&
                    fill(c.hours_, fields[1], {"hour", 0, 23, {}, 0}, what) &&
                    fill(c.monthDays_, fields[2], {"day of a month", 1, 31, {}, 0}, what) &&
                    fill(c.months_, fields[3], {"month", 1, 12, monthNames, 1}, what) &&
                    fill(c.weekdays_, fields[4], {"day of a week", 0, 7, dayNames, 0}, what);
  if (!read) return std::nullopt;
  if (c.weekdays_[7]) c.weekdays_.set(0);
  c.anyMonthDay_ = fields[2].starts_with('*');
  c.anyWeekday_ = fields[4].starts_with('*');
  return c;
}

bool Cron::onDay(const LocalDate& d) const {
  if (!months_[static_cast<std::size_t>(d.month)]) return false;
  const bool monthDay = monthDays_[static_cast<std::size_t>(d.monthDay)],
             weekday = weekdays_[static_cast<std::size_t>((d.weekday + 1) % 7)];
  return anyMonthDay_ || anyWeekday_ ? monthDay && weekday : monthDay || weekday;
}

std::optional<Instant> Cron::next(const Calendar& calendar, Instant t) const {
  const int today = calendar.dayOf(t);
  // Clocks may have been put back: what they show now may come again, a few hours at most.
  const std::int64_t hoursGone = (t - calendar.timeOfDay(today, Duration())) / Duration::hours(1);
  for (int day = today; day < today + 8 * 366; ++day) {
    if (!onDay(calendar.dateOf(day))) continue;
    for (std::int64_t h = day == today ? std::max<std::int64_t>(0, hoursGone - 3) : 0; h < 24; ++h) {
      if (!hours_[static_cast<std::size_t>(h)]) continue;
      for (std::int64_t m = 0; m < 60; ++m) {
        if (!minutes_[static_cast<std::size_t>(m)]) continue;
        const Instant at = calendar.timeOfDay(day, Duration::hours(h) + Duration::minutes(m));
        if (at > t) return at;
      }
    }
  }
  return std::nullopt;
}

}  // namespace headroom
