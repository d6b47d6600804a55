// SPDX-License-Identifier: GPL-3.0-or-later
/// Several runs as one: plots that hold the same curve of each of them, and how far the others are from the first.
///
/// Runs may have buckets of other lengths: all stand on those of the first. Faults are those of all; decisions, which
/// would be of one of them only, are left out.
#pragma once

#include "gui/data/view.h"

#include <memory>
#include <string>
#include <vector>

namespace headroom::gui {

/// A step function over `edges` as means over the buckets of `onto`, weighted with time; NaN where it has no value.
std::vector<double> meansOver(const std::vector<double>& onto, const std::vector<double>& edges,
                              const std::vector<double>& values);

/// A curve that a run has, by its plot's id, its name and its label: "requests", "requests_served", "".
struct ComparedCurve {
  std::string plot, curve, label, text;  // text: "Requests: served"
  bool operator==(const ComparedCurve&) const = default;
};
/// Those that any of them has, in the order of the first.
std::vector<ComparedCurve> curvesOf(const std::vector<std::shared_ptr<const TraceView>>& runs);
/// What one looks at first: served, not served, workers, the worst latency.
bool isTelling(const ComparedCurve&);

/// A plot for each curve; with `differences` another below it: each run less the first, about zero.
TraceView compareView(const std::vector<std::shared_ptr<const TraceView>>& runs, const std::vector<ComparedCurve>&,
                      bool differences);

/// "A", "B", …
std::string letterOf(std::size_t run);

struct ComparedFigure {
  std::string name;
  std::vector<std::string> values;       // of each run; "–": not known
  std::vector<std::string> differences;  // of each but the first: "+12.0 %", "−0.40 points"
};
/// Of the summaries of runs that have ended. Throws Failure for one that has not.
std::vector<ComparedFigure> comparedFigures(const std::vector<std::string>& summaries);

}  // namespace headroom::gui
