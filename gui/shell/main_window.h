// SPDX-License-Identifier: GPL-3.0-or-later
/// The window: a tab for each page, and around them menus, toolbar, palette and sheet of keys, which are made of the
/// verbs of the page in front and the window's own (gui/page.h).
///
/// What is dropped anywhere is opened. What cannot be opened is said above the pages and changes nothing else. At its
/// end the window remembers its tabs; restore() opens them again.
#pragma once

#include "gui/data/view.h"
#include "gui/page.h"
#include "gui/shell/memory.h"
#include "gui/time_window.h"

#include <memory>

#include <QDockWidget>
#include <QLabel>
#include <QMainWindow>
#include <QTabWidget>
#include <QTimer>
#include <QToolBar>

namespace headroom::gui {

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(Memory);
  ~MainWindow() override;

  /// In a tab of its own; if it is open already, that tab comes to the front. False: message() says why not.
  bool open(const QString& source);
  /// In front of the others; the window owns it from now on.
  void add(Page*);
  /// The tabs of last time, as far as they can still be opened.
  void restore();
  /// The page to begin from, in front; it comes by itself when the last tab is closed.
  void welcome();

  /// The page in front; null: there is none.
  Page* page() const { return pageAt(tabs_->currentIndex()); }
  Page* pageAt(int tab) const;
  int pages() const { return tabs_->count(); }
  /// What is on show is not all there yet.
  bool busy() const;
  /// What is wrong; empty: nothing.
  QString message() const;
  Memory& memory() { return memory_; }

  /// The run in front against that of a file, or of another page, on a page of its own.
  bool compare(const QString& file);
  void compare(const Page* other);
  /// Where docks stand, under a name; and back again.
  void keepLayout(const QString& name);
  void useLayout(const QString& name);

 protected:
  void closeEvent(QCloseEvent*) override;
  bool eventFilter(QObject*, QEvent*) override;

 private:
  void makeContent();
  void makeVerbs();
  void makeLooks();
  void makeDocks();
  void rebuildMenus();
  void fillRecent(QMenu*);
  void fillLayouts(QMenu*);
  void followRun();
  void chooseComparison();
  void askForDropped(const QString& file);
  void complain(const QString&);
  Page* make(const QString& source);  // null: message() says why not
  void remove(Page*);
  void closeTab(int);
  void reopen();
  void reload();
  void step(int tabs);
  void showPalette();
  void showKeys();
  void showAbout();
  void facesNewPage();
  void dropped(const QStringList& files);

  Memory memory_;
  QWidget* messageBar_;
  QLabel *message_, *status_;
  QTabWidget* tabs_;
  QToolBar* toolbar_;
  QStringList closed_;  // sources of closed tabs, the last one at the end
  bool rebuilding_ = false;

  QDockWidget* worldDock_;
  const Page* worldPage_ = nullptr;  // whose world the dock shows
  std::shared_ptr<const RunData> worldRun_;
  TimeWindow dockTime_;  // of pages that share none
  QTimer followTimer_;
  QByteArray firstLayout_;
};

}  // namespace headroom::gui
