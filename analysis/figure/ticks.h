/// Where an axis is marked, and with which words.
#pragma once

#include "analysis/figure/clocks.h"

#include <string>
#include <vector>

namespace headroom {

struct AxisTick {
  double at = 0;
  std::string label;
  std::string below = {};  // a second line: the date, where it changes
};

struct ValueAxis {
  double least = 0, most = 1;  // both are ticks, if it is not logarithmic
  bool logarithmic = false;
  std::vector<AxisTick> ticks;
};

/// Steps of 1, 2 or 5 times a power of ten, about `count` of them; from 0, unless there are values below it or all
/// values are far from it.
ValueAxis valueAxis(double least, double most, int count);
/// At powers of ten, and at their 2 and 5 fold where there is room. `least` > 0.
ValueAxis logarithmicAxis(double least, double most);

/// At full seconds, minutes, hours, days of local clocks; at most `count` of them. Where a day begins (or the axis)
/// there is the date below.
std::vector<AxisTick> timeTicks(double from, double until, int count, const Clocks&);

/// With so many decimals: "12,500", "0.05", "3e9".
std::string numberText(double value, int decimals);
/// Three digits, as a reader wants them: "0.0123", "1,230", "45.1".
std::string threeDigits(double value);

}  // namespace headroom
