// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/trace_page.h"

#include "gui/tables/typing.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QHBoxLayout>
#include <QSignalBlocker>
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
  chips_ = new Chips(this);
  below->addWidget(chips_);
  makeBody();
  below->addWidget(body_, 1);
  makeVerbs();
  connect(&time_, &TimeWindow::selected, this, &TracePage::narrow);
}

TracePage::~TracePage() { delete body_; }  // what is in it looks at the window of time to its end

void TracePage::makeBody() {
  body_ = new QSplitter(Qt::Vertical, this);
  body_->setAccessibleName("Charts and tables");
  body_->setHandleWidth(3);
  beside_ = new QSplitter(Qt::Horizontal);
  beside_->setAccessibleName("Charts and read-out");
  beside_->setHandleWidth(3);
  beside_->setChildrenCollapsible(false);
  charts_ = new ChartStack(time_);
  readout_ = new ReadoutPanel(time_, *charts_);
  beside_->addWidget(charts_);
  beside_->addWidget(readout_);
  beside_->setStretchFactor(0, 1);
  beside_->setSizes({800, 400});
  tables_ = new QTabWidget;
  tables_->setAccessibleName("Tables");
  tables_->setDocumentMode(true);
  decisions_ = new HappeningsPanel("Decisions", true);
  events_ = new HappeningsPanel("Events", false);
  for (HappeningsPanel* panel : {decisions_, events_}) {
    tables_->addTab(panel, panel->accessibleName());
    connect(panel, &HappeningsPanel::jumped, this, &TracePage::jumpTo);
    connect(panel, &HappeningsPanel::narrowed, this, &TracePage::narrow);
  }
  for (QWidget* part : tables_->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
    if (part->accessibleName().isEmpty()) part->setAccessibleName("Tables");
  tables_->hide();
  body_->addWidget(beside_);
  body_->addWidget(tables_);
  body_->setStretchFactor(0, 1);
  body_->setSizes({600, 220});
}

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
  const auto choice = [&](const char* name, const char* text) {
    auto* box = new QComboBox(head_);
    box->setAccessibleName(name);
    box->setObjectName(QString(name).toLower());
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->view()->setAccessibleName(name);
    keepLetters(box);
    auto* label = new QLabel(text, head_);
    label->setBuddy(box);
    head->addWidget(label);
    head->addWidget(box);
    return box;
  };
  serviceBox_ = choice("Service", "&Service");
  zoneBox_ = choice("Zone", "&Zone");
  chartsButton_ = new QToolButton(head_);
  chartsButton_->setText("Charts");
  chartsButton_->setObjectName("charts");
  chartsButton_->setAccessibleName("Charts on show");
  chartsButton_->setToolButtonStyle(Qt::ToolButtonTextOnly);
  chartsButton_->setPopupMode(QToolButton::InstantPopup);
  chartsMenu_ = new QMenu(chartsButton_);
  chartsMenu_->setAccessibleName("Charts on show");
  chartsButton_->setMenu(chartsMenu_);
  head->addWidget(chartsButton_);
  connect(chartsMenu_, &QMenu::aboutToShow, this, &TracePage::fillChartsMenu);
  connect(serviceBox_, &QComboBox::currentTextChanged, this, &TracePage::chooseService);
  connect(zoneBox_, &QComboBox::currentIndexChanged, this,
          [this](int at) { setZone(at > 0 ? zoneBox_->currentText().toStdString() : std::string()); });
}

QString TracePage::title() const { return run_ ? QString::fromStdString(run_->head().title) : QString("Run"); }
QString TracePage::source() const { return run_ ? QString::fromStdString(run_->head().file) : QString(); }

void TracePage::show(std::shared_ptr<const RunData> run) {
  const bool again = view_ && sameRun(run_.get(), run.get());
  run_ = std::move(run);
  if (!again) {
    service_.clear();
    zone_.clear();
  }
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
  view_ = std::make_shared<const TraceView>(viewOf(*run_, service_, zone_));
  fillHead();
  charts_->show(view_);
  readout_->show(view_);
  fillTables();
}

void TracePage::setZone(const std::string& zone) {
  zone_ = zone;
  if (view_) present();
  narrow();
}

/// Tables that nobody sees are not made.
void TracePage::fillTables() {
  if (!view_ || !tables_->isVisibleTo(this)) return;
  decisions_->show(decisionTable(*run_, *view_), view_->services);
  events_->show(eventTable(*run_, *view_), view_->services);
  markCharts();
}

void TracePage::jumpTo(double at) {
  if (at < time_.from() || at > time_.until()) time_.show(at - time_.length() / 2, at + time_.length() / 2);
  time_.point(at);
}

void TracePage::narrow() {
  std::vector<Chip> chips;
  double from = -INFINITY, until = INFINITY;
  if (const auto& s = time_.selection(); s && view_) {
    from = s->from;
    until = s->until;
    chips.push_back({QString::fromStdString(view_->clock.full(s->from) + " – " + view_->clock.time(s->until, true)),
                     [this] { time_.selectNothing(); }});
  }
  if (!zone_.empty()) chips.push_back({"zone " + QString::fromStdString(zone_), [this] { setZone({}); }});
  for (HappeningsPanel* panel : {decisions_, events_}) {
    if (!panel->kind().isEmpty())
      chips.push_back({panel->accessibleName() + ": " + panel->kind(), [panel] { panel->setKind({}); }});
    if (!panel->service().isEmpty())
      chips.push_back({panel->accessibleName() + " of " + panel->service(), [panel] { panel->setService({}); }});
  }
  decisions_->narrow(from, until, {});
  events_->narrow(from, until, zone_);
  chips_->set(std::move(chips));
  markCharts();
}

/// Events stand on the charts when a kind of them is chosen: all of them would be a grey bar.
void TracePage::markCharts() {
  Happened happened{decisions_->kind().toStdString(), {}, events_->kind().toStdString()};
  const HappeningsModel& rows = events_->model();
  for (int i = 0; !happened.what.empty() && i < rows.rowCount(); ++i) happened.events.push_back(rows.row(i).at);
  charts_->mark(std::move(happened));
}

void TracePage::fillHead() {
  const TraceView& v = *view_;
  title_->setText(QString::fromStdString(v.title));
  facts_->setText(factsOf(v));
  const auto fill = [](QComboBox* box, const std::vector<std::string>& words, std::size_t chosen) {
    const QSignalBlocker quiet(box);
    if (static_cast<std::size_t>(box->count()) != words.size()) {
      box->clear();
      for (const std::string& word : words) box->addItem(QString::fromStdString(word));
    }
    box->setCurrentIndex(static_cast<int>(chosen));
  };
  fill(serviceBox_, v.services, v.service);
  std::vector<std::string> zones{"all zones"};
  zones.insert(zones.end(), v.zones.begin(), v.zones.end());
  const auto zone = std::find(zones.begin() + 1, zones.end(), zone_);
  fill(zoneBox_, zones, zone == zones.end() ? 0 : static_cast<std::size_t>(zone - zones.begin()));
  for (const auto& [box, choices] : {std::pair{serviceBox_, v.services.size()}, {zoneBox_, v.zones.size()}}) {
    box->setVisible(choices > 1);
    for (QLabel* label : head_->findChildren<QLabel*>())
      if (label->buddy() == box) label->setVisible(choices > 1);
  }
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
