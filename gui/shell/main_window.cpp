// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/main_window.h"

#include "gui/shell/openers.h"
#include "gui/shell/runs.h"
#include "gui/shell/verbs.h"
#include "gui/shell/welcome_page.h"
#include "sim/issue.h"

#include <exception>

#include <QApplication>
#include <QCloseEvent>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QStatusBar>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

constexpr qsizetype longestTab = 30;  // letters

QString tabTextOf(const Page& page) {
  QString text = page.title();
  if (text.size() > longestTab) text = text.left(longestTab - 1).trimmed() + QChar(0x2026);
  return text.replace('&', "&&");
}

}  // namespace

MainWindow::MainWindow(Memory memory) : memory_(std::move(memory)) {
  setWindowTitle("Headroom");
  setAccessibleName("Headroom");
  setAcceptDrops(true);
  resize(1200, 860);
  restoreGeometry(memory_.geometry());
  makeContent();
  makeVerbs();
  makeLooks();
  makeDocks();
  facesNewPage();
  qApp->installEventFilter(this);
}

MainWindow::~MainWindow() {
  qApp->removeEventFilter(this);
  tabs_->disconnect(this);  // pages that go must not be looked at
  worldDock_->disconnect(this);
  delete worldDock_->widget();  // before the page whose time it shares
}

void MainWindow::makeContent() {
  auto* all = new QWidget(this);
  auto* rows = new QVBoxLayout(all);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  messageBar_ = new QWidget(all);
  messageBar_->setObjectName("messageBar");
  messageBar_->setStyleSheet("#messageBar { background: #B34A00; } #messageBar * { color: white; }");
  auto* bar = new QHBoxLayout(messageBar_);
  message_ = new QLabel(messageBar_);
  message_->setAccessibleName("Message");
  message_->setTextFormat(Qt::PlainText);
  message_->setWordWrap(true);
  message_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* dismiss = new QToolButton(messageBar_);
  dismiss->setText("×");
  dismiss->setAutoRaise(true);
  dismiss->setAccessibleName("Dismiss the message");
  connect(dismiss, &QToolButton::clicked, this, [this] { complain({}); });
  bar->addWidget(message_, 1);
  bar->addWidget(dismiss, 0, Qt::AlignTop);
  messageBar_->hide();
  rows->addWidget(messageBar_);

  tabs_ = new QTabWidget(all);
  tabs_->setAccessibleName("Pages");
  tabs_->setDocumentMode(true);
  tabs_->setTabsClosable(true);
  tabs_->setMovable(true);
  tabs_->setElideMode(Qt::ElideNone);  // tabText() has shortened them already
  rows->addWidget(tabs_, 1);
  setCentralWidget(all);
  status_ = new QLabel(this);
  status_->setAccessibleName("Status");
  status_->setTextFormat(Qt::PlainText);
  statusBar()->addWidget(status_, 1);
  statusBar()->setSizeGripEnabled(false);
  toolbar_ = addToolBar("Toolbar");
  toolbar_->setObjectName("toolbar");
  toolbar_->setAccessibleName("Toolbar");
  toolbar_->setMovable(false);
  connect(tabs_, &QTabWidget::currentChanged, this, &MainWindow::facesNewPage);
  connect(tabs_, &QTabWidget::tabCloseRequested, this, &MainWindow::closeTab);
}

Page* MainWindow::pageAt(int tab) const { return qobject_cast<Page*>(tabs_->widget(tab)); }

Page* MainWindow::make(const QString& source) {
  QApplication::setOverrideCursor(Qt::WaitCursor);
  QString wrong;
  Page* made = nullptr;
  try {
    made = pageOf(source);
  } catch (const std::exception& e) {
    wrong = QString::fromUtf8(e.what());
  }
  QApplication::restoreOverrideCursor();
  complain(wrong);
  return made;
}

bool MainWindow::open(const QString& source) {
  for (int i = 0; i < pages(); ++i)
    if (pageAt(i)->source() == source) {
      tabs_->setCurrentIndex(i);
      complain({});
      return true;
    }
  Page* made = make(source);
  if (!made) return false;
  memory_.opened(source);
  add(made);
  return true;
}

void MainWindow::add(Page* page) {
  connect(page, &Page::said, this, [this, page](const QString& sentence) {
    if (page == this->page()) status_->setText(sentence);
  });
  connect(page, &Page::retitled, this, [this, page] {
    tabs_->setTabText(tabs_->indexOf(page), tabTextOf(*page));
    facesNewPage();
  });
  connect(page, &Page::opens, this, &MainWindow::add);
  page->installEventFilter(this);
  const int tab = tabs_->insertTab(tabs_->currentIndex() + 1, page, tabTextOf(*page));
  tabs_->setTabToolTip(tab, page->title() + "\n" + page->source());
  tabs_->setCurrentIndex(tab);
}

void MainWindow::restore() {
  const int current = memory_.currentTab();
  QString wrong;
  for (const QString& source : memory_.tabs())
    if (!open(source)) wrong = message();
  if (pages() > 0) tabs_->setCurrentIndex(std::min(current, pages() - 1));
  complain(wrong);
}

void MainWindow::closeTab(int tab) {
  Page* page = pageAt(tab);
  if (!page || !page->mayClose()) return;
  if (!page->source().isEmpty()) closed_ << page->source();
  remove(page);
  if (pages() == 0) welcome();
}

void MainWindow::remove(Page* page) {
  if (worldPage_ == page) delete worldDock_->widget();
  page->removeEventFilter(this);
  tabs_->removeTab(tabs_->indexOf(page));
  page->deleteLater();
}

void MainWindow::welcome() {
  for (int i = 0; i < pages(); ++i)
    if (qobject_cast<WelcomePage*>(pageAt(i))) return tabs_->setCurrentIndex(i);
  auto* page = new WelcomePage([this] { return memory_.recent(); });
  connect(page, &WelcomePage::chosen, this, &MainWindow::open);
  connect(page, &WelcomePage::wantsFile, this, [this] { dropped(chooseFiles(this)); });
  add(page);
}

void MainWindow::reopen() {
  if (!closed_.isEmpty()) open(closed_.takeLast());
}

void MainWindow::reload() {
  Page* old = page();
  if (!old || old->source().isEmpty() || !old->mayClose()) return;
  Page* fresh = make(old->source());
  if (!fresh) return;
  add(fresh);
  remove(old);
}

void MainWindow::step(int tabs) {
  if (pages() > 0) tabs_->setCurrentIndex((tabs_->currentIndex() + tabs + pages()) % pages());
}

/// Menus, status and title are those of the page in front.
void MainWindow::facesNewPage() {
  Page* now = page();
  setWindowTitle(now ? now->title() + " – Headroom" : "Headroom");
  status_->clear();
  rebuildMenus();
  followRun();
  if (!now) return;
  QWidget* inside = now->focusWidget();
  inside ? inside->setFocus() : now->setFocus();
}

bool MainWindow::busy() const { return page() && page()->busy(); }

QString MainWindow::message() const { return message_->text(); }

void MainWindow::complain(const QString& what) {
  message_->setText(what);
  messageBar_->setVisible(!what.isEmpty());
}

void MainWindow::dropped(const QStringList& files) {
  QString wrong;
  for (const QString& file : files)
    if (!open(file)) wrong = message();
  complain(wrong);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  QStringList sources;
  int current = 0;
  for (int i = 0; i < pages(); ++i) {
    if (!pageAt(i)->mayClose()) {
      event->ignore();
      return;
    }
    if (pageAt(i)->source().isEmpty()) continue;
    if (i <= tabs_->currentIndex()) current = static_cast<int>(sources.size());
    sources << pageAt(i)->source();
  }
  memory_.keepTabs(sources, current);
  memory_.keepGeometry(saveGeometry());
  event->accept();
}

/// Files are dropped on whatever is under the mouse, so their events are taken before it gets them. The other event of
/// interest: the page in front has got a verb, or lost one.
bool MainWindow::eventFilter(QObject* on, QEvent* event) {
  const QEvent::Type type = event->type();
  if (type == QEvent::ActionAdded || type == QEvent::ActionRemoved) {
    if (on == page() && !rebuilding_) {
      rebuilding_ = true;
      QTimer::singleShot(0, this, [this] {
        rebuilding_ = false;
        rebuildMenus();
      });
    }
    return false;
  }
  if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::Drop) return false;
  const auto* widget = qobject_cast<QWidget*>(on);
  if (!widget || widget->window() != this) return false;
  auto* drop = static_cast<QDropEvent*>(event);
  const QStringList files = filesIn(drop->mimeData());
  if (files.isEmpty()) return false;
  drop->acceptProposedAction();
  if (type != QEvent::Drop) return true;
  const bool mayCompare =
      runOf(page()) && files.size() == 1 && files[0].endsWith(".h5") && files[0] != page()->source();
  mayCompare ? askForDropped(files[0]) : dropped(files);
  return true;
}

}  // namespace headroom::gui
