// SPDX-License-Identifier: GPL-3.0-or-later
/// What the window itself can do, and the menus and lists that are made of verbs.
#include "gui/run/run_page.h"
#include "gui/shell/key_sheet.h"
#include "gui/shell/main_window.h"
#include "gui/shell/openers.h"
#include "gui/shell/palette.h"
#include "gui/shell/theme.h"
#include "gui/shell/verbs.h"
#include "scenarios/library.h"

#include <algorithm>

#include <QActionGroup>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPointer>

namespace headroom::gui {
namespace {

/// Where a menu stands; those of pages that are not named here stand before "Window".
int rankOf(const QString& menu) {
  static const QStringList order{"File", "Edit", "View", "Run", "", "Window", "Help"};
  const auto at = order.indexOf(menu);
  return static_cast<int>(at < 0 ? order.indexOf("") : at);
}

QString shortNameOf(const QString& source) {
  const QFileInfo file(source);
  return file.exists() ? file.fileName() + "   " + file.absolutePath() : source;
}

}  // namespace

void MainWindow::makeVerbs() {
  addVerb(*this, "file.open", "File", "&Open…", QKeySequence::Open, [this] { dropped(chooseFiles(this)); });
  addVerb(*this, "file.welcome", "File", "&New tab", Qt::CTRL | Qt::Key_T, [this] { welcome(); });
  addVerb(*this, "file.edit", "File", "&Edit the scenario of this run", Qt::CTRL | Qt::Key_E, [this] {
    if (qobject_cast<RunPage*>(page())) open("edit:" + page()->source());
  });
  addVerb(*this, "file.reload", "File", "&Read again", Qt::Key_F5, [this] { reload(); });
  addVerb(*this, "file.close-tab", "File", "&Close tab", Qt::CTRL | Qt::Key_W,
          [this] { closeTab(tabs_->currentIndex()); });
  addVerb(*this, "file.reopen", "File", "Reopen closed &tab", Qt::CTRL | Qt::SHIFT | Qt::Key_T, [this] { reopen(); });
  addVerb(*this, "file.forget", "File", "&Forget recent files", {}, [this] {
    memory_.forgetRecent();
    rebuildMenus();
  });
  addVerb(*this, "file.quit", "File", "&Quit", Qt::CTRL | Qt::Key_Q, [this] { close(); });
  addVerb(*this, "window.next", "Window", "&Next tab", Qt::CTRL | Qt::Key_PageDown, [this] { step(1); });
  addVerb(*this, "window.previous", "Window", "&Previous tab", Qt::CTRL | Qt::Key_PageUp, [this] { step(-1); });
  addVerb(*this, "window.full-screen", "Window", "&Full screen", Qt::Key_F11,
          [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
  addVerb(*this, "help.commands", "Help", "&Commands…", Qt::CTRL | Qt::Key_K, [this] { showPalette(); });
  addVerb(*this, "help.keys", "Help", "&Keys…", Qt::Key_F1, [this] { showKeys(); });
  addVerb(*this, "help.about", "Help", "&About", {}, [this] { showAbout(); });
}

void MainWindow::makeLooks() {
  auto* themes = new QActionGroup(this);
  for (const auto& [theme, text] :
       {std::pair{"system", "Colours of the &system"}, {"light", "&Light colours"}, {"dark", "&Dark colours"}}) {
    const QString name = theme;
    QAction* verb = addVerb(*this, "window.theme-" + name, "Window", text, {}, [this, name] {
      memory_.keepTheme(name);
      useTheme(name);
    });
    verb->setCheckable(true);
    verb->setChecked(name == memory_.theme() || (name == "system" && memory_.theme().isEmpty()));
    themes->addAction(verb);
  }
  const auto size = [this](int points) {
    memory_.keepTextSize(std::clamp(points, smallestText, largestText));
    useTextSize(memory_.textSize());
  };
  const auto keys = Qt::CTRL | Qt::ALT;
  addVerb(*this, "window.larger-text", "Window", "Lar&ger text", keys | Qt::Key_Plus,
          [=, this] { size(memory_.textSize() + 1); });
  addVerb(*this, "window.smaller-text", "Window", "S&maller text", keys | Qt::Key_Minus,
          [=, this] { size(memory_.textSize() - 1); });
  addVerb(*this, "window.usual-text", "Window", "&Usual text", keys | Qt::Key_0, [=] { size(0); });
}

void MainWindow::rebuildMenus() {
  // A run has no file to be read again, and its own verb by that key.
  findChild<QAction*>("file.reload")->setEnabled(!qobject_cast<RunPage*>(page()));
  std::vector<QAction*> verbs = verbsOf(this, page());
  std::stable_sort(verbs.begin(), verbs.end(),
                   [](const QAction* a, const QAction* b) { return rankOf(menuOf(*a)) < rankOf(menuOf(*b)); });
  menuBar()->clear();
  toolbar_->clear();
  QMap<QString, QMenu*> menus;
  for (QAction* verb : verbs) {
    const QString name = menuOf(*verb);
    if (!menus.contains(name)) {
      menus[name] = menuBar()->addMenu("&" + name);
      if (name == "File") fillRecent(menus[name]->addMenu("Open rec&ent"));
      if (name == "Window") fillLayouts(menus[name]->addMenu("&Layouts"));
    }
    menus[name]->addAction(verb);
    if (verb->property("toolbar").toBool()) toolbar_->addAction(verb);
  }
  toolbar_->setVisible(!toolbar_->actions().isEmpty());
}

void MainWindow::fillRecent(QMenu* menu) {
  for (const QString& source : memory_.recent())
    menu->addAction(shortNameOf(source), this, [this, source] { open(source); });
  menu->setEnabled(!menu->isEmpty());
}

void MainWindow::showPalette() {
  std::vector<Command> commands;
  for (QAction* verb : verbsOf(page(), this)) {
    if (!verb->isEnabled() || verb->objectName() == "help.commands") continue;
    const QPointer<QAction> still(verb);
    commands.push_back({nameOf(*verb), QStringList{menuOf(*verb), keysOf(*verb)}.join("   ").trimmed(), [still] {
                          if (still) still->trigger();
                        }});
  }
  for (int i = 0; i < pages(); ++i) {
    const QPointer<Page> still(pageAt(i));
    commands.push_back({"Go to " + still->title(), "Tab", [this, still] {
                          if (still) tabs_->setCurrentWidget(still);
                        }});
  }
  for (const QString& name : memory_.layouts())
    commands.push_back({"Layout " + name, "Window", [this, name] { useLayout(name); }});
  for (const QString& source : memory_.recent())
    commands.push_back({"Open " + shortNameOf(source), "Recent", [this, source] { open(source); }});
  for (const LibraryScenario& s : libraryScenarios()) {
    const QString name = QString::fromStdString(s.name), about = QString::fromStdString(s.summary);
    commands.push_back({"Open " + name + "   " + about, "Library", [this, name] { open(name); }});
  }
  (new CommandPalette(std::move(commands), this))->show();
}

void MainWindow::showKeys() { (new KeySheet(verbsOf(page(), this), this))->show(); }

void MainWindow::showAbout() {
  QMessageBox::about(this, "About Headroom",
                     "<p><b>Headroom " HEADROOM_VERSION
                     "</b></p><p>How much headroom, of which kind, under which scaling policy, survives which fault, "
                     "at what cost, and with what confidence?</p><p>This window: GPL-3.0-or-later. "
                     "All else: Apache-2.0. Random numbers, traces and reports are those of the program "
                     "<tt>headroom</tt>.</p>");
}

}  // namespace headroom::gui
