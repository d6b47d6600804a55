// SPDX-License-Identifier: GPL-3.0-or-later
/// What a sweep shows, taken out of the window: a chart as a picture and as its values, tables as values.
#pragma once

#include "gui/compare/sweep_charts.h"
#include "gui/figure/drawn.h"

namespace headroom::gui {

/// "zone.h5, 12 cells, 59 replicas, seed 1, headroom 0.1.0": the program that made the sweep.
QString originOf(const SweepResult&, const QString& file);

/// The chart must be there until it has been saved; it is drawn 1200 px wide, light, with its title and origin.
Drawn drawnOf(const SweepChart&, const QString& title, const QString& origin);
Drawn drawnOf(std::string table, const QString& title, const QString& origin);

/// A row a cell: its values along the axes, then of every figure the mean over the replicas and its half-width.
std::string cellsCsv(const SweepResult&);
/// A row a figure: of both cells, of their difference, and whether it is told from chance.
std::string pairCsv(const SweepResult&, std::size_t base, std::size_t other);

}  // namespace headroom::gui
