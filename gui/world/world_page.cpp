// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/world/world_page.h"

#include "gui/world/run_scenario.h"

#include <QAction>
#include <QVBoxLayout>

namespace headroom::gui {

WorldPage::WorldPage(std::shared_ptr<const RunData> run) : run_(std::move(run)), world_(new WorldView(time_, this)) {
  setAccessibleName("World");
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(world_);
  time_.setRun(run_->edges().empty() ? 1 : run_->edges().back(), 1);
  world_->show(run_, graphOfRun(*run_));
  addActions(world_->actions());
  setFocusProxy(&world_->timeline());
}

QString WorldPage::title() const { return "World: " + QString::fromStdString(run_->head().title); }

QString WorldPage::source() const {
  return run_->head().file.empty() ? QString() : "world:" + QString::fromStdString(run_->head().file);
}

}  // namespace headroom::gui
