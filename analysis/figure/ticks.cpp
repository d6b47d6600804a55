#include "analysis/figure/ticks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace headroom {
namespace {

/// The least of 1, 2, 5 times a power of ten that is not below x; `exponent` is of that power.
double niceStep(double x, int& exponent) {
  exponent = static_cast<int>(std::floor(std::log10(x)));
  for (;; ++exponent)
    for (const double factor : {1.0, 2.0, 5.0})
      if (const double step = factor * std::pow(10.0, exponent); step >= x * (1 - 1e-9)) return step;
}

std::string grouped(std::string digits) {
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  const std::size_t sign = digits.starts_with('-') ? 1 : 0;
  if (whole - sign < 5) return digits;
  for (std::size_t i = whole; i > sign + 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

std::string scientific(double value) {
  std::array<char, 40> text{};
  std::string s(text.data(), std::to_chars(text.begin(), text.end(), value, std::chars_format::scientific, 2).ptr);
  const std::size_t e = s.find('e');
  std::string mantissa = s.substr(0, e);
  while (mantissa.ends_with('0')) mantissa.pop_back();
  if (mantissa.ends_with('.')) mantissa.pop_back();
  return mantissa + "e" + std::to_string(std::stoi(s.substr(e + 1)));
}

}  // namespace

std::string numberText(double value, int decimals) {
  if (std::isnan(value)) return "unknown";
  if (value != 0 && (std::abs(value) >= 1e9 || decimals > 6)) return scientific(value);
  std::array<char, 48> text{};
  const auto end = std::to_chars(text.begin(), text.end(), value, std::chars_format::fixed, std::max(decimals, 0)).ptr;
  std::string digits(text.data(), end);
  if (digits.find_first_not_of("-0.") == std::string::npos && digits.starts_with('-')) digits.erase(0, 1);
  return grouped(digits);
}

std::string threeDigits(double value) {
  if (std::isnan(value) || value == 0) return numberText(value, 0);
  const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
  return numberText(value, std::clamp(2 - exponent, 0, 9));
}

ValueAxis valueAxis(double least, double most, int count) {
  if (!(least <= most)) least = 0, most = 1;  // no value at all
  if (least >= 0 && least < 0.6 * most) least = 0;
  if (least == most) {
    if (least == 0) most = 1;
    if (least > 0) least = 0;
    if (most < 0) most = 0;
  }
  // At the ends of what a double holds their difference is none.
  most = std::min(most, 1e300), least = std::max(least, -1e300);
  int exponent = 0;
  const double step = niceStep((most - least) / count, exponent);
  ValueAxis axis;
  const double first = std::floor(least / step + 1e-9), last = std::ceil(most / step - 1e-9);
  axis.least = first * step, axis.most = last * step;
  const int decimals = std::max(0, -exponent);
  for (double k = first; k <= last && axis.ticks.size() < 100; ++k)
    axis.ticks.push_back({k * step, numberText(k * step, decimals)});
  return axis;
}

ValueAxis logarithmicAxis(double least, double most) {
  if (!(least > 0) || !(least <= most)) least = 0.1, most = 1;
  ValueAxis axis;
  axis.logarithmic = true;
  const int first = static_cast<int>(std::floor(std::log10(least)));
  const bool crowded = std::log10(most / least) > 3;
  const auto between = crowded ? std::vector<double>{1} : std::vector<double>{1, 2, 5};
  std::vector<double> all;
  for (int e = first; all.empty() || all.back() < most * (1 - 1e-9); ++e)
    for (const double factor : between) all.push_back(factor * std::pow(10.0, e));
  std::size_t begin = 0, end = 0;
  while (begin + 1 < all.size() && all[begin + 1] <= least * (1 + 1e-9)) ++begin;
  while (all[end] < most * (1 - 1e-9)) ++end;
  end = std::max(end, begin + 1 < all.size() ? begin + 1 : begin);
  axis.least = all[begin], axis.most = all[std::min(end, all.size() - 1)];
  if (axis.most <= axis.least) axis.most = axis.least * 10;
  for (std::size_t i = begin; i <= end && i < all.size(); ++i)
    axis.ticks.push_back({all[i], numberText(all[i], -static_cast<int>(std::floor(std::log10(all[i]) + 1e-9)))});
  return axis;
}

std::vector<AxisTick> timeTicks(double from, double until, int count, const Clocks& clocks) {
  static constexpr std::array<std::int64_t, 23> steps{1,     2,     5,      10,     15,      30,      60,     120,
                                                      300,   600,   900,    1800,   3600,    7200,    10800,  21600,
                                                      43200, 86400, 172800, 604800, 1209600, 2419200, 4838400};
  std::int64_t step = steps.back();
  for (const std::int64_t s : steps)
    if ((until - from) / static_cast<double>(s) <= count) {
      step = s;
      break;
    }
  while ((until - from) / static_cast<double>(step) > count) step *= 2;
  std::vector<AxisTick> ticks;
  std::int64_t date = 0;
  bool dated = false;
  // Weeks begin on a Monday; 1970 began on a Thursday.
  const std::int64_t shift = step % 604800 == 0 ? 4 * 86400 : 0;
  for (auto k = static_cast<std::int64_t>(std::ceil(from)); static_cast<double>(k) <= until;) {
    const std::int64_t local = clocks.local(static_cast<double>(k));
    const std::int64_t over = ((local - shift) % step + step) % step;
    if (over) {
      // Not beyond a change of clocks: there the hours begin anew.
      const std::int64_t next = k + (step - over);
      std::int64_t stop = next;
      for (const ClockChange& c : clocks.changes)
        if (c.from > static_cast<double>(k) && c.from < static_cast<double>(stop))
          stop = static_cast<std::int64_t>(std::ceil(c.from));
      k = stop;
      continue;
    }
    const std::int64_t day = (local - (local % 86400 + 86400) % 86400) / 86400;
    AxisTick tick{static_cast<double>(k), step >= 86400 ? dateText(local) : timeOfDayText(local)};
    if (step < 86400 && (!dated || day != date)) tick.below = dateText(local, !dated);
    if (step >= 86400 && !dated) tick.below = dateText(local, true).substr(dateText(local).size() + 1);
    dated = true, date = day;
    ticks.push_back(std::move(tick));
    k += step;
  }
  return ticks;
}

}  // namespace headroom
