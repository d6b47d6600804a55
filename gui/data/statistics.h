// SPDX-License-Identifier: GPL-3.0-or-later
/// What a stretch of a curve amounts to, and values in words. No widgets.
#pragma once

#include "gui/data/view.h"

#include <cstddef>
#include <span>
#include <string>

namespace headroom::gui {

/// Over the buckets that reach into a span, each with the part of it that lies within. NaN where nothing is known.
struct Statistics {
  double mean;             // over the time that is known
  double least, greatest;  // of the buckets
  double area;             // value × seconds
  std::size_t n = 0;       // buckets with a value
};
Statistics statisticsOf(std::span<const double> edges, std::span<const double> values, double from, double until);

/// What holds at an instant: the value of the bucket that it lies in. NaN: unknown, or outside the run.
double valueAt(const std::vector<double>& edges, std::span<const double> values, double at);

/// "12.5 %", "340 ms", "1.5"; "–" for NaN. The unit is with it only where it depends on the value.
std::string valueText(const Plot&, double);
/// What an area is worth saying of: a rate gives a count, workers give worker-hours, USD/h gives USD. Empty: of others.
std::string areaText(const Plot&, double area);

/// How the requests of a span ended, in a line or two.
std::string requestsText(const TraceView&, double from, double until);

}  // namespace headroom::gui
