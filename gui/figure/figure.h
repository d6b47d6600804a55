// SPDX-License-Identifier: GPL-3.0-or-later
/// What is on show, taken out of the window: as a picture, as numbers, as a command that draws the same series.
///
/// Every file says where it comes from: trace, seed, fingerprint, version and span; pictures in their metadata and in a
/// line at the foot, numbers in lines that begin with #.
#pragma once

#include "gui/data/run_data.h"
#include "gui/data/series.h"
#include "gui/time_window.h"

#include <memory>
#include <string>
#include <vector>

#include <QSize>
#include <QString>

namespace headroom::gui {

struct Figure {
  std::shared_ptr<const TraceView> view;
  RunHead head;
  std::vector<std::string> plots;  // their ids, from top to bottom
  Span span;
  QSize size{1200, 800};  // of pictures, in px

  const Plot* plot(const std::string& id) const;
};

/// "az-outage.h5, seed 1, fingerprint 55030ba057d4cf50, headroom 0.1.0, 2026-01-01 00:00:00 + 20 min"
std::string provenanceOf(const Figure&);

enum class FigureFormat { png, png2, svg, pdf, csv };  // png2: twice as fine

/// Writes a file, whole or not at all; what is wrong, empty: nothing.
QString saveFigure(const Figure&, FigureFormat, const QString& file);

/// Bucket by bucket, a column a curve. Names that a spreadsheet would take for a formula are made harmless.
std::string figureTable(const Figure&, char separator);

/// The curves as lines of analysis/figure, which draws them without Qt and never outside of its plots.
std::string figureSvg(const Figure&);

/// `headroom chart …` with the same series and span. Empty: it knows none of the series.
std::string chartCommand(const Figure&);

}  // namespace headroom::gui
