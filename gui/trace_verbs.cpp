// SPDX-License-Identifier: GPL-3.0-or-later
/// What can be done on the page of a run.
#include "gui/trace_page.h"

#include <QAction>

namespace headroom::gui {

void TracePage::makeVerbs() {
  const auto verb = [this](const char* name, const char* menu, const char* text, const char* tip,
                           const QList<QKeySequence>& keys, auto&& what) {
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setStatusTip(tip);
    action->setProperty("menu", menu);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, what);
    addAction(action);
  };
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
  const auto move = [this](bool up) {
    if (const TimelineChart* chart = charts_->current()) charts_->move(chart->plot().id, up);
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

}  // namespace headroom::gui
