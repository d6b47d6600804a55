// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/trace_window.h"

#include "gui/data/guarded_read.h"

#include <exception>

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenuBar>
#include <QMimeData>
#include <QVBoxLayout>

namespace headroom::gui {

TraceWindow::TraceWindow() {
  setWindowTitle("Headroom");
  setAccessibleName("Headroom");
  setAcceptDrops(true);
  resize(1200, 860);
  auto* all = new QWidget(this);
  all->setAccessibleName("Trace");
  auto* rows = new QVBoxLayout(all);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  message_ = new QLabel(all);
  message_->setAccessibleName("Message");
  message_->setTextFormat(Qt::PlainText);
  message_->setWordWrap(true);
  message_->setMargin(10);
  message_->setStyleSheet("background: #D55E00; color: white;");
  message_->hide();
  rows->addWidget(message_);
  pages_ = new QStackedWidget(all);
  pages_->setAccessibleName("Content");
  rows->addWidget(pages_);
  auto* welcome = new QLabel("Open a trace (Ctrl+O), or drop one here.\n\nheadroom run az-outage\nmakes one.", pages_);
  welcome->setAccessibleName("Welcome");
  welcome->setAlignment(Qt::AlignCenter);
  pages_->addWidget(welcome);
  page_ = new TracePage(pages_);
  pages_->addWidget(page_);
  setCentralWidget(all);
  makeMenus();
}

void TraceWindow::makeMenus() {
  QMenu* file = menuBar()->addMenu("&File");
  file->addAction("&Open…", QKeySequence::Open, this, &TraceWindow::chooseFile);
  file->addAction("&Quit", QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
  QList<QMenu*> menus;
  for (QAction* action : page_->actions()) {
    const QString name = "&" + action->property("menu").toString();
    QMenu* menu = nullptr;
    for (QMenu* m : menus)
      if (m->title() == name) menu = m;
    if (!menu) menus << (menu = menuBar()->addMenu(name));
    menu->addAction(action);
  }
}

void TraceWindow::chooseFile() {
  const QString file =
      QFileDialog::getOpenFileName(this, "Open a trace", {}, "Traces (*.h5 *.h5.part *.h5.part.*);;All files (*)");
  if (!file.isEmpty()) open(file);
}

bool TraceWindow::open(const QString& file) {
  QGuiApplication::setOverrideCursor(Qt::WaitCursor);
  QString wrong;
  try {
    page_->show(guardedOpen(file.toStdString()));
    setWindowTitle(page_->title() + " – Headroom");
    pages_->setCurrentWidget(page_);
    page_->setFocus();
  } catch (const std::exception& e) {
    wrong = QString::fromUtf8(e.what());
  }
  QGuiApplication::restoreOverrideCursor();
  say(wrong);
  return wrong.isEmpty();
}

void TraceWindow::say(const QString& message) {
  message_->setText(message);
  message_->setVisible(!message.isEmpty());
}

void TraceWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void TraceWindow::dropEvent(QDropEvent* event) {
  const auto urls = event->mimeData()->urls();
  if (urls.isEmpty()) return;
  event->acceptProposedAction();
  urls[0].isLocalFile() ? void(open(urls[0].toLocalFile())) : say("only files on this machine can be opened");
}

}  // namespace headroom::gui
