// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/world/graph_ink.h"

#include <algorithm>

namespace headroom::gui {
namespace {

constexpr double around = 14;

}  // namespace

QRectF boxOf(const ServiceGraph& graph, std::size_t node, QSizeF room, QSizeF largest) {
  const GraphNode& n = graph.nodes.at(node);
  const auto layers = static_cast<double>(graph.layers()), rows = static_cast<double>(graph.rows());
  const double column = (room.width() - 2 * around) / layers, row = (room.height() - 2 * around) / rows;
  const double w = std::min(largest.width(), column * 0.68), h = std::min(largest.height(), row * 0.8);
  const auto inLayer =
      std::count_if(graph.nodes.begin(), graph.nodes.end(), [&](const GraphNode& o) { return o.layer == n.layer; });
  const double down = (rows - static_cast<double>(inLayer)) / 2;
  return {around + column * static_cast<double>(n.layer) + (column - w) / 2,
          around + row * (static_cast<double>(n.row) + down) + (row - h) / 2, w, h};
}

QPainterPath wayBetween(const QRectF& from, const QRectF& to) {
  const QPointF a(from.right(), from.center().y()), b(to.left(), to.center().y());
  const double bend = (b.x() - a.x()) / 2;
  QPainterPath way(a);
  way.cubicTo(a + QPointF(bend, 0), b - QPointF(bend, 0), b);
  return way;
}

}  // namespace headroom::gui
