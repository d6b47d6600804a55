// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/trace_page.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

constexpr double shortestView = 4;  // buckets

QString count(std::size_t n, const char* one) { return QString("%1 %2%3").arg(n).arg(one, n == 1 ? "" : "s"); }

/// Seed, start, length and what happened, in a line.
QString factsOf(const TraceView& v) {
  const auto changes =
      std::count_if(v.decisions.begin(), v.decisions.end(), [](const Decision& d) { return !d.suppressed(); });
  QStringList facts{QString::fromStdString("from " + v.clock.full(0)), QString::fromStdString(lengthText(v.end())),
                    QString("seed %1").arg(v.seed), count(v.faults.size(), "fault"),
                    count(static_cast<std::size_t>(changes), "scaling decision")};
  if (v.status != "complete") facts << QString::fromStdString("run is " + v.status);
  return facts.join("   ·   ");
}

QLabel* labelled(QWidget* parent, const char* accessibleName) {
  auto* label = new QLabel(parent);
  label->setAccessibleName(accessibleName);
  label->setTextFormat(Qt::PlainText);
  return label;
}

bool sameRun(const RunData* a, const RunData* b) {
  return a && b && a->head().file == b->head().file && a->head().title == b->head().title &&
         a->head().seed == b->head().seed && a->head().start == b->head().start && a->buckets() <= b->buckets();
}

}  // namespace

TracePage::TracePage(QWidget* parent) : Page(parent) {
  setAccessibleName("Run");
  auto* below = new QVBoxLayout(this);
  below->setContentsMargins(0, 0, 0, 0);
  below->setSpacing(0);
  makeHead();
  below->addWidget(head_);
  charts_ = new ChartStack(time_, this);
  below->addWidget(charts_, 1);
  makeVerbs();
}

TracePage::~TracePage() { delete charts_; }

void TracePage::makeHead() {
  head_ = new QWidget(this);
  head_->setAccessibleName("Head");
  auto* head = new QHBoxLayout(head_);
  head->setContentsMargins(10, 8, 10, 8);
  auto* texts = new QVBoxLayout;
  texts->setSpacing(2);
  title_ = labelled(head_, "Title");
  QFont large = title_->font();
  large.setPointSizeF(large.pointSizeF() * 1.3);
  large.setBold(true);
  title_->setFont(large);
  facts_ = labelled(head_, "Facts");
  texts->addWidget(title_);
  texts->addWidget(facts_);
  head->addLayout(texts, 1);
  serviceChoice_ = new QWidget(head_);
  serviceChoice_->setAccessibleName("Choice of service");
  auto* choice = new QHBoxLayout(serviceChoice_);
  choice->setContentsMargins(0, 0, 0, 0);
  serviceBox_ = new QComboBox(serviceChoice_);
  serviceBox_->setAccessibleName("Service");
  auto* name = new QLabel("&Service", serviceChoice_);
  name->setBuddy(serviceBox_);
  choice->addWidget(name);
  choice->addWidget(serviceBox_);
  head->addWidget(serviceChoice_);
  chartsButton_ = new QToolButton(head_);
  chartsButton_->setText("Charts");
  chartsButton_->setAccessibleName("Charts on show");
  chartsButton_->setToolButtonStyle(Qt::ToolButtonTextOnly);
  chartsButton_->setPopupMode(QToolButton::InstantPopup);
  chartsMenu_ = new QMenu(chartsButton_);
  chartsMenu_->setAccessibleName("Charts on show");
  chartsButton_->setMenu(chartsMenu_);
  head->addWidget(chartsButton_);
  connect(chartsMenu_, &QMenu::aboutToShow, this, &TracePage::fillChartsMenu);
  connect(serviceBox_, &QComboBox::textActivated, this, &TracePage::chooseService);
}

QString TracePage::title() const { return run_ ? QString::fromStdString(run_->head().title) : QString("Run"); }
QString TracePage::source() const { return run_ ? QString::fromStdString(run_->head().file) : QString(); }

void TracePage::show(std::shared_ptr<const RunData> run) {
  const bool again = view_ && sameRun(run_.get(), run.get());
  run_ = std::move(run);
  if (!again) service_.clear();
  if (run_->buckets() > 0) {
    present();
    const double end = view_->end(), shortest = std::min(shortestView * (view_->edges[1] - view_->edges[0]), end);
    again ? time_.grow(end) : time_.setRun(end, shortest);
  }
  if (!again) Q_EMIT retitled();
}

void TracePage::chooseService(const QString& service) {
  service_ = service.toStdString();
  present();
}

void TracePage::present() {
  view_ = std::make_shared<const TraceView>(viewOf(*run_, service_));
  fillHead();
  charts_->show(view_);
}

void TracePage::fillHead() {
  const TraceView& v = *view_;
  title_->setText(QString::fromStdString(v.title));
  facts_->setText(factsOf(v));
  if (static_cast<std::size_t>(serviceBox_->count()) != v.services.size()) {
    serviceBox_->clear();
    for (const std::string& s : v.services) serviceBox_->addItem(QString::fromStdString(s));
  }
  serviceBox_->setCurrentIndex(static_cast<int>(v.service));
  serviceChoice_->setVisible(v.services.size() > 1);
}

void TracePage::fillChartsMenu() {
  chartsMenu_->clear();
  for (const ChartStack::Entry& e : charts_->entries()) {
    QAction* action = chartsMenu_->addAction(QString::fromStdString(e.title));
    action->setCheckable(true);
    action->setChecked(e.shown);
    connect(action, &QAction::toggled, this, [this, id = e.id](bool on) { charts_->setShown(id, on); });
  }
  chartsMenu_->addSeparator();
  for (QAction* action : actions())
    if (action->property("menu") == "Charts") chartsMenu_->addAction(action);
}

}  // namespace headroom::gui
