// SPDX-License-Identifier: GPL-3.0-or-later
/// A scenario in a small picture: what is expected to be asked of it over its time, and when its faults are.
///
/// Nothing is run: curves and faults are those that a run would follow. Faults that come at random times are left out,
/// as their times are not known before; users in a closed loop are drawn as a level, for they ask as they are served.
#pragma once

#include "sim/time.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <QPainter>
#include <QPalette>
#include <QRectF>

namespace headroom {
struct Blueprint;
}

namespace headroom::gui {

struct ScenarioPicture {
  std::vector<double> level;                      // over the time of the run, of the greatest: 0…1
  std::vector<std::pair<double, double>> faults;  // begin and end, of the time of the run: 0…1
  std::string most, lasts;                        // "52 /s" (or "40 users"), "1 d"
};

ScenarioPicture pictureOf(const Blueprint&, std::size_t points);
/// Of a file, or of a library scenario by its name; nothing if it cannot be run.
std::optional<ScenarioPicture> pictureOf(const std::string& scenario, std::size_t points);

void drawPicture(QPainter&, const QRectF&, const ScenarioPicture&, const QPalette&);

}  // namespace headroom::gui
