/// Numbers with their unit and the text that people read; unknown ones are NaN, and never a 0.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

namespace headroom::report {

struct Value {
  std::string text;                                          // "97.92 %", "n = 0"
  double number = std::numeric_limits<double>::quiet_NaN();  // 0.9792; in `unit`
  std::string unit;                                          // "1", "s", "USD"; empty: it is only a word
};

Value word(std::string text);
Value count(double);
/// Six digits: as it is compared.
Value plain(double);
/// Three digits and a unit of its own.
Value number(double, const std::string& unit = "1");
/// Of a fraction: four digits, or as many as tell it from 100 %.
Value share(double);
Value seconds(double);
Value money(double);
/// A share of −1 … 1 with its sign: headroom.
Value headroomShare(double);
/// "5.2 workers", "1.3 workers short".
Value spareWorkers(double);

/// A mean with the half-width of its interval, both to one digit of the latter, or two if it begins with 1:
/// "99.52 ± 0.14 %". Without one (NaN or 0) it is written as a single value.
enum class Measure : std::uint8_t { share, seconds, money };
Value estimated(double mean, double halfWidth, Measure);

}  // namespace headroom::report
