// SPDX-License-Identifier: GPL-3.0-or-later
/// Zones side by side, in each its workers as tiles: how full a tile is says how busy, its frame and marks in which
/// state. A zone that is down is hatched and says so.
///
/// Tiles keep their places over the whole run, and have the size at which all of them fit.
#pragma once

#include "gui/hinted.h"
#include "gui/world/world_model.h"

#include <vector>

#include <QRectF>

namespace headroom::gui {

class ZonesView : public Hinted {
  Q_OBJECT

 public:
  explicit ZonesView(QWidget* parent = nullptr);
  using QWidget::show;
  void show(const WorldModel&, double time);

  /// For tests: where a zone, and a tile of it, is drawn; what is said there.
  QRectF roomOf(std::size_t zone) const { return rooms_.at(zone); }
  QRectF boxOf(std::size_t zone, const WorkerTile&) const;
  QString hint(const QPointF&) const override;
  const std::vector<ZoneScene>& scene() const { return scene_; }
  QSize minimumSizeHint() const override { return {260, 140}; }

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;

 private:
  struct Block {
    double top = 0;  // of a service's tiles in a room, below its name
  };
  void layOut();
  void divide(std::size_t columns);
  bool fits(double tile) const;
  std::size_t across(double tile) const;
  double labelHeight() const;
  void paintZone(QPainter&, std::size_t zone) const;
  void paintLegend(QPainter&) const;

  std::vector<std::string> services_;
  std::vector<std::size_t> places_;  // of each service
  std::vector<ZoneScene> scene_;
  std::vector<QRectF> rooms_;
  std::vector<Block> blocks_;  // of each service, the same in every room
  double tile_ = 20;
};

}  // namespace headroom::gui
