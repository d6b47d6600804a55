// SPDX-License-Identifier: GPL-3.0-or-later
/// What can be done on the page of a run.
#include "gui/trace_page.h"

#include <algorithm>
#include <cmath>

#include <QAction>

namespace headroom::gui {

QAction* TracePage::verb(const char* name, const char* menu, const char* text, const char* tip,
                         const QList<QKeySequence>& keys, const std::function<void()>& what) {
  auto* action = new QAction(text, this);
  action->setObjectName(name);
  action->setStatusTip(tip);
  action->setProperty("menu", menu);
  action->setShortcuts(keys);
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  connect(action, &QAction::triggered, this, what);
  addAction(action);
  return action;
}

void TracePage::makeVerbs() {
  makeViewVerbs();
  makeCursorVerbs();
  makeChartVerbs();
  makeTableVerbs();
  makeFigureVerbs();
}

void TracePage::makeViewVerbs() {
  const auto middle = [this] { return (time_.from() + time_.until()) / 2; };
  verb("view.zoom-in", "View", "&Closer", "Shows half as much time", {QKeySequence::ZoomIn, Qt::CTRL | Qt::Key_Equal},
       [this, middle] { time_.zoom(middle(), 0.5); });
  verb("view.zoom-out", "View", "&Farther", "Shows twice as much time", {QKeySequence::ZoomOut},
       [this, middle] { time_.zoom(middle(), 2); });
  verb("view.earlier", "View", "&Earlier", "Moves the view to earlier times", {Qt::Key_Left},
       [this] { time_.pan(-0.2 * time_.length()); });
  verb("view.later", "View", "&Later", "Moves the view to later times", {Qt::Key_Right},
       [this] { time_.pan(0.2 * time_.length()); });
  verb("view.all", "View", "Whole &run", "Shows the run from its start to its end", {Qt::Key_Home},
       [this] { time_.showAll(); });
  verb("view.selection", "View", "&Selection", "Shows what is selected, from edge to edge", {Qt::Key_Z}, [this] {
    if (const auto span = time_.selection()) time_.show(span->from, span->until);
  });
  verb("view.back", "View", "View &before", "Goes back to the view before this one",
       {Qt::Key_Backspace, Qt::ALT | Qt::Key_Left}, [this] { time_.back(); });
  verb("view.forward", "View", "View a&fter", "Takes going back back", {Qt::ALT | Qt::Key_Right},
       [this] { time_.forward(); });
}

void TracePage::makeCursorVerbs() {
  verb("cursor.earlier", "Cursor", "Cursor &earlier", "Moves the cursor to the bucket before",
       {Qt::SHIFT | Qt::Key_Left}, [this] { step(-1); });
  verb("cursor.later", "Cursor", "Cursor &later", "Moves the cursor to the next bucket", {Qt::SHIFT | Qt::Key_Right},
       [this] { step(1); });
  verb("cursor.previous", "Cursor", "&Previous fault or decision",
       "Moves the cursor to the last begin or end of a fault, or decision, before it", {Qt::Key_P},
       [this] { toNext(false); });
  verb("cursor.next", "Cursor", "&Next fault or decision",
       "Moves the cursor to the next begin or end of a fault, or decision, after it", {Qt::Key_N},
       [this] { toNext(true); });
  verb("cursor.mark", "Cursor", "&Mark here", "Leaves a second cursor here; what lies between the two is added up",
       {Qt::Key_M}, [this] { time_.setMark(time_.cursor()); });
  verb("cursor.select", "Cursor", "&Select", "Selects what lies between the two cursors; without them what is on show",
       {Qt::Key_S}, [this] {
         const Span span = readout_->span();
         time_.select(span.from, span.until);
       });
  verb("cursor.nothing", "Cursor", "Select &nothing", "Takes the second cursor away; without one, the selection",
       {Qt::Key_Escape}, [this] { std::isnan(time_.mark()) ? time_.selectNothing() : time_.setMark(std::nan("")); });
}

void TracePage::makeChartVerbs() {
  const auto move = [this](bool up) {
    if (const TimelineChart* chart = charts_->current()) charts_->move(std::string(chart->plot().id), up);
  };
  verb("charts.up", "Charts", "Move chart &up", "Moves the chart with the focus past the one above it",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_Up}, [move] { move(true); });
  verb("charts.down", "Charts", "Move chart &down", "Moves the chart with the focus past the one below it",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_Down}, [move] { move(false); });
  verb("charts.hide", "Charts", "&Hide chart", "Takes the chart with the focus away; the button Charts brings it back",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_H}, [this] {
         if (const TimelineChart* chart = charts_->current()) charts_->setShown(std::string(chart->plot().id), false);
       });
}

void TracePage::makeTableVerbs() {
  verb("tables.decisions", "Tables", "&Decisions", "Shows what policies decided, and why; again: hides it",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_D}, [this] { showTables(decisions_); });
  verb("tables.events", "Tables", "&Events", "Shows what happened to workers and zones; again: hides it",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_E}, [this] { showTables(events_); });
  verb("tables.readout", "Tables", "&Read-out", "Shows or hides the values at the cursor and the statistics",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_R}, [this] { readout_->setVisible(!readout_->isVisible()); });
}

void TracePage::showTables(QWidget* which) {
  const bool there = tables_->isVisible() && tables_->currentWidget() == which;
  tables_->setCurrentWidget(which);
  tables_->setVisible(!there);
  fillTables();
}

/// To the middle of a bucket, so that there is no doubt which one is read.
void TracePage::step(double buckets) {
  if (!view_) return;
  const double at = std::isnan(time_.cursor()) ? (time_.from() + time_.until()) / 2 : time_.cursor();
  const auto last = static_cast<double>(view_->edges.size() - 2);
  const auto k =
      static_cast<std::size_t>(std::clamp(static_cast<double>(bucketAt(view_->edges, at)) + buckets, 0.0, last));
  jumpTo((view_->edges[k] + view_->edges[k + 1]) / 2);
}

void TracePage::toNext(bool later) {
  if (!view_) return;
  std::vector<double> stops;
  for (const FaultSpan& f : view_->faults) stops.insert(stops.end(), {f.from, f.until});
  for (const Decision& d : view_->decisions) stops.push_back(d.at);
  std::sort(stops.begin(), stops.end());
  const double here = std::isnan(time_.cursor()) ? time_.from() : time_.cursor();
  const auto after = std::upper_bound(stops.begin(), stops.end(), here);
  const auto before = std::lower_bound(stops.begin(), stops.end(), here);
  if (later && after != stops.end()) jumpTo(*after);
  if (!later && before != stops.begin()) jumpTo(*(before - 1));
}

}  // namespace headroom::gui
