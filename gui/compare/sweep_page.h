// SPDX-License-Identifier: GPL-3.0-or-later
/// The result of a sweep: a table of its cells, one figure against another with the Pareto front, a heat map over two
/// axes, lines with bands along one, and two cells against each other with intervals. Each can be saved as it stands.
#pragma once

#include "gui/compare/sweep_figure.h"
#include "gui/page.h"

#include <QComboBox>
#include <QLabel>
#include <QTabWidget>
#include <QTableWidget>

namespace headroom::gui {

class SweepPage : public Page {
  Q_OBJECT

 public:
  SweepPage(const QString& file, SweepResult, QWidget* parent = nullptr);

  QString title() const override;
  QString source() const override { return file_; }

  const SweepResult& sweep() const { return sweep_; }
  QTabWidget& views() { return *views_; }
  ScatterChart& scatter() { return *scatter_; }
  HeatMap& heat() { return *heat_; }
  BandChart& band() { return *band_; }
  QTableWidget& cells() { return *cells_; }
  QTableWidget& pair() { return *pair_; }

 private:
  QComboBox* chooser(const QString& name, const QStringList& choices, const QString& first = {});
  QWidget* view(const QString& tab, std::initializer_list<QComboBox*>, QWidget* content);
  void makeCells();
  void makeScatter();
  void makeHeat();
  void makeBand();
  void makePair();
  void makeVerbs();
  QStringList figureNames() const;
  QStringList dimensionNames() const;
  QStringList valuesOf(std::size_t dimension) const;
  const SweepFigure& figureIn(const QComboBox*) const;
  /// What stands in the tab on show.
  Drawn figure() const;
  void presentScatter();
  void presentHeat();
  void presentBand();
  void presentPair();

  QString file_;
  SweepResult sweep_;
  QTabWidget* views_;
  QTableWidget *cells_, *pair_;
  ScatterChart* scatter_;
  HeatMap* heat_;
  BandChart* band_;
  QComboBox *scatterX_, *scatterY_, *heatFigure_, *heatRows_, *heatColumns_, *bandFigure_, *bandAxis_, *pairA_, *pairB_;
};

}  // namespace headroom::gui
