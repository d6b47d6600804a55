// SPDX-License-Identifier: GPL-3.0-or-later
/// Where the boxes of a graph of services stand in a picture, and the ways between them.
#pragma once

#include "gui/world/service_graph.h"

#include <QPainterPath>
#include <QRectF>
#include <QSizeF>

namespace headroom::gui {

/// Layers beside one another, each in the middle of the height; `largest`: no box is larger.
QRectF boxOf(const ServiceGraph&, std::size_t node, QSizeF room, QSizeF largest);
/// From the right edge of one box to the left edge of another.
QPainterPath wayBetween(const QRectF& from, const QRectF& to);

}  // namespace headroom::gui
