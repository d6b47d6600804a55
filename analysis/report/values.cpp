#include "analysis/report/values.h"

#include "analysis/figure/ticks.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace headroom::report {
namespace {

std::string digits(double x, int significant) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%.*g", significant, x);
  return text.data();
}

constexpr const char* never = "n = 0";

}  // namespace

Value word(std::string text) { return {std::move(text), std::numeric_limits<double>::quiet_NaN(), {}}; }

Value count(double x) { return {std::isnan(x) ? never : numberText(x, 0), x, "1"}; }

Value plain(double x) { return {std::isnan(x) ? never : digits(x, 6), x, "1"}; }

Value number(double x, const std::string& unit) {
  return {std::isnan(x) ? "unknown" : threeDigits(x) + (unit == "1" || unit.empty() ? "" : " " + unit), x, unit};
}

Value share(double x) {
  if (std::isnan(x)) return {never, x, "1"};
  std::string text = digits(x * 100, 4);
  for (int more = 5; text == "100" && x < 1 && more <= 15; ++more) text = digits(x * 100, more);
  return {text + " %", x, "1"};
}

Value seconds(double s) {
  Value v{never, s, "s"};
  if (std::isnan(s)) return v;
  const double size = std::abs(s);
  if (s == 0)
    v.text = "0 s";
  else if (size < 1e-3)
    v.text = digits(s * 1e6, 3) + " us";
  else if (size < 1)
    v.text = digits(s * 1e3, 3) + " ms";
  else if (size < 120)
    v.text = digits(s, 3) + " s";
  else if (size < 7200)
    v.text = digits(s / 60, 3) + " min";
  else if (size < 259200)
    v.text = digits(s / 3600, 3) + " h";
  else
    v.text = digits(s / 86400, 4) + " d";
  return v;
}

Value money(double x) {
  if (std::isnan(x)) return {"unknown", x, "USD"};
  const bool small = x != 0 && std::abs(x) < 0.01;
  return {(small ? threeDigits(x) : numberText(x, 2)) + " USD", x, "USD"};
}

Value headroomShare(double x) { return {std::isnan(x) ? "unknown" : numberText(x * 100, 1) + " %", x, "1"}; }

Value spareWorkers(double x) {
  if (std::isnan(x)) return {"unknown", x, "1"};
  const std::string size = numberText(std::abs(x), 1);
  return {size + (size == "1.0" ? " worker" : " workers") + (x < 0 ? " short" : ""), x, "1"};
}

namespace {

/// Of seconds: in which unit.
struct Scale {
  double factor;
  const char* unit;
};
Scale scaleOf(double seconds) {
  const double size = std::abs(seconds);
  if (size < 1e-3) return {1e6, " us"};
  if (size < 1) return {1e3, " ms"};
  if (size < 120) return {1, " s"};
  return size < 7200 ? Scale{1.0 / 60, " min"} : Scale{1.0 / 3600, " h"};
}

}  // namespace

Value estimated(double mean, double halfWidth, Measure measure) {
  Value v = measure == Measure::share ? share(mean) : measure == Measure::seconds ? seconds(mean) : money(mean);
  if (std::isnan(mean) || !(halfWidth > 0)) return v;
  const Scale scale = measure == Measure::share     ? Scale{100, " %"}
                      : measure == Measure::seconds ? scaleOf(mean)
                                                    : Scale{1, " USD"};
  const double x = mean * scale.factor, error = halfWidth * scale.factor;
  const int magnitude = static_cast<int>(std::floor(std::log10(error)));
  const int place = -magnitude + (error < 2 * std::pow(10.0, magnitude) ? 1 : 0);
  if (place > (measure == Measure::money && std::abs(mean) >= 1 ? 2 : 6)) return v;  // known to the last digit written
  const double grid = std::pow(10.0, place);
  const int decimals = std::max(place, 0);
  v.text = numberText(std::round(x * grid) / grid, decimals) + " ± " +
           numberText(std::round(error * grid) / grid, decimals) + scale.unit;
  return v;
}

}  // namespace headroom::report
