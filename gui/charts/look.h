// SPDX-License-Identifier: GPL-3.0-or-later
/// How curves look: the colours of Okabe and Ito, which colour-blind readers can tell apart, each with its own dashes.
#pragma once

#include "gui/data/view.h"

#include <string>

#include <QColor>
#include <QPalette>
#include <QPen>
#include <QString>

namespace headroom::gui {

bool isDark(const QPalette&);

/// By the curve's name, for the given palette; a name without a look of its own gets one by its tone.
QPen penOf(const Curve&, const QPalette&);
QColor fillOf(const Curve&, const QPalette&);
/// What readers call it: "timed out" for requests_timed_out.
QString labelOf(const Curve&);

QColor faultColour(const QPalette&);
QColor gridColour(const QPalette&);
QColor selectionColour(const QPalette&);
QColor quietText(const QPalette&);

/// A palette of our own, for those who do not want the system's.
QPalette lightPalette();
QPalette darkPalette();

}  // namespace headroom::gui
