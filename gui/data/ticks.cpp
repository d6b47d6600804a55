// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/data/ticks.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace headroom::gui {
namespace {

constexpr double minute = 60, hour = 3600, day = 86400;
constexpr std::array<double, 25> timeSteps{
    1,           2,           5,           10,       15,       30,        minute,   2 * minute, 5 * minute,
    10 * minute, 15 * minute, 30 * minute, hour,     2 * hour, 3 * hour,  6 * hour, 12 * hour,  day,
    2 * day,     7 * day,     14 * day,    28 * day, 91 * day, 182 * day, 364 * day};

double timeStep(double span, std::size_t most) {
  for (const double step : timeSteps)
    if (span / step <= static_cast<double>(most)) return step;
  return std::ceil(span / static_cast<double>(most) / timeSteps.back()) * timeSteps.back();
}

double roundStep(double least) {
  const double decade = std::pow(10, std::floor(std::log10(least)));
  for (const double k : {1.0, 2.0, 5.0})
    if (k * decade >= least * (1 - 1e-9)) return k * decade;
  return 10 * decade;
}

}  // namespace

std::size_t ticksIn(double pixels) {
  constexpr double roomForTime = 80;
  return static_cast<std::size_t>(std::max(pixels / roomForTime, 1.0));
}

std::vector<Tick> timeTicks(double from, double until, std::size_t most, const Clock& clock) {
  const double step = timeStep(until - from, std::max<std::size_t>(most, 1)), offset = clock.sinceMidnight();
  std::vector<Tick> ticks;
  for (double k = std::ceil((from + offset) / step - 1e-9); k * step - offset <= until + 1e-9; ++k) {
    const double at = k * step - offset;
    const bool midnight = std::fmod(k * step, day) == 0;
    ticks.push_back({at, midnight ? clock.day(at) : clock.time(at, step < minute)});
  }
  return ticks;
}

std::vector<Tick> valueTicks(double least, double greatest, std::size_t wanted, double factor,
                             const std::string& unit) {
  least = std::fmin(least, 0);
  greatest = std::fmax(greatest, 0);
  if (!(greatest > least)) greatest = 1 / factor;
  const double step = roundStep((greatest - least) / static_cast<double>(std::max<std::size_t>(wanted, 1)));
  std::vector<Tick> ticks;
  for (double k = std::floor(least / step + 1e-9);; ++k) {
    ticks.push_back({k * step, fmt::format("{}{:.12g}{}", k < 0 ? "−" : "", std::abs(k) * step * factor, unit)});
    if (k * step >= greatest * (1 - 1e-9)) return ticks;
  }
}

std::vector<Tick> decadeTicks(double least, double greatest) {
  const double low = std::floor(std::log10(least) + 1e-9),
               high = std::max(low + 1, std::ceil(std::log10(greatest) - 1e-9));
  std::vector<Tick> ticks;
  for (double k = low; k <= high; ++k) ticks.push_back({k, secondsText(std::pow(10, k))});
  return ticks;
}

std::string secondsText(double seconds) {
  if (seconds < 1e-6) return fmt::format("{:.3g} ns", seconds * 1e9);
  if (seconds < 1e-3) return fmt::format("{:.3g} µs", seconds * 1e6);
  if (seconds < 1) return fmt::format("{:.3g} ms", seconds * 1e3);
  return fmt::format("{:.3g} s", seconds);
}

}  // namespace headroom::gui
