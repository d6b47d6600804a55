// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/trace_window.h"

#include "gui/data/guarded_read.h"

#include <exception>

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMimeData>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

constexpr double shortestView = 4;  // buckets

/// Seed, start, length and what happened, in a line.
QString factsOf(const TraceView& v) {
  const auto count = [](std::size_t n, const char* one) {
    return QString("%1 %2%3").arg(n).arg(one, n == 1 ? "" : "s");
  };
  std::size_t changes = 0;
  for (const Decision& d : v.decisions) changes += !d.suppressed();
  QStringList facts{QString::fromStdString("from " + v.clock.full(0)), QString::fromStdString(lengthText(v.end())),
                    QString("seed %1").arg(v.seed), count(v.faults.size(), "fault"),
                    count(changes, "scaling decision")};
  if (v.status != "complete") facts << QString::fromStdString("run is " + v.status);
  return facts.join("   ·   ");
}

QLabel* labelled(QWidget* parent, const char* accessibleName) {
  auto* label = new QLabel(parent);
  label->setAccessibleName(accessibleName);
  label->setTextFormat(Qt::PlainText);
  return label;
}

}  // namespace

TraceWindow::TraceWindow() {
  setWindowTitle("Headroom");
  setAccessibleName("Headroom");
  setAcceptDrops(true);
  resize(1200, 860);
  makePages();
  makeMenus();
}

TraceWindow::~TraceWindow() {
  for (TimelineChart* chart : charts_) delete chart;  // they look at view_ and time_
}

void TraceWindow::makePages() {
  auto* all = new QWidget(this);
  all->setAccessibleName("Trace");
  auto* rows = new QVBoxLayout(all);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);

  message_ = labelled(all, "Message");
  message_->setWordWrap(true);
  message_->setMargin(10);
  message_->setStyleSheet("background: #D55E00; color: white;");
  message_->hide();
  rows->addWidget(message_);

  pages_ = new QStackedWidget(all);
  pages_->setAccessibleName("Content");
  rows->addWidget(pages_);
  auto* welcome = labelled(pages_, "Welcome");
  welcome->setText("Open a trace (Ctrl+O), or drop one here.\n\nheadroom run az-outage\nmakes one.");
  welcome->setAlignment(Qt::AlignCenter);
  pages_->addWidget(welcome);

  auto* trace = new QWidget(pages_);
  trace->setAccessibleName("Charts");
  auto* below = new QVBoxLayout(trace);
  below->setContentsMargins(0, 0, 0, 0);
  below->setSpacing(0);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(10, 8, 10, 8);
  auto* texts = new QVBoxLayout;
  texts->setSpacing(2);
  title_ = labelled(trace, "Title");
  QFont large = title_->font();
  large.setPointSizeF(large.pointSizeF() * 1.3);
  large.setBold(true);
  title_->setFont(large);
  facts_ = labelled(trace, "Facts");
  texts->addWidget(title_);
  texts->addWidget(facts_);
  head->addLayout(texts, 1);
  serviceChoice_ = new QWidget(trace);
  auto* choice = new QHBoxLayout(serviceChoice_);
  service_ = new QComboBox(serviceChoice_);
  service_->setAccessibleName("Service");
  auto* name = new QLabel("&Service", serviceChoice_);
  name->setBuddy(service_);
  choice->addWidget(name);
  choice->addWidget(service_);
  head->addWidget(serviceChoice_);
  below->addLayout(head);
  stack_ = new QSplitter(Qt::Vertical, trace);
  stack_->setAccessibleName("Charts");
  stack_->setChildrenCollapsible(true);
  stack_->setHandleWidth(3);
  below->addWidget(stack_, 1);
  pages_->addWidget(trace);
  setCentralWidget(all);
  connect(service_, &QComboBox::textActivated, this,
          [this](const QString& service) { open(QString::fromStdString(view_->file), service); });
}

void TraceWindow::makeMenus() {
  QMenu* file = menuBar()->addMenu("&File");
  file->addAction("&Open…", QKeySequence::Open, this, &TraceWindow::chooseFile);
  file->addAction("&Quit", QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
  QMenu* look = menuBar()->addMenu("&View");
  const auto middle = [this] { return (time_.from() + time_.until()) / 2; };
  look->addAction("&Closer", QKeySequence::ZoomIn, this, [=, this] { time_.zoom(middle(), 0.5); });
  look->addAction("&Farther", QKeySequence::ZoomOut, this, [=, this] { time_.zoom(middle(), 2); });
  look->addAction("&Earlier", QKeySequence(Qt::Key_Left), this, [this] { time_.pan(-0.2 * time_.length()); });
  look->addAction("&Later", QKeySequence(Qt::Key_Right), this, [this] { time_.pan(0.2 * time_.length()); });
  look->addAction("Whole &run", QKeySequence(Qt::Key_Home), &time_, &TimeWindow::showAll);
}

void TraceWindow::chooseFile() {
  const QString file =
      QFileDialog::getOpenFileName(this, "Open a trace", {}, "Traces (*.h5 *.h5.part *.h5.part.*);;All files (*)");
  if (!file.isEmpty()) open(file);
}

bool TraceWindow::open(const QString& file, const QString& service) {
  QGuiApplication::setOverrideCursor(Qt::WaitCursor);
  QString wrong;
  try {
    present(guardedRead(file.toStdString(), service.toStdString()));
  } catch (const std::exception& e) {
    wrong = QString::fromUtf8(e.what());
  }
  QGuiApplication::restoreOverrideCursor();
  say(wrong);
  return wrong.isEmpty();
}

void TraceWindow::present(TraceView view) {
  for (TimelineChart* chart : charts_) delete chart;
  charts_.clear();
  const bool again = view_ && view_->file == view.file && view_->end() == view.end();
  view_ = std::make_unique<TraceView>(std::move(view));
  const TraceView& v = *view_;
  if (!again) time_.setRun(v.end(), shortestView * (v.edges[1] - v.edges[0]));
  setWindowTitle(QString::fromStdString(v.title) + " – Headroom");
  title_->setText(QString::fromStdString(v.title));
  facts_->setText(factsOf(v));
  service_->clear();
  for (const std::string& s : v.services) service_->addItem(QString::fromStdString(s));
  service_->setCurrentIndex(static_cast<int>(v.service));
  serviceChoice_->setVisible(v.services.size() > 1);
  for (std::size_t p = 0; p < v.plots.size(); ++p) {
    charts_.push_back(new TimelineChart(v, p, time_, p + 1 == v.plots.size(), stack_));
    stack_->addWidget(charts_.back());
  }
  pages_->setCurrentIndex(1);
}

void TraceWindow::say(const QString& message) {
  message_->setText(message);
  message_->setVisible(!message.isEmpty());
}

QString TraceWindow::message() const { return message_->text(); }

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
