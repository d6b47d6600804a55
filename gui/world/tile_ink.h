// SPDX-License-Identifier: GPL-3.0-or-later
/// How a zone and a worker are drawn and told in words.
#pragma once

#include "gui/world/world_model.h"

#include <QColor>
#include <QPainter>
#include <QPalette>
#include <QRectF>
#include <QString>

namespace headroom::gui {

QColor colourOf(WorkerLook, const QPalette&);
void drawTile(QPainter&, const QRectF&, const WorkerTile&, const QPalette&);
void drawRoom(QPainter&, const QRectF&, const ZoneScene&, const QPalette&);

/// "3 in service, 1 lost".
QString countsOf(const ZoneScene&);
/// "zone b is dark: 2 lost".
QString headOf(const ZoneScene&);

}  // namespace headroom::gui
