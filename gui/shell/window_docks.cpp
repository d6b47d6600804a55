// SPDX-License-Identifier: GPL-3.0-or-later
/// What stands beside the pages, how it is arranged, and the pages that are made of two others.
#include "gui/compare/compare_page.h"
#include "gui/shell/main_window.h"
#include "gui/shell/palette.h"
#include "gui/shell/runs.h"
#include "gui/shell/verbs.h"
#include "gui/world/world_page.h"
#include "gui/world/world_view.h"

#include <QInputDialog>
#include <QMenu>
#include <QPointer>

namespace headroom::gui {
namespace {

constexpr int lookAgain = 400;  // ms, at a run that goes on

bool hasBuckets(const std::shared_ptr<const RunData>& run) { return run && run->buckets() > 0; }

}  // namespace

void MainWindow::makeDocks() {
  worldDock_ = new QDockWidget("World", this);
  worldDock_->setObjectName("dock.world");
  worldDock_->setAccessibleName("World of the run in front");
  addDockWidget(Qt::RightDockWidgetArea, worldDock_);
  worldDock_->hide();
  connect(worldDock_, &QDockWidget::visibilityChanged, this, [this] { followRun(); });
  connect(&followTimer_, &QTimer::timeout, this, &MainWindow::followRun);
  followTimer_.start(lookAgain);
  addVerb(*this, "window.world-dock", "Window", "&World beside the page", Qt::Key_F9,
          [this] { worldDock_->setVisible(!worldDock_->isVisible()); });
  addVerb(*this, "window.world-tab", "Window", "World in a tab of its &own", Qt::SHIFT | Qt::Key_F9, [this] {
    if (const auto run = runOf(page()); hasBuckets(run)) add(new WorldPage(run));
  });
  addVerb(*this, "file.compare", "File", "Compare &with…", Qt::CTRL | Qt::Key_D, [this] { chooseComparison(); });
  addVerb(*this, "window.save-layout", "Window", "&Save layout…", {}, [this] {
    const QString name = QInputDialog::getText(this, "Save layout", "Name of the layout");
    if (!name.isEmpty()) keepLayout(name);
  });
  addVerb(*this, "window.reset-layout", "Window", "&Reset layout", {}, [this] { restoreState(firstLayout_); });
  firstLayout_ = saveState();
}

void MainWindow::keepLayout(const QString& name) {
  memory_.keepLayout(name, saveState());
  rebuildMenus();
}

void MainWindow::useLayout(const QString& name) { restoreState(memory_.layout(name)); }

void MainWindow::fillLayouts(QMenu* menu) {
  for (const QString& name : memory_.layouts()) menu->addAction(name, this, [this, name] { useLayout(name); });
  menu->setEnabled(!menu->isEmpty());
}

/// The view belongs to the time window of one page, so another page gets another view.
void MainWindow::followRun() {
  const bool wanted = worldDock_->isVisible();
  if (!wanted || worldPage_ != page()) {
    delete worldDock_->widget();
    worldRun_.reset();
    worldPage_ = nullptr;
  }
  const auto run = wanted ? runOf(page()) : nullptr;
  if (!hasBuckets(run) || run == worldRun_) return;
  auto* world = qobject_cast<WorldView*>(worldDock_->widget());
  if (!world) {
    TimeWindow* time = timeOf(page());
    if (!time) dockTime_.setRun(run->edges().back(), 1);
    world = new WorldView(time ? *time : dockTime_, worldDock_);
    worldDock_->setWidget(world);
    worldPage_ = page();
  }
  worldRun_ = run;
  world->show(run, graphOf(page()));
}

bool MainWindow::compare(const QString& file) {
  const auto run = runOf(page());
  return run && !run->head().file.empty() && open("compare:" + QString::fromStdString(run->head().file) + "\n" + file);
}

void MainWindow::compare(const Page* other) {
  const auto a = runOf(page()), b = runOf(other);
  if (hasBuckets(a) && hasBuckets(b)) add(new ComparePage({a, b}));
}

void MainWindow::chooseComparison() {
  std::vector<Command> with;
  if (!hasBuckets(runOf(page()))) return complain("Nothing to compare: the page in front shows no run.");
  for (int i = 0; i < pages(); ++i) {
    const QPointer<Page> other(pageAt(i));
    if (other == page() || !hasBuckets(runOf(other))) continue;
    with.push_back({"Compare with " + other->title(), "Tab", [this, other] {
                      if (other) compare(other.data());
                    }});
  }
  for (const QString& source : memory_.recent())
    if (source.endsWith(".h5"))
      with.push_back({"Compare with " + source, "Recent", [this, source] { compare(source); }});
  if (with.empty()) return complain("Nothing to compare with: open another trace, or drop one on this page.");
  (new CommandPalette(std::move(with), this))->show();
}

/// A trace that is dropped on a run may be meant to be compared with it.
void MainWindow::askForDropped(const QString& file) {
  auto* menu = new QMenu(this);
  menu->setObjectName("dropMenu");
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction("&Open in a tab", this, [this, file] { open(file); });
  menu->addAction("&Compare with “" + page()->title() + "”", this, [this, file] { compare(file); });
  menu->popup(QCursor::pos());
}

}  // namespace headroom::gui
