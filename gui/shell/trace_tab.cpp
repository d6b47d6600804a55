// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/trace_tab.h"

#include "gui/shell/verbs.h"
#include "sim/issue.h"

#include <QMenuBar>
#include <QVBoxLayout>

namespace headroom::gui {

TraceTab::TraceTab(const QString& file) : file_(file), charts_(new TraceWindow) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  charts_->setWindowFlags(Qt::Widget);
  charts_->menuBar()->hide();
  layout->addWidget(charts_);
  setAccessibleName("Trace");
  TimeWindow& time = charts_->time();
  const auto middle = [&time] { return (time.from() + time.until()) / 2; };
  addVerb(*this, "view.zoom-in", "View", "&Closer", QKeySequence::ZoomIn, [=, &time] { time.zoom(middle(), 0.5); });
  addVerb(*this, "view.zoom-out", "View", "&Farther", QKeySequence::ZoomOut, [=, &time] { time.zoom(middle(), 2); });
  addVerb(*this, "view.earlier", "View", "&Earlier", Qt::Key_Left, [&time] { time.pan(-0.2 * time.length()); });
  addVerb(*this, "view.later", "View", "&Later", Qt::Key_Right, [&time] { time.pan(0.2 * time.length()); });
  addVerb(*this, "view.fit", "View", "Whole &run", Qt::Key_Home, [&time] { time.showAll(); });
  if (!charts_->open(file)) throw Failure(charts_->message().toStdString());
}

QString TraceTab::title() const { return QString::fromStdString(charts_->view()->title); }

}  // namespace headroom::gui
