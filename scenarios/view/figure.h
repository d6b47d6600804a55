/// What is on show of a run, taken out of the window: as SVG, as numbers, as the command that writes the same bytes.
///
/// Every figure says where it comes from: trace, seed, fingerprint, version and span; in its description, and in lines
/// that begin with # before numbers.
#pragma once

#include "scenarios/view/run_data.h"
#include "scenarios/view/series.h"

#include <memory>
#include <string>
#include <vector>

namespace headroom::view {

struct Figure {
  std::shared_ptr<const TraceView> view;
  RunHead head;
  std::vector<std::string> plots;  // their ids, from top to bottom
  double from = 0, until = 0;
  int width = 1200, height = 800;  // of pictures, in px; a vector figure is as high as its plots need
  std::vector<RunHead> others{};   // of further runs on show: B, C, …; the first is A

  const Plot* plot(const std::string& id) const;
};

/// "az-outage.h5, seed 1, fingerprint 55030ba057d4cf50, headroom 0.1.0, 2026-01-01 00:00:00 + 20 min"; of several runs
/// "A: …, seed 1, fingerprint …; B: …, seed 1, fingerprint …, headroom 0.1.0, …"
std::string provenanceOf(const Figure&);

/// Bucket by bucket, a column a curve. Names that a spreadsheet would take for a formula are made harmless.
std::string figureTable(const Figure&, char separator);

/// The table with commas, below its title and where it comes from.
std::string figureCsv(const Figure&);

/// The curves as lines of analysis/figure, which draws them without Qt and never outside of its plots.
std::string figureSvg(const Figure&);

/// `headroom chart …` that writes figureSvg; with another ending of the file's name, figureCsv. Empty: the run has no
/// file, or nothing is on show.
std::string chartCommand(const Figure&);

}  // namespace headroom::view
