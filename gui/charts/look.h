// SPDX-License-Identifier: GPL-3.0-or-later
/// How curves look: the colours of Okabe and Ito, which colour-blind readers can tell apart, each with its own dashes.
#pragma once

#include <string>

#include <QColor>
#include <QPalette>
#include <QPen>
#include <QString>

namespace headroom::gui {

bool isDark(const QPalette&);

/// Of a curve by its name, for the given palette; unknown names are drawn in the colour of text.
QPen penOf(const std::string& curve, const QPalette&);
QColor fillOf(const std::string& curve, const QPalette&);
/// What readers call it: "timed out" for requests_timed_out.
QString labelOf(const std::string& curve);

QColor faultColour(const QPalette&);
QColor gridColour(const QPalette&);
QColor quietText(const QPalette&);

/// A palette of our own, for those who do not want the system's.
QPalette lightPalette();
QPalette darkPalette();

}  // namespace headroom::gui
