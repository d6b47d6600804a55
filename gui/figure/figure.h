// SPDX-License-Identifier: GPL-3.0-or-later
/// What is on show as a file: pictures by Qt, vector figures and numbers by scenarios/view, as the command line has it.
///
/// Every file says where it comes from (provenanceOf), pictures in their metadata and in a line at the foot.
#pragma once

#include "gui/data/view.h"
#include "scenarios/view/figure.h"

#include <QString>

namespace headroom::gui {

using view::Figure;

enum class FigureFormat { png, png2, svg, pdf, csv };  // png2: twice as fine

/// Writes a file, whole or not at all; what is wrong, empty: nothing.
QString saveFigure(const Figure&, FigureFormat, const QString& file);

}  // namespace headroom::gui
