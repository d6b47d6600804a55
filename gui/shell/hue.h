// SPDX-License-Identifier: GPL-3.0-or-later
/// The colour that charts give to a curve, for what is the same thing elsewhere.
#pragma once

#include "gui/charts/look.h"
#include "gui/data/view.h"

#include <string>

#include <QColor>
#include <QPalette>

namespace headroom::gui {

inline QColor hueOf(const std::string& curve, const QPalette& palette) {
  return penOf(Curve{curve, {}}, palette).color();
}

}  // namespace headroom::gui
