// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/transport_bar.h"

#include "gui/data/view.h"
#include "gui/run/transport_icon.h"
#include "gui/text.h"

#include <cmath>

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

struct Speed {
  const char* text;
  double pace;   // simulated seconds in a second; 0: no limit
  double whole;  // or: seconds for the whole run
};
constexpr Speed speeds[] = {{"as fast as possible", 0, 0},  {"whole run in 10 s", 0, 10}, {"whole run in 30 s", 0, 30},
                            {"whole run in 2 min", 0, 120}, {"1 h a second", 3600, 0},    {"10 min a second", 600, 0},
                            {"1 min a second", 60, 0},      {"10 s a second", 10, 0},     {"real time", 1, 0}};
constexpr int usualSpeed = 2;

}  // namespace

QString rateText(double perSecond) {
  if (perSecond >= 1e6) return QString("%1 M events/s").arg(perSecond / 1e6, 0, 'f', 1);
  if (perSecond >= 1e4) return QString("%1 k events/s").arg(perSecond / 1e3, 0, 'f', 0);
  return QString("%1 events/s").arg(perSecond, 0, 'f', 0);
}

TransportBar::TransportBar(Experiment& experiment, QWidget* parent) : QWidget(parent), experiment_(experiment) {
  setAccessibleName("Run and pause");
  makeVerbs();
  makeSpeeds();
  lay();
  dress();
  connect(&experiment_.session(), &RunSession::moved, this, &TransportBar::follow);
  follow();
}

QAction* TransportBar::verb(const char* name, const QString& words, const char* tip, const QKeySequence& keys) {
  auto* action = new QAction(words, this);
  action->setObjectName(name);
  action->setStatusTip(tip);
  action->setToolTip(QString("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText)));
  action->setProperty("menu", "Run");
  action->setShortcut(keys);
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  verbs_ << action;
  return action;
}

void TransportBar::makeVerbs() {
  toggle_ = verb("run.toggle", "&Run", "Runs, or pauses", Qt::Key_F5);
  stepBucket_ =
      verb("run.step-bucket", "Step a &bucket", "To the end of the next bucket of the charts", Qt::Key_Period);
  stepEvent_ = verb("run.step-event", "Step an &event", "To the next event", Qt::CTRL | Qt::Key_Period);
  stepDecision_ =
      verb("run.step-decision", "Step to a &decision", "To the next scaling decision", Qt::SHIFT | Qt::Key_Period);
  stop_ = verb("run.stop", "S&top", "Ends the run here", Qt::CTRL | Qt::SHIFT | Qt::Key_Period);
  again_ = verb("run.again", "&Again, other seed", "Runs it again with other chance", Qt::CTRL | Qt::Key_R);
  RunSession& session = experiment_.session();
  connect(toggle_, &QAction::triggered, this, &TransportBar::toggle);
  connect(stepBucket_, &QAction::triggered, this, [&session] { session.step(Step::bucket); });
  connect(stepEvent_, &QAction::triggered, this, [&session] { session.step(Step::event); });
  connect(stepDecision_, &QAction::triggered, this, [&session] { session.step(Step::decision); });
  connect(stop_, &QAction::triggered, this, [&session] { session.stop(); });
  connect(again_, &QAction::triggered, this, [this] {
    if (experiment_.session().prepared()) experiment_.again(experiment_.session().prepared()->seed() + 1);
  });
}

void TransportBar::makeSpeeds() {
  speed_ = new QComboBox(this);
  speed_->setAccessibleName("Speed");
  speed_->setObjectName("speed");
  speed_->setToolTip("How much of the run passes in a second");
  for (const Speed& s : speeds) speed_->addItem(s.text);
  speed_->setCurrentIndex(usualSpeed);
  connect(speed_, &QComboBox::activated, this,
          [this] { experiment_.session().setPace(paceFor(experiment_.session().progress().duration)); });
}

double TransportBar::paceFor(double duration) const {
  const Speed& s = speeds[speed_->currentIndex()];
  return s.whole > 0 ? duration / s.whole : s.pace;
}

void TransportBar::lay() {
  const auto button = [this](QAction* action, Qt::ToolButtonStyle style) {
    auto* b = new QToolButton(this);
    b->setDefaultAction(action);
    b->setToolButtonStyle(style);
    b->setAccessibleName(action->statusTip());
    b->setObjectName(action->objectName() + ".button");
    b->setFocusPolicy(Qt::TabFocus);
    return b;
  };
  auto* run = button(toggle_, Qt::ToolButtonTextBesideIcon);
  run->setMinimumWidth(run->fontMetrics().horizontalAdvance("Pause") * 2 + 12);  // its text changes, its place not
  stepButton_ = button(stepBucket_, Qt::ToolButtonTextBesideIcon);
  auto* steps = new QMenu("Step", stepButton_);
  steps->setAccessibleName("Step");
  steps->addActions({stepEvent_, stepBucket_, stepDecision_});
  stepButton_->setMenu(steps);
  stepButton_->setPopupMode(QToolButton::MenuButtonPopup);
  auto* speedName = new QLabel("S&peed", this);
  speedName->setBuddy(speed_);
  share_ = new QProgressBar(this);
  share_->setObjectName("share");
  share_->setAccessibleName("Share of the run that is over");
  share_->setRange(0, 1000);
  share_->setTextVisible(false);
  share_->setFixedHeight(6);
  where_ = new QLabel(this);
  where_->setObjectName("where");
  where_->setAccessibleName("Where the run is");
  where_->setTextFormat(Qt::PlainText);
  auto* row = new QHBoxLayout;
  row->setSpacing(6);
  row->addWidget(run);
  row->addWidget(stepButton_);
  row->addWidget(button(stop_, Qt::ToolButtonTextBesideIcon));
  row->addWidget(button(again_, Qt::ToolButtonTextBesideIcon));
  row->addSpacing(10);
  row->addWidget(speedName);
  row->addWidget(speed_);
  row->addStretch(1);
  row->addWidget(where_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 6, 10, 4);
  column->setSpacing(5);
  column->addLayout(row);
  column->addWidget(share_);
}

void TransportBar::dress() {
  for (QAction* a : {stepEvent_, stepBucket_, stepDecision_}) a->setIcon(iconOf(TransportSign::step, palette()));
  stop_->setIcon(iconOf(TransportSign::stop, palette()));
  again_->setIcon(iconOf(TransportSign::again, palette()));
}

void TransportBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange && where_) {
    dress();
    follow();
  }
  QWidget::changeEvent(event);
}

void TransportBar::toggle() {
  RunSession& session = experiment_.session();
  const RunProgress& p = session.progress();
  if (p.over() && session.prepared()) return experiment_.again(session.prepared()->seed());
  if (p.state == RunState::running)
    session.pause();
  else
    session.run();
}

void TransportBar::follow() {
  const RunProgress& p = experiment_.session().progress();
  const bool running = p.state == RunState::running, over = p.over();
  toggle_->setText(running ? "Pause" : over ? "Rerun" : "Run");
  toggle_->setIcon(iconOf(running ? TransportSign::pause : TransportSign::run, palette()));
  toggle_->setStatusTip(running ? "Pauses the run" : over ? "Runs it again, the same" : "Goes on with the run");
  for (QAction* a : {stepEvent_, stepBucket_, stepDecision_}) a->setEnabled(!over && !p.catchingUp);
  stop_->setEnabled(!over);
  share_->setValue(static_cast<int>(std::lround(p.share() * 1000)));
  where_->setText(whereText());
}

QString TransportBar::whereText() const {
  const RunSession& session = experiment_.session();
  const RunProgress& p = session.progress();
  if (p.state == RunState::failed) return "cannot run";
  if (!session.data()) return "…";
  const Clock clock(session.data()->head().start);
  const QString share = QString("%1 %").arg(std::floor(p.share() * 100), 0, 'f', 0);
  if (p.catchingUp) return QString("going over it again, %1").arg(share);
  QStringList parts{text(clock.full(p.now.inSeconds())), share};
  if (p.state == RunState::running) {
    parts << rateText(p.eventsPerSecond);
    if (!std::isnan(p.secondsLeft)) parts << text(lengthText(std::ceil(p.secondsLeft))) + " left";
  } else {
    parts << QString("%L1 events").arg(p.events)
          << (p.state == RunState::paused    ? "paused"
              : p.state == RunState::stopped ? "stopped"
                                             : "ended");
  }
  return parts.join("   ·   ");
}

}  // namespace headroom::gui
