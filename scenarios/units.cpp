#include "scenarios/units.h"

#include "scenarios/tree.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

namespace headroom {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view trim(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

std::string inTicks(std::string_view s) { return "`" + quoteForMessage(s) + "`"; }

/// The number at the front, moved past; empty: there is none.
std::string_view takeNumber(std::string_view& s) {
  std::size_t i = 0;
  if (i < s.size() && (s[i] == '-' || s[i] == '+')) ++i;
  const std::size_t digits = i;
  while (i < s.size() && (isDigit(s[i]) || s[i] == '.')) ++i;
  if (i == digits) return {};
  if (i < s.size() && (s[i] == 'e' || s[i] == 'E')) {
    std::size_t k = i + 1;
    if (k < s.size() && (s[k] == '-' || s[k] == '+')) ++k;
    if (k < s.size() && isDigit(s[k])) {
      while (k < s.size() && isDigit(s[k])) ++k;
      i = k;
    }
  }
  const std::string_view number = s.substr(0, i);
  s.remove_prefix(i);
  return number;
}

struct Unit {
  std::string_view name;
  double factor;
};
struct Slip {  // what people write instead
  std::string_view wrong, right;
};
struct Units {
  Quantity quantity;
  std::string_view example;  // for the hint after a bare number: the unit to put behind it
  std::span<const Unit> units;
  std::span<const Slip> slips;
};

constexpr Unit durationUnits[] = {{"ns", 1},     {"us", 1e3},   {"ms", 1e6},    {"s", 1e9},
                                  {"min", 6e10}, {"h", 3.6e12}, {"d", 8.64e13}, {"w", 6.048e14}};  // in nanoseconds
constexpr Slip durationSlips[] = {
    {"m", "min"},    {"sec", "s"},      {"secs", "s"},      {"second", "s"}, {"seconds", "s"},
    {"mins", "min"}, {"minute", "min"}, {"minutes", "min"}, {"hr", "h"},     {"hrs", "h"},
    {"hour", "h"},   {"hours", "h"},    {"day", "d"},       {"days", "d"},   {"week", "w"},
    {"weeks", "w"},  {"S", "s"},        {"H", "h"},         {"MS", "ms"},    {"D", "d"},
    {"µs", "us"},    {"μs", "us"},      {"usec", "us"},     {"msec", "ms"},  {"nsec", "ns"}};
constexpr Unit rateUnits[] = {{"rps", 1}, {"/s", 1}, {"/min", 1.0 / 60}, {"/h", 1.0 / 3600}, {"/d", 1.0 / 86'400}};
constexpr Slip rateSlips[] = {{"req/s", "rps"}, {"requests/s", "rps"}, {"r/s", "rps"},      {"RPS", "rps"},
                              {"Hz", "rps"},    {"qps", "rps"},        {"tps", "rps"},      {"/sec", "/s"},
                              {"/m", "/min"},   {"rpm", "/min"},       {"/minute", "/min"}, {"/hour", "/h"},
                              {"/day", "/d"},   {"per second", "/s"}};
constexpr Unit ratioUnits[] = {{"", 1}, {"%", 0.01}};
constexpr Slip ratioSlips[] = {{"percent", "%"}, {"pct", "%"}};
constexpr double kib = 1024;
constexpr Unit bytesUnits[] = {{"B", 1},
                               {"kB", 1e3},
                               {"MB", 1e6},
                               {"GB", 1e9},
                               {"TB", 1e12},
                               {"KiB", kib},
                               {"MiB", kib* kib},
                               {"GiB", kib* kib* kib},
                               {"TiB", kib* kib* kib* kib}};
constexpr Slip bytesSlips[] = {{"k", "kB"},   {"K", "kB"},   {"KB", "kB"},  {"kb", "kB"},   {"M", "MB"},
                               {"mb", "MB"},  {"Mb", "MB"},  {"G", "GB"},   {"gb", "GB"},   {"kiB", "KiB"},
                               {"Ki", "KiB"}, {"Mi", "MiB"}, {"Gi", "GiB"}, {"bytes", "B"}, {"b", "B"}};
constexpr Unit byteRateUnits[] = {{"B/s", 1},
                                  {"kB/s", 1e3},
                                  {"MB/s", 1e6},
                                  {"GB/s", 1e9},
                                  {"KiB/s", kib},
                                  {"MiB/s", kib* kib},
                                  {"GiB/s", kib* kib* kib},
                                  {"bit/s", 0.125},
                                  {"kbit/s", 125},
                                  {"Mbit/s", 125e3},
                                  {"Gbit/s", 125e6}};
constexpr Slip byteRateSlips[] = {{"Mbps", "Mbit/s"}, {"Gbps", "Gbit/s"}, {"kbps", "kbit/s"}, {"mbps", "Mbit/s"}};
constexpr Unit perHourUnits[] = {{"USD/h", 1}, {"USD/month", 1.0 / 730}};
constexpr Slip perHourSlips[] = {{"$/h", "USD/h"}, {"USD/hour", "USD/h"}, {"usd/h", "USD/h"}, {"USD", "USD/h"}};
constexpr Unit perGbUnits[] = {{"USD/GB", 1}};
constexpr Slip perGbSlips[] = {{"$/GB", "USD/GB"}, {"USD/Gb", "USD/GB"}, {"usd/gb", "USD/GB"}, {"USD", "USD/GB"}};

constexpr std::array<Units, 6> tables{{{Quantity::rate, "rps", rateUnits, rateSlips},
                                       {Quantity::ratio, "%", ratioUnits, ratioSlips},
                                       {Quantity::bytes, "MiB", bytesUnits, bytesSlips},
                                       {Quantity::bytesPerSecond, "Mbit/s", byteRateUnits, byteRateSlips},
                                       {Quantity::usdPerHour, "USD/h", perHourUnits, perHourSlips},
                                       {Quantity::usdPerGb, "USD/GB", perGbUnits, perGbSlips}}};

std::string unitNames(std::span<const Unit> units) {
  std::string out;
  for (const auto& u : units)
    if (!u.name.empty()) out += (out.empty() ? "" : ", ") + std::string(u.name);
  return out;
}

/// The refusal of a unit that is not in the table.
void refuseUnit(std::string_view number, std::string_view unit, std::span<const Unit> units,
                std::span<const Slip> slips, Refusal& r) {
  r.what = inTicks(unit) + " is not a unit of this";
  r.wanted = "one of " + unitNames(units);
  for (const auto& s : slips)
    if (s.wrong == unit) r.hint = toWrite({std::string(number) + std::string(s.right)});
}

/// Where it is a part of a longer duration, what may be written stands for that part alone.
void refuseDurationUnit(std::string_view number, std::string_view unit, bool part, Refusal& r) {
  refuseUnit(number, unit, durationUnits, durationSlips, r);
  if (unit == "m") {
    r.what = "`m` could be minutes or milli";
    r.hint = toWrite({std::string(number) + "min", std::string(number) + "ms"});
  }
  if (part) r.hint.instead.clear();
}

template <class Double>
const Unit* findUnit(std::span<const Unit> units, Double name) {
  const auto it = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == name; });
  return it == units.end() ? nullptr : &*it;
}

}  // namespace

std::optional<double> readNumber(std::string_view text, Refusal& r) {
  const std::string_view s = trim(text);
  r = {inTicks(s) + " is not a number", "a number, as `12` or `0.5`", ""};
  if (s.empty()) return r.what = "the value is empty", std::nullopt;
  std::string_view rest = s;
  const std::string_view number = takeNumber(rest);
  std::string lower(s);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (lower.ends_with("nan") || lower.ends_with("inf") || lower.ends_with("infinity")) {
    r.what = inTicks(s) + " is not a finite number";
    return std::nullopt;
  }
  if (number.empty() || !rest.empty()) {
    if (s.find('_') != std::string_view::npos || s.find(',') != std::string_view::npos) {
      std::string plain;
      for (const char c : s)
        if (c != '_' && c != ',') plain += c;
      Refusal other;
      std::string_view p = plain;
      if (!takeNumber(p).empty() && p.empty()) r.hint = {"write `" + plain + "`; a fraction has a point", {plain}};
    } else if (lower.starts_with("0x") || lower.starts_with("0b") || lower.starts_with("0o")) {
      r.hint = "write it in decimal";
    } else if (!number.empty()) {
      r.hint = "no unit is due here";
    }
    return std::nullopt;
  }
  const std::string_view digits = number.substr(number[0] == '-' || number[0] == '+' ? 1 : 0);
  if (digits.size() > 1 && digits[0] == '0' && isDigit(digits[1])) {
    r.what = inTicks(s) + " begins with 0";
    r.hint = "some readers take that for octal; write it without the 0";
    return std::nullopt;
  }
  if (digits[0] == '.' || digits.find("..") != std::string_view::npos ||
      std::count(digits.begin(), digits.end(), '.') > 1 || digits.back() == '.' ||
      digits.find(".e") != std::string_view::npos)
    return std::nullopt;
  const std::string_view parsed = number[0] == '+' ? number.substr(1) : number;
  double value = 0;
  const auto [end, error] = std::from_chars(parsed.data(), parsed.data() + parsed.size(), value);
  if (error == std::errc::result_out_of_range) {
    r.what = inTicks(s) + " is beyond what a number can hold";
    return std::nullopt;
  }
  if (error != std::errc() || end != parsed.data() + parsed.size()) return std::nullopt;
  return value == 0 ? 0.0 : value;
}

std::optional<std::int64_t> readInteger(std::string_view text, Refusal& r) {
  const std::string_view s = trim(text);
  std::int64_t whole = 0;
  const auto x = readNumber(s, r);
  if (!x) {
    r.wanted = "a whole number";
    return std::nullopt;
  }
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), whole);
  if (error == std::errc() && end == s.data() + s.size()) return whole;
  r = {inTicks(s) + " is not a whole number", "a whole number", ""};
  if (std::abs(*x) >= 9.2e18) {
    r.what = inTicks(s) + " is too large";
    r.wanted = "at most 9223372036854775807";
    return std::nullopt;
  }
  if (*x != std::floor(*x)) return std::nullopt;
  return static_cast<std::int64_t>(*x);
}

std::optional<Duration> readDuration(std::string_view text, Refusal& r) {
  const std::string wanted(describeQuantity(Quantity::duration));
  std::string_view s = trim(text);
  const std::string_view whole = s;
  if (s.empty()) return r = {"the value is empty", wanted, ""}, std::nullopt;
  constexpr double longest = 9.2e18;
  double total = 0;
  std::int64_t exact = 0;
  double lastFactor = 1e300;
  while (!s.empty()) {
    const std::string_view number = takeNumber(s);
    if (number.empty()) return r = {inTicks(whole) + " is not a duration", wanted, ""}, std::nullopt;
    const auto x = readNumber(number, r);
    if (!x) return std::nullopt;
    while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
    std::size_t n = 0;
    while (n < s.size() && !isDigit(s[n]) && s[n] != ' ' && s[n] != '-' && s[n] != '+' && s[n] != '.') ++n;
    const std::string_view unit = s.substr(0, n);
    s.remove_prefix(n);
    while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
    if (unit.empty()) {
      r = {inTicks(whole) + " has no unit", wanted, ""};
      if (number.size() == whole.size())
        r.hint = toWrite({std::string(number) + "ms", std::string(number) + "s", std::string(number) + "min"});
      return std::nullopt;
    }
    const Unit* u = findUnit(std::span<const Unit>(durationUnits), unit);
    if (!u) return refuseDurationUnit(number, unit, number.data() != whole.data() || !s.empty(), r), std::nullopt;
    if (u->factor >= lastFactor || (lastFactor < 1e300 && (*x < 0 || number[0] == '+')))
      return r = {inTicks(whole) + " is not a duration", wanted, "larger units come first, each once"}, std::nullopt;
    lastFactor = u->factor;
    const double nanoseconds = *x * u->factor;
    total += nanoseconds;
    if (std::abs(total) > longest) return r = {inTicks(whole) + " is too long", "at most 292 years", ""}, std::nullopt;
    auto part = static_cast<std::int64_t>(nanoseconds + (nanoseconds < 0 ? -0.5 : 0.5));
    std::int64_t integer = 0;  // beyond 2^53 ns only whole numbers stay exact
    const auto parsed = std::from_chars(number.data(), number.data() + number.size(), integer);
    if (parsed.ptr == number.data() + number.size()) part = integer * static_cast<std::int64_t>(u->factor);
    if (*x != 0 && part == 0) return r = {inTicks(whole) + " is less than a nanosecond", wanted, ""}, std::nullopt;
    exact += exact < 0 || whole.front() == '-' ? -std::abs(part) : part;
  }
  return Duration::nanoseconds(exact);
}

std::optional<double> readMeasure(Quantity quantity, std::string_view text, Refusal& r) {
  const auto& table =
      *std::find_if(tables.begin(), tables.end(), [&](const Units& u) { return u.quantity == quantity; });
  const std::string_view s = trim(text);
  const std::string wanted(describeQuantity(quantity));
  std::string_view rest = s;
  const std::string_view number = takeNumber(rest);
  if (number.empty()) {
    if (readNumber(s, r)) r.what = inTicks(s) + " is not " + wanted;
    r.wanted = wanted;
    return std::nullopt;
  }
  const std::string_view unit = trim(rest);
  const Unit* u = findUnit(table.units, unit);
  if (!u) {
    if (unit.empty()) {
      r = {inTicks(s) + " has no unit", wanted, toWrite({std::string(number) + " " + std::string(table.example)})};
    } else {
      if (!readNumber(number, r)) return std::nullopt;
      if (Refusal number2; unit.find_first_of("_,x") == 0 && !readNumber(s, number2)) return r = number2, std::nullopt;
      refuseUnit(number, unit, table.units, table.slips, r);
    }
    return std::nullopt;
  }
  const auto x = readNumber(number, r);
  if (!x) return r.wanted = wanted, std::nullopt;
  // Fractions divide (600/min is 10); per cent move the point, so that 99.9 % is the double nearest to 0.999.
  double value = u->factor >= 1 ? *x * u->factor : *x / std::round(1 / u->factor);
  if (unit == "%" && number.find_first_of("eE") == std::string_view::npos) {
    Refusal ignored;
    value = readNumber(std::string(number) + "e-2", ignored).value_or(value);
  }
  if (!std::isfinite(value)) return r = {inTicks(s) + " is beyond what a number can hold", wanted, ""}, std::nullopt;
  return value;
}

std::string_view describeQuantity(Quantity q) {
  switch (q) {
    case Quantity::flag: return "`true` or `false`";
    case Quantity::integer: return "a whole number";
    case Quantity::limit: return "a whole number, or `unlimited`";
    case Quantity::number: return "a number";
    case Quantity::duration: return "a duration, as `250ms`, `90s`, `1h30min`";
    case Quantity::rate: return "a rate, as `1800 rps`, `600/min`";
    case Quantity::ratio: return "a share, as `60 %` or `0.6`";
    case Quantity::bytes: return "an amount of bytes, as `60kB`, `20MiB`";
    case Quantity::bytesPerSecond: return "a speed, as `100 MB/s`, `1 Gbit/s`";
    case Quantity::usdPerHour: return "a price, as `0.0816 USD/h`";
    case Quantity::usdPerGb: return "a price, as `0.01 USD/GB`";
    case Quantity::text: return "a text";
    case Quantity::name: return "a name: letters, digits, `-`, `_`";
    case Quantity::choice: return "one of the words";
    case Quantity::when: return "a time, as `20min`, `\"20:10\"`, `day 2 20:10`, `2026-11-27T20:10:00Z`, `peak`";
    case Quantity::timestamp: return "an instant, as `2026-11-27T00:00:00Z`";
    case Quantity::file: return "a path";
    case Quantity::target: return "a share, as `60 %`, a time, as `250ms`, or a number";
    case Quantity::statistic:
      return "`average`, `sum`, `minimum`, `maximum`, `sample_count`, or a percentile, as `p90`";
    case Quantity::good: return "`served` or `served within 250ms`";
  }
  return "a value";
}

}  // namespace headroom
