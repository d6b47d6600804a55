// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tables/readout_panel.h"

#include <algorithm>

#include <QHeaderView>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

constexpr int leastWidth = 200, numberWidth = 56, areaWidth = 74, countWidth = 42;

QLabel* heading(const char* name, QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setAccessibleName(name);
  label->setTextFormat(Qt::PlainText);
  label->setContentsMargins(8, 6, 8, 4);
  label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  return label;
}

}  // namespace

ReadoutPanel::ReadoutPanel(TimeWindow& time, const ChartStack& charts, QWidget* parent)
    : QWidget(parent), time_(time), charts_(charts), model_(new ReadoutModel(this)) {
  setAccessibleName("Read-out");
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  here_ = heading("Instant pointed at", this);
  over_ = heading("Span of the statistics", this);
  requests_ = heading("Requests of the span", this);
  requests_->setMinimumHeight(2 * fontMetrics().lineSpacing() + 10);
  values_ = makeTable("Values at the cursors",
                      {ReadoutModel::curve, ReadoutModel::atCursor, ReadoutModel::atMark, ReadoutModel::difference});
  statistics_ = makeTable("Statistics", {ReadoutModel::curve, ReadoutModel::mean, ReadoutModel::least,
                                         ReadoutModel::greatest, ReadoutModel::area, ReadoutModel::n});
  rows->addWidget(here_);
  rows->addWidget(values_, 1);
  rows->addWidget(over_);
  rows->addWidget(requests_);
  rows->addWidget(statistics_, 1);
  soon_.setSingleShot(true);
  connect(&soon_, &QTimer::timeout, this, &ReadoutPanel::count);
  connect(&time_, &TimeWindow::pointed, this, &ReadoutPanel::point);
  connect(&time_, &TimeWindow::changed, this, &ReadoutPanel::countSoon);
  connect(&time_, &TimeWindow::selected, this, &ReadoutPanel::countSoon);
  connect(&charts_, &ChartStack::rearranged, this, &ReadoutPanel::fill);
  point();
}

QTableView* ReadoutPanel::makeTable(const char* name, const QList<int>& columns) {
  auto* table = new QTableView(this);
  table->setAccessibleName(name);
  table->setModel(model_);
  table->setFrameShape(QFrame::NoFrame);
  table->setShowGrid(false);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  table->setTabKeyNavigation(false);
  table->setIconSize({16, 12});
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(20);
  table->verticalHeader()->setMinimumSectionSize(20);
  table->horizontalHeader()->setHighlightSections(false);
  table->horizontalHeader()->setMinimumSectionSize(24);
  for (int c = 0; c < ReadoutModel::columnCount_; ++c) {
    table->setColumnHidden(c, !columns.contains(c));
    const bool wide = c == ReadoutModel::area || c == ReadoutModel::difference;
    table->setColumnWidth(c, c == ReadoutModel::n ? countWidth : wide ? areaWidth : numberWidth);
  }
  table->horizontalHeader()->setSectionResizeMode(ReadoutModel::curve, QHeaderView::Stretch);
  table->setMinimumWidth(leastWidth);
  for (auto* header : {table->horizontalHeader(), table->verticalHeader()}) {
    header->setAccessibleName(QString(name) + ", head");
    header->viewport()->setAccessibleName(QString(name) + ", head");
  }
  table->viewport()->setAccessibleName(name);
  return table;
}

void ReadoutPanel::show(std::shared_ptr<const TraceView> view) {
  view_ = std::move(view);
  fill();
}

void ReadoutPanel::fill() {
  if (!view_) return;
  std::vector<std::size_t> plots;
  for (const TimelineChart* chart : charts_.charts())
    for (std::size_t p = 0; p < view_->plots.size(); ++p)
      if (view_->plots[p].id == chart->plot().id) plots.push_back(p);
  model_->show(view_, plots);
  for (QTableView* table : {values_, statistics_}) {
    table->clearSpans();
    for (int r = 0; r < model_->rowCount(); ++r)
      if (model_->isTitle(r)) table->setSpan(r, 0, 1, ReadoutModel::columnCount_);
  }
  point();
  countSoon();
}

void ReadoutPanel::point() {
  model_->point(time_.cursor(), time_.mark());
  const bool pointed = !std::isnan(time_.cursor()), marked = !std::isnan(time_.mark());
  values_->setColumnHidden(ReadoutModel::atMark, !marked);
  values_->setColumnHidden(ReadoutModel::difference, !marked);
  if (marked && !time_.selection()) countSoon();
  if (!view_) return;
  QString text = pointed ? QString::fromStdString(view_->clock.full(time_.cursor())) : QString("Point at a chart");
  if (marked) text += QString::fromStdString("\nmark " + view_->clock.full(time_.mark()));
  if (marked && pointed) text += QString::fromStdString("\nΔt " + lengthText(std::abs(time_.cursor() - time_.mark())));
  const auto& charts = charts_.charts();
  if (std::any_of(charts.begin(), charts.end(), [](const TimelineChart* c) { return c->isEnvelope(); }))
    text += "\nlines: min/max envelope; values: of the bucket";
  here_->setText(text);
}

Span ReadoutPanel::span() const {
  if (time_.selection()) return *time_.selection();
  if (!std::isnan(time_.mark()) && !std::isnan(time_.cursor()) && time_.mark() != time_.cursor())
    return {std::min(time_.mark(), time_.cursor()), std::max(time_.mark(), time_.cursor())};
  return {time_.from(), time_.until()};
}

/// At once where that takes less than a millisecond; of a long run only when the view has come to rest.
void ReadoutPanel::countSoon() {
  if (!view_) return;
  const std::size_t values = view_->edges.size() * static_cast<std::size_t>(model_->rowCount());
  if (values < 100'000) return count();
  soon_.start(values < 1'000'000 ? 25 : 250);
}

void ReadoutPanel::count() {
  if (!view_) return;
  const Span s = span();
  model_->countOver(s);
  const char* what = time_.selection()                                          ? "Selection"
                     : !std::isnan(time_.mark()) && !std::isnan(time_.cursor()) ? "Between the cursors"
                                                                                : "On show";
  over_->setText(QString("%1: %2, %3")
                     .arg(what, QString::fromStdString(view_->clock.full(s.from)),
                          QString::fromStdString(lengthText(std::round(s.length() * 10) / 10))));
  requests_->setText(QString::fromStdString(requestsText(*view_, s.from, s.until)));
}

}  // namespace headroom::gui
