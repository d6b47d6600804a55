// SPDX-License-Identifier: GPL-3.0-or-later
/// The graph of services with what flows through it: the wider an edge the more calls, its red part those that fail.
#pragma once

#include "gui/hinted.h"
#include "gui/world/flow_model.h"

#include <QRectF>

namespace headroom::gui {

class GraphView : public Hinted {
  Q_OBJECT

 public:
  explicit GraphView(QWidget* parent = nullptr);
  using QWidget::show;
  void show(const FlowModel&, double time);

  QRectF boxOf(std::size_t node) const;
  QString hint(const QPointF&) const override;
  QSize minimumSizeHint() const override { return {260, 110}; }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  void paintEdge(QPainter&, std::size_t edge) const;
  void paintNode(QPainter&, std::size_t node) const;

  ServiceGraph graph_;
  std::vector<NodeFlow> nodes_;
  std::vector<double> edges_;
};

}  // namespace headroom::gui
