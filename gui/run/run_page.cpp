// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/run_page.h"

#include "gui/run/fork_dialog.h"
#include "gui/run/fork_page.h"
#include "gui/run/inject_panel.h"
#include "gui/run/trace_saver.h"
#include "gui/run/transport_bar.h"
#include "gui/run/verdict_panel.h"
#include "gui/text.h"
#include "gui/trace_page.h"
#include "scenarios/render_issues.h"

#include <algorithm>
#include <cmath>

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QSplitter>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

/// All problems of the scenario, as the command line shows them.
QString problemsOf(const RunSession& session) {
  const auto prepared = session.prepared();
  if (!prepared || prepared->ready() || prepared->loaded.issues.empty()) return text(session.progress().trouble);
  return text(renderIssues(prepared->loaded.issues, prepared->loaded.sources));
}

/// The keys of charts are arrows, Home and such, which are the charts' alone while they have the focus: here they would
/// be taken from fields and lists. So a verb of theirs has a stand-in without a key, which names it.
QAction* stoodInFor(QAction* of) {
  const QString key = of->shortcut().toString(QKeySequence::NativeText);
  auto* action = new QAction(key.isEmpty() ? of->text() : of->text() + "\t" + key, of);
  action->setObjectName(of->objectName());
  action->setStatusTip(of->statusTip());
  action->setProperty("menu", of->property("menu"));
  QObject::connect(action, &QAction::triggered, of, &QAction::trigger);
  return action;
}

}  // namespace

RunPage::RunPage(const Recipe& recipe, bool running, QWidget* parent) : Page(parent) {
  setAccessibleName("Run");
  transport_ = new TransportBar(experiment_, this);
  charts_ = new TracePage(this);
  saver_ = new TraceSaver(this);
  inject_ = new InjectPanel(experiment_, this);
  verdict_ = new VerdictPanel(this);
  lay();
  makeVerbs();
  setFocusProxy(charts_);
  connect(&experiment_.session(), &RunSession::moved, this, &RunPage::follow);
  connect(charts_, &Page::said, this, &Page::said);
  connect(charts_, &Page::opens, this, &Page::opens);
  connect(saver_, &TraceSaver::wrote, this,
          [this](int percent) { Q_EMIT said(QString("The trace: %1 %").arg(percent)); });
  charts_->keepBy([this](const Kept& kept) { saver_->keep(experiment_.session().soFar(), fileLike(".h5"), kept); });
  connect(inject_, &InjectPanel::wanted, this, [this] { side_->setCurrentWidget(inject_); });
  experiment_.start(recipe);
  const RunProgress& p = experiment_.session().progress();
  experiment_.session().setPace(transport_->paceFor(p.duration));
  if (running) experiment_.session().run();
  follow();
}

RunPage::~RunPage() = default;

QString RunPage::title() const {
  const auto prepared = experiment_.session().prepared();
  return text(prepared ? prepared->title().scenario : std::string("Run"));
}

QString RunPage::source() const {
  const auto prepared = experiment_.session().prepared();
  return prepared ? text(prepared->recipe.file) : QString();
}

void RunPage::makeVerbs() {
  addActions(transport_->verbs());
  addActions(inject_->verbs());
  for (QAction* of : charts_->actions()) addAction(stoodInFor(of));
  const auto verb = [this](const char* name, const char* menu, const char* words, const char* tip,
                           const QKeySequence& keys, auto what) {
    auto* action = new QAction(words, this);
    action->setObjectName(name);
    action->setStatusTip(tip);
    action->setProperty("menu", menu);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, what);
    addAction(action);
  };
  verb("run.save-trace", "File", "Save &trace…", "Writes the run to a trace, as `headroom run -o` does",
       QKeySequence::Save, &RunPage::chooseTrace);
  verb("run.save-scenario", "File", "Save s&cenario as run…", "Writes the scenario with its seed and what was injected",
       Qt::CTRL | Qt::ALT | Qt::Key_S, &RunPage::chooseScenario);
  verb("run.fork", "Run", "&Fork…", "Runs it from the cursor on in two ways, one of them changed", Qt::CTRL | Qt::Key_B,
       &RunPage::askForFork);
}

/// At the cursor of the charts, else where the run is.
void RunPage::askForFork() {
  const auto prepared = experiment_.session().prepared();
  if (!prepared || !prepared->ready()) return;
  const double cursor = charts_->time().cursor();
  const RunProgress& p = experiment_.session().progress();
  const auto at = Duration::seconds(std::isnan(cursor) ? p.now.ns() / 1'000'000'000 : std::llround(cursor));
  auto* dialog = new ForkDialog(prepared, Instant::at(std::min(at, prepared->blueprint->duration / 1000 * 999)), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog, prepared] {
    if (dialog->change()) Q_EMIT opens(new ForkPage(prepared->recipe, *dialog->change()));
  });
  dialog->open();
}

void RunPage::lay() {
  trouble_ = new QLabel(this);
  trouble_->setObjectName("trouble");
  trouble_->setAccessibleName("Why it cannot run");
  trouble_->setTextFormat(Qt::PlainText);
  trouble_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  trouble_->setMargin(12);
  trouble_->setWordWrap(true);
  QFont fixed("monospace");
  fixed.setStyleHint(QFont::Monospace);
  trouble_->setFont(fixed);
  trouble_->hide();
  side_ = new QTabWidget(this);
  side_->setAccessibleName("Beside the charts");
  side_->setDocumentMode(true);
  side_->addTab(inject_, "I&nject");
  side_->addTab(verdict_, "&Result");
  auto* split = new QSplitter(Qt::Horizontal, this);
  split->setAccessibleName("Charts and what is beside them");
  split->addWidget(charts_);
  split->addWidget(side_);
  split->setStretchFactor(0, 1);
  split->setStretchFactor(1, 0);
  split->setSizes({900, 310});
  split->setChildrenCollapsible(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(transport_);
  column->addWidget(trouble_);
  column->addWidget(split, 1);
}

void RunPage::follow() {
  const RunSession& session = experiment_.session();
  const RunProgress& p = session.progress();
  if (session.data() && session.data() != shown_) {
    const bool fresh = !shown_;
    shown_ = session.data();
    charts_->show(shown_);
    if (fresh) Q_EMIT retitled();
  }
  if (session.outcome() != outcome_) {
    outcome_ = session.outcome();
    if (outcome_) {
      verdict_->show(outcome_);
      side_->setCurrentWidget(verdict_);
    }
  }
  if (!outcome_)
    verdict_->say(p.state == RunState::stopped ? "It was stopped before its end: no figures."
                                               : "Figures come when the run has ended.");
  trouble_->setVisible(p.state == RunState::failed);
  if (p.state == RunState::failed && state_ != RunState::failed) {
    trouble_->setText(problemsOf(session));
    Q_EMIT said(text(p.trouble));
  }
  state_ = p.state;
}

void RunPage::saveTraceTo(const QString& file) {
  const RunSoFar run = experiment_.session().soFar();
  if (!run.data) return;
  Q_EMIT said("writing " + file + " …");
  saver_->save(run, file, [this, file](const QString& wrong) {
    Q_EMIT said(wrong.isEmpty() ? "The trace is " + file : "The trace was not saved: " + wrong);
  });
}

bool RunPage::saveScenarioTo(const QString& file) {
  const auto prepared = experiment_.session().prepared();
  if (!prepared || !prepared->ready()) return false;
  const std::string scenario = experiment_.scenarioText(QFileInfo(file).absolutePath().toStdString());
  QSaveFile out(file);
  const bool done = out.open(QIODevice::WriteOnly) &&
                    out.write(scenario.data(), static_cast<qint64>(scenario.size())) >= 0 && out.commit();
  Q_EMIT said(done ? "The scenario is " + file : "The scenario was not saved: " + out.errorString());
  return done;
}

QString RunPage::fileLike(const char* ending) const { return QFileInfo(source()).completeBaseName() + ending; }

void RunPage::chooseTrace() {
  const QString file = QFileDialog::getSaveFileName(this, "Save trace", fileLike(".h5"), "Traces (*.h5)");
  if (!file.isEmpty()) saveTraceTo(file);
}

void RunPage::chooseScenario() {
  const QString file =
      QFileDialog::getSaveFileName(this, "Save scenario", fileLike("-as-run.yaml"), "Scenarios (*.yaml *.yml)");
  if (!file.isEmpty()) saveScenarioTo(file);
}

}  // namespace headroom::gui
