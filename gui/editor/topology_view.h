// SPDX-License-Identifier: GPL-3.0-or-later
/// What a scenario is made of, as a picture: users, services and who calls whom; in each service how many workers of
/// which type, and the zones they are in. Zones and services that a fault is for are red.
#pragma once

#include "gui/hinted.h"
#include "gui/world/service_graph.h"

#include <string>
#include <vector>

#include <QRectF>

namespace headroom {
struct ScenarioSpec;
}

namespace headroom::gui {

class TopologyView : public Hinted {
  Q_OBJECT

 public:
  explicit TopologyView(QWidget* parent = nullptr);
  using QWidget::show;
  void show(const ScenarioSpec&);

  const ServiceGraph& graph() const { return graph_; }
  QRectF boxOf(std::size_t node) const;
  QString hint(const QPointF&) const override;
  QSize minimumSizeHint() const override { return {260, 120}; }

 Q_SIGNALS:
  /// What stands for this field of the scenario was clicked: "services.web".
  void chosen(const QString& path);

 protected:
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent*) override;

 private:
  struct Part {
    QString path, size, hint;        // "services.web"; "3 – 9 × m7g.large"
    std::vector<std::string> zones;  // of a service
    bool broken = false;             // a fault is for it
  };
  struct Zone {
    std::string name;
    QString faults;  // empty: none is for it
  };
  void paintPart(QPainter&, std::size_t node) const;
  std::size_t partAt(const QPointF&) const;

  ServiceGraph graph_;
  std::vector<Part> parts_;  // one a node
  std::vector<Zone> zones_;
};

}  // namespace headroom::gui
