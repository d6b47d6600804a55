// SPDX-License-Identifier: GPL-3.0-or-later
/// The pictures of a sweep: points of two figures with their Pareto front, a heat map over two axes, lines with bands
/// along one. What is pointed at says which cell it is; each can be drawn on anything that can be painted on, and has
/// its values as CSV.
#pragma once

#include "gui/compare/plane.h"
#include "gui/compare/sweep_view.h"
#include "gui/hinted.h"

namespace headroom::gui {

class SweepChart : public Hinted {
  Q_OBJECT

 public:
  using Hinted::Hinted;
  QSize minimumSizeHint() const override { return {320, 240}; }
  virtual void draw(QPainter&, const QSizeF&, const QPalette&) const = 0;
  /// A head, and a row for each cell or point that is shown.
  virtual std::string csv() const = 0;

 protected:
  void paintEvent(QPaintEvent*) override;
};

class ScatterChart : public SweepChart {
  Q_OBJECT

 public:
  struct Points {
    std::vector<double> x, y;
    std::vector<bool> front;
    QStringList names;
    QString xName, yName;
  };
  explicit ScatterChart(QWidget* parent = nullptr);
  using QWidget::show;
  void show(Points);
  const Points& points() const { return points_; }
  QPointF placeOf(std::size_t point) const;
  QString hint(const QPointF&) const override;
  void draw(QPainter&, const QSizeF&, const QPalette&) const override;
  std::string csv() const override;

 private:
  Points points_;
};

class HeatMap : public SweepChart {
  Q_OBJECT

 public:
  explicit HeatMap(QWidget* parent = nullptr);
  using QWidget::show;
  void show(HeatGrid, QStringList rows, QStringList columns, const QString& rowsName, const QString& columnsName,
            const QString& figure);
  QRectF boxOf(std::size_t row, std::size_t column) const { return boxIn(size(), row, column); }
  QString hint(const QPointF&) const override;
  void draw(QPainter&, const QSizeF&, const QPalette&) const override;
  std::string csv() const override;

 private:
  QRectF boxIn(const QSizeF&, std::size_t row, std::size_t column) const;
  void drawCells(QPainter&, const QSizeF&, const QPalette&) const;
  void drawNames(QPainter&, const QSizeF&, const QPalette&) const;
  HeatGrid grid_;
  QStringList rows_, columns_;
  QString rowsName_, columnsName_, figure_;
};

class BandChart : public SweepChart {
  Q_OBJECT

 public:
  explicit BandChart(QWidget* parent = nullptr);
  using QWidget::show;
  /// `at`: where each value of the dimension stands; `words`: what it is called, if it is no number.
  void show(std::vector<SweepLine>, std::vector<double> at, QStringList words, const QString& xName,
            const QString& yName);
  QPointF placeOf(std::size_t line, std::size_t value) const;
  QString hint(const QPointF&) const override;
  void draw(QPainter&, const QSizeF&, const QPalette&) const override;
  std::string csv() const override;

 private:
  Plane planeIn(const QSizeF&) const;
  void drawLine(QPainter&, const Plane&, const QPalette&, std::size_t line) const;
  void drawName(QPainter&, const QSizeF&, const QPalette&, std::size_t line) const;
  std::vector<SweepLine> lines_;
  std::vector<double> at_;
  QStringList words_;
  QString xName_, yName_;
};

}  // namespace headroom::gui
