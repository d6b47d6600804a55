// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/sweep_page.h"

#include "analysis/stats/half_width.h"
#include "analysis/text/escape.h"
#include "gui/figure/report.h"
#include "gui/figure/save_dialog.h"
#include "gui/shell/verbs.h"
#include "gui/text.h"

#include <algorithm>
#include <cmath>

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

void prepare(QTableWidget& table, const QString& name) {
  table.setAccessibleName(name);
  table.setEditTriggers(QAbstractItemView::NoEditTriggers);
  table.setSelectionBehavior(QAbstractItemView::SelectRows);
  table.setAlternatingRowColors(true);
  table.setShowGrid(false);
  table.verticalHeader()->hide();
}

/// Sorts by its number, not by its letters.
class NumberItem : public QTableWidgetItem {
 public:
  NumberItem(double value, const QString& shown) : QTableWidgetItem(shown), value_(value) {
    setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
  }
  bool operator<(const QTableWidgetItem& other) const override {
    const auto* number = dynamic_cast<const NumberItem*>(&other);
    return number ? value_ < number->value_ || std::isnan(number->value_) : QTableWidgetItem::operator<(other);
  }

 private:
  double value_;
};

std::size_t chosenIn(const QComboBox* box) { return static_cast<std::size_t>(std::max(0, box->currentIndex())); }

QString withHalfWidth(double mean, double halfWidth) {
  if (std::isnan(halfWidth)) return numberText(mean);
  return numberText(mean) + " ± " + QString::number(stats::toldHalfWidth(mean, halfWidth), 'g', 2);
}

}  // namespace

SweepPage::SweepPage(const QString& file, SweepResult sweep, QWidget* parent)
    : Page(parent), file_(file), sweep_(std::move(sweep)) {
  setAccessibleName("Sweep");
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 8, 10, 8);
  auto* head = new QLabel(this);
  head->setTextFormat(Qt::PlainText);
  head->setText(QString("%1   ·   %2 cells   ·   %3 replicas   ·   seed %4")
                    .arg(text(sweep_.title))
                    .arg(sweep_.cells())
                    .arg(sweep_.replicas)
                    .arg(sweep_.seed));
  QFont bold = head->font();
  bold.setBold(true);
  head->setFont(bold);
  rows->addWidget(head);
  views_ = new QTabWidget(this);
  views_->setAccessibleName("Views of the sweep");
  views_->setDocumentMode(true);
  rows->addWidget(views_, 1);
  makeCells();
  makeScatter();
  makeHeat();
  makeBand();
  makePair();
  makeVerbs();
}

QString SweepPage::title() const { return "Sweep: " + text(sweep_.title); }

QStringList SweepPage::figureNames() const {
  QStringList names;
  for (const SweepFigure& f : sweep_.figures) names << text(f.path);
  return names;
}

QStringList SweepPage::dimensionNames() const {
  QStringList names(static_cast<qsizetype>(sweep_.shape.size()));
  for (const SweepAxis& a : sweep_.axes) {
    QString& name = names[static_cast<qsizetype>(a.dimension)];
    name += (name.isEmpty() ? "" : "/") + text(a.name);
  }
  return names;
}

QStringList SweepPage::valuesOf(std::size_t dimension) const {
  QStringList values(static_cast<qsizetype>(sweep_.shape.at(dimension)));
  for (const SweepAxis& a : sweep_.axes)
    for (std::size_t i = 0; a.dimension == dimension && i < sweep_.shape[dimension]; ++i) {
      QString& value = values[static_cast<qsizetype>(i)];
      value += (value.isEmpty() ? "" : "/") + text(valueText(a, i));
    }
  return values;
}

const SweepFigure& SweepPage::figureIn(const QComboBox* box) const {
  return sweep_.figures.at(static_cast<std::size_t>(std::max(0, box->currentIndex())));
}

QComboBox* SweepPage::chooser(const QString& name, const QStringList& choices, const QString& first) {
  auto* box = new QComboBox(this);
  box->setAccessibleName(name);
  box->addItems(choices);
  box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  if (!first.isEmpty()) box->setCurrentText(first);
  return box;
}

QWidget* SweepPage::view(const QString& tab, std::initializer_list<QComboBox*> choosers, QWidget* content) {
  auto* all = new QWidget(views_);
  auto* rows = new QVBoxLayout(all);
  rows->setContentsMargins(0, 8, 0, 0);
  if (choosers.size() > 0) {
    auto* line = new QHBoxLayout;
    for (QComboBox* box : choosers) {
      auto* label = new QLabel(box->accessibleName(), all);
      label->setBuddy(box);
      line->addWidget(label);
      line->addWidget(box);
      line->addSpacing(10);
    }
    line->addStretch(1);
    rows->addLayout(line);
  }
  rows->addWidget(content, 1);
  views_->addTab(all, tab);
  return all;
}

void SweepPage::makeCells() {
  cells_ = new QTableWidget(this);
  prepare(*cells_, "Cells and their figures");
  std::vector<const SweepFigure*> figures;
  for (const PairedFigure& f : pairedFigures(sweep_, 0, 0)) figures.push_back(sweep_.find(f.path));
  const QStringList dimensions = dimensionNames();
  QStringList heads = dimensions;
  for (const SweepFigure* f : figures) heads << nameWithUnit(f->path, f->unit);
  cells_->setColumnCount(static_cast<int>(heads.size()));
  cells_->setRowCount(static_cast<int>(sweep_.cells()));
  cells_->setHorizontalHeaderLabels(heads);
  for (std::size_t d = 0; d < sweep_.shape.size(); ++d) {
    const QStringList values = valuesOf(d);
    for (std::size_t c = 0; c < sweep_.cells(); ++c) {
      const QString value = values[static_cast<qsizetype>(sweep_.indexOf(c, d))];
      bool isNumber = false;
      const double number = value.toDouble(&isNumber);
      cells_->setItem(static_cast<int>(c), static_cast<int>(d),
                      isNumber ? new NumberItem(number, value) : new QTableWidgetItem(value));
    }
  }
  for (std::size_t f = 0; f < figures.size(); ++f) {
    const std::vector<CellValue> values = cellValues(sweep_, *figures[f]);
    for (std::size_t c = 0; c < values.size(); ++c)
      cells_->setItem(static_cast<int>(c), static_cast<int>(f) + static_cast<int>(dimensions.size()),
                      new NumberItem(values[c].mean, withHalfWidth(values[c].mean, values[c].halfWidth)));
  }
  cells_->setSortingEnabled(true);
  cells_->sortByColumn(0, Qt::AscendingOrder);
  cells_->resizeColumnsToContents();
  view("Table", {}, cells_);
}

void SweepPage::makeScatter() {
  scatter_ = new ScatterChart(this);
  scatterX_ = chooser("Across", figureNames(), text(firstCost(sweep_)));
  scatterY_ = chooser("Up", figureNames(), text(firstGood(sweep_)));
  view("Scatter", {scatterX_, scatterY_}, scatter_);
  for (QComboBox* box : {scatterX_, scatterY_})
    connect(box, &QComboBox::currentIndexChanged, this, &SweepPage::presentScatter);
  presentScatter();
}

void SweepPage::presentScatter() {
  if (sweep_.figures.empty()) return;
  const SweepFigure &x = figureIn(scatterX_), &y = figureIn(scatterY_);
  ScatterChart::Points points;
  for (const CellValue& v : cellValues(sweep_, x)) points.x.push_back(v.mean);
  for (const CellValue& v : cellValues(sweep_, y)) points.y.push_back(v.mean);
  for (std::size_t c = 0; c < sweep_.cells(); ++c) points.names << text(sweep_.nameOf(c));
  points.front = paretoFront(points.x, points.y, lessIsBetter(x.path), lessIsBetter(y.path));
  points.xName = nameWithUnit(x.path, x.unit);
  points.yName = nameWithUnit(y.path, y.unit);
  scatter_->show(std::move(points));
}

void SweepPage::makeHeat() {
  heat_ = new HeatMap(this);
  const QStringList dimensions = dimensionNames();
  heatFigure_ = chooser("Figure", figureNames(), text(firstGood(sweep_)));
  heatRows_ = chooser("Down", dimensions);
  heatColumns_ = chooser("Across", dimensions, dimensions.value(1));
  view("Heat map", {heatFigure_, heatRows_, heatColumns_}, heat_);
  for (QComboBox* box : {heatFigure_, heatRows_, heatColumns_})
    connect(box, &QComboBox::currentIndexChanged, this, &SweepPage::presentHeat);
  presentHeat();
}

void SweepPage::presentHeat() {
  if (sweep_.figures.empty() || sweep_.shape.empty()) return;
  const SweepFigure& f = figureIn(heatFigure_);
  const auto rows = static_cast<std::size_t>(std::max(0, heatRows_->currentIndex()));
  const auto columns = static_cast<std::size_t>(std::max(0, heatColumns_->currentIndex()));
  heat_->show(heatGrid(sweep_, cellValues(sweep_, f), rows, columns), valuesOf(rows), valuesOf(columns),
              heatRows_->currentText(), heatColumns_->currentText(), nameWithUnit(f.path, f.unit));
}

void SweepPage::makeBand() {
  band_ = new BandChart(this);
  bandFigure_ = chooser("Figure", figureNames(), text(firstGood(sweep_)));
  bandAxis_ = chooser("Along", dimensionNames());
  view("Lines", {bandFigure_, bandAxis_}, band_);
  for (QComboBox* box : {bandFigure_, bandAxis_})
    connect(box, &QComboBox::currentIndexChanged, this, &SweepPage::presentBand);
  presentBand();
}

void SweepPage::presentBand() {
  if (sweep_.figures.empty() || sweep_.shape.empty()) return;
  const SweepFigure& f = figureIn(bandFigure_);
  const auto dimension = static_cast<std::size_t>(std::max(0, bandAxis_->currentIndex()));
  const auto axis = std::find_if(sweep_.axes.begin(), sweep_.axes.end(),
                                 [&](const SweepAxis& a) { return a.dimension == dimension; });
  std::vector<double> at;
  QStringList words;
  for (std::size_t i = 0; i < sweep_.shape[dimension]; ++i)
    at.push_back(axis->numbers.empty() ? static_cast<double>(i) : axis->numbers[i]);
  if (axis->numbers.empty()) words = valuesOf(dimension);
  band_->show(linesAlong(sweep_, cellValues(sweep_, f), dimension), std::move(at), words,
              nameWithUnit(axis->name, axis->unit), nameWithUnit(f.path, f.unit));
}

void SweepPage::makePair() {
  pair_ = new QTableWidget(this);
  prepare(*pair_, "Two cells against each other");
  QStringList cells;
  for (std::size_t c = 0; c < sweep_.cells(); ++c) cells << text(sweep_.nameOf(c));
  pairA_ = chooser("A", cells);
  pairB_ = chooser("B", cells);
  pairB_->setCurrentIndex(static_cast<int>(cells.size()) - 1);
  view("Pair", {pairA_, pairB_}, pair_);
  for (QComboBox* box : {pairA_, pairB_}) connect(box, &QComboBox::currentIndexChanged, this, &SweepPage::presentPair);
  presentPair();
}

void SweepPage::presentPair() {
  const std::vector<PairedFigure> figures = pairedFigures(sweep_, chosenIn(pairA_), chosenIn(pairB_));
  pair_->setColumnCount(5);
  pair_->setHorizontalHeaderLabels({"Figure", "A", "B", "B − A (95 % interval)", "Told from chance"});
  pair_->setRowCount(static_cast<int>(figures.size()));
  for (int i = 0; i < pair_->rowCount(); ++i) {
    const PairedFigure& f = figures[static_cast<std::size_t>(i)];
    pair_->setItem(i, 0, new QTableWidgetItem(nameWithUnit(f.path, f.unit)));
    pair_->setItem(i, 1, new NumberItem(f.base, numberText(f.base)));
    pair_->setItem(i, 2, new NumberItem(f.other, numberText(f.other)));
    pair_->setItem(i, 3, new NumberItem(f.difference, withHalfWidth(f.difference, f.halfWidth)));
    pair_->setItem(i, 4, new QTableWidgetItem(f.told ? "yes" : "no"));
  }
  pair_->resizeColumnsToContents();
}

Drawn SweepPage::figure() const {
  const QString name = text(sweep_.title) + ": " + views_->tabText(views_->currentIndex()).toLower(),
                origin = originOf(sweep_, file_);
  for (const SweepChart* chart :
       {static_cast<SweepChart*>(scatter_), static_cast<SweepChart*>(heat_), static_cast<SweepChart*>(band_)})
    if (views_->currentWidget()->isAncestorOf(chart)) return drawnOf(*chart, name, origin);
  if (views_->currentWidget()->isAncestorOf(pair_))
    return drawnOf(pairCsv(sweep_, chosenIn(pairA_), chosenIn(pairB_)), name, origin);
  return drawnOf(cellsCsv(sweep_), name, origin);
}

void SweepPage::makeVerbs() {
  addVerb(*this, "figure.save", "Figure", "&Save figure…", Qt::CTRL | Qt::SHIFT | Qt::Key_S, [this] {
    if (const QString what = saveAsked(this, figure()); !what.isEmpty()) Q_EMIT said(what);
  });
  addVerb(*this, "figure.copy-command", "Figure", "Copy as &command", Qt::CTRL | Qt::ALT | Qt::Key_C, [this] {
    QGuiApplication::clipboard()->setText(text("headroom report " + shellWord(file_.toStdString())));
    Q_EMIT said("copied the command");
  });
  addVerb(*this, "figure.report", "Figure", "Write &report…", Qt::CTRL | Qt::ALT | Qt::Key_R, [this] {
    reportFrom(
        this, QFileInfo(file_).completeBaseName(), [this](const Kept& kept) { kept(file_, {}); },
        [this](const QString& what) { Q_EMIT said(what); });
  });
  for (int i = 0; i < views_->count(); ++i)
    addVerb(*this, QString("sweep.view-%1").arg(i + 1), "View", views_->tabText(i),
            Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + i), [this, i] { views_->setCurrentIndex(i); });
}

}  // namespace headroom::gui
