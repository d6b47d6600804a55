// SPDX-License-Identifier: GPL-3.0-or-later
/// Draws the charts of a figure on anything that can be painted on, light, with a title and where it comes from.
#pragma once

#include "gui/figure/figure.h"

#include <QPainter>

namespace headroom::gui {

/// Fills its width and height from the origin.
void paintFigure(QPainter&, const Figure&);

}  // namespace headroom::gui
