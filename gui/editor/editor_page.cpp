// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/editor_page.h"

#include "analysis/text/escape.h"
#include "gui/editor/assist.h"
#include "scenarios/render_issues.h"

#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QMenu>
#include <QMessageBox>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

constexpr int pauseMs = 80;  // after the last key; with the load of a scenario of the library well below 200 ms

}  // namespace

EditorPage::EditorPage(QWidget* parent) : Page(parent) {
  setAccessibleName(tr("Scenario editor"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(bar_ = new QToolBar);
  bar_->setAccessibleName(tr("Scenario"));
  column->addWidget(banner_ = new Banner);
  code_ = new CodeView;
  find_ = new FindBar(code_);
  auto* text = new QWidget;
  auto* textColumn = new QVBoxLayout(text);
  textColumn->setContentsMargins(0, 0, 0, 0);
  textColumn->setSpacing(0);
  textColumn->addWidget(code_, 1);
  textColumn->addWidget(find_);
  left_ = new QSplitter(Qt::Vertical);
  left_->addWidget(text);
  left_->addWidget(makeProblems());
  left_->setStretchFactor(0, 1);
  left_->setSizes({600, 130});
  whole_ = new QSplitter(Qt::Horizontal);
  whole_->addWidget(left_);
  right_ = new QSplitter(Qt::Vertical);
  right_->addWidget(topology_ = new TopologyView);
  right_->addWidget(form_ = new FormView);
  right_->addWidget(pins_ = new PinPanel);
  right_->setStretchFactor(1, 1);
  right_->setSizes({150, 380, 320});
  pins_->hide();
  whole_->addWidget(right_);
  whole_->setStretchFactor(0, 3);
  whole_->setStretchFactor(1, 2);
  whole_->setSizes({660, 440});
  column->addWidget(whole_, 1);
  setFocusProxy(code_);
  makeActions();

  pause_.setSingleShot(true);
  pause_.setInterval(pauseMs);
  connect(&pause_, &QTimer::timeout, this, &EditorPage::recheck);
  connect(code_->document(), &QTextDocument::contentsChanged, this, &EditorPage::textChanged);
  connect(code_->document(), &QTextDocument::modificationChanged, this, &Page::retitled);
  connect(&check_, &TextCheck::done, this, [this](const CheckedText& c) {
    if (c->revision == revision_) present(c);
  });
  connect(&form_->model(), &FormModel::valueWished, this, &EditorPage::setValue);
  connect(form_, &FormView::defaultWished, this, &EditorPage::setDefault);
  connect(form_, &FormView::partWished, this, &EditorPage::addPart);
  connect(form_, &FormView::removalWished, this, &EditorPage::removePart);
  connect(&form_->model(), &FormModel::kindWished, this, &EditorPage::setKind);
  connect(topology_, &TopologyView::chosen, this, [this](const QString& path) {
    form_->tree().setCurrentIndex(form_->reveal(path.toStdString()));
    goToField(path);
  });
  connect(form_, &FormView::textWished, this, &EditorPage::goToField);
  connect(&form_->model(), &FormModel::pinWished, this, &EditorPage::setPinned);
  form_->model().pinnable = [](const FormField& f) { return scaleOf(f).has_value(); };
  connect(pins_, &PinPanel::unpinned, this, [this](const QString& path) { setPinned(path, false); });
  connect(pins_, &PinPanel::writeWished, this, &EditorPage::writePins);
  code_->hintAt = [this](std::size_t byte) { return QString::fromStdString(explanationAt(code_->text(), byte)); };
  code_->complete = [](const std::string& all, std::size_t cursor) {
    const CompletionsHere here = completionsAt(all, cursor);
    CodeView::Completions found{here.word, {}};
    for (const Completion& c : here.choices)
      found.choices.append({QString::fromStdString(c.text), QString::fromStdString(c.sentence)});
    return found;
  };
  connect(&watcher_, &QFileSystemWatcher::fileChanged, this, &EditorPage::diskChanged);
}

/// Its parts go after it and say so: to nobody.
EditorPage::~EditorPage() {
  form_->model().disconnect(this);
  pins_->disconnect(this);
  code_->disconnect(this);
  code_->document()->disconnect(this);
}

QWidget* EditorPage::makeProblems() {
  list_ = new QTreeView;
  list_->setModel(&problems_);
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setFrameShape(QFrame::NoFrame);
  list_->setAccessibleName(tr("Problems"));
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(Problems::what, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(Problems::wanted, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(Problems::place, QHeaderView::ResizeToContents);
  connect(list_, &QTreeView::clicked, this, [this](const QModelIndex& i) { jumpTo(i.row()); });
  connect(list_, &QTreeView::activated, this, [this](const QModelIndex& i) { jumpTo(i.row()); });
  return list_;
}

QAction* EditorPage::addVerb(const char* name, const QString& text, const QString& tip, const QKeySequence& keys,
                             const char* menu, void (EditorPage::*does)()) {
  auto* action = new QAction(text, this);
  action->setObjectName(name);
  action->setStatusTip(tip);
  action->setToolTip(keys.isEmpty() ? tip : tip + " (" + keys.toString(QKeySequence::NativeText) + ")");
  action->setShortcut(keys);
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  action->setProperty("menu", menu);
  connect(action, &QAction::triggered, this, does);
  addAction(action);
  return action;
}

void EditorPage::makeActions() {
  using P = EditorPage;
  auto* run = addVerb("editor.run", tr("&Run"), tr("Run this scenario"), QKeySequence("Ctrl+R"), "Run", &P::run);
  addVerb("editor.check", tr("&Check"), tr("Read the text again, and go to its first problem"), QKeySequence("F7"),
          "Run", &P::check);
  auto* save = addVerb("editor.save", tr("&Save"), tr("Save the scenario"), QKeySequence("Ctrl+S"), "File", &P::save);
  auto* saveAs = addVerb("editor.save-as", tr("Save &as…"), tr("Save the scenario under another name"),
                         QKeySequence("Ctrl+Shift+S"), "File", &P::saveAs);
  auto* copy =
      addVerb("editor.copy-command", tr("Copy as co&mmand"), tr("Copy the `headroom run` line that does the same"),
              QKeySequence("Ctrl+Shift+C"), "File", &P::copyCommand);
  auto* undo = addVerb("edit.undo", tr("&Undo"), tr("Undo the last change"), QKeySequence("Ctrl+Z"), "Edit", &P::undo);
  auto* redo =
      addVerb("edit.redo", tr("Re&do"), tr("Do again what was undone"), QKeySequence("Ctrl+Shift+Z"), "Edit", &P::redo);
  addVerb("edit.find", tr("&Find"), tr("Find words in the text"), QKeySequence("Ctrl+F"), "Edit", &P::find);
  addVerb("edit.comment", tr("&Comment"), tr("Make lines comments, or no longer"), QKeySequence("Ctrl+/"), "Edit",
          &P::comment);
  addVerb("edit.complete", tr("Com&plete"), tr("What could stand here"), QKeySequence("Ctrl+Space"), "Edit",
          &P::completeHere);
  addVerb("edit.pin", tr("Sli&der"), tr("Make the number at the cursor a slider, or no longer"), QKeySequence("Ctrl+P"),
          "Edit", &P::pinAtCursor);
  addVerb("edit.add-part", tr("Add pa&rt"), tr("One more service, zone, fault, policy …, in the form"),
          QKeySequence("Alt+Ins"), "Edit", &P::offerParts);
  addVerb("edit.remove-part", tr("Remove par&t"), tr("Takes the part away that is chosen in the form"),
          QKeySequence("Alt+Del"), "Edit", &P::removeChosen);
  addVerb("editor.topology", tr("&Picture of it"), tr("Shows or hides what the scenario is made of"),
          QKeySequence("F6"), "View", &P::toggleTopology);
  addVerb("edit.quick-fix", tr("&Quick fix"), tr("What the problem at the cursor offers"), QKeySequence("Alt+Return"),
          "Edit", &P::quickFix);
  addVerb("edit.next-problem", tr("&Next problem"), tr("Go to the next problem"), QKeySequence("F8"), "Edit",
          &P::nextProblem);
  addVerb("edit.previous-problem", tr("Pre&vious problem"), tr("Go to the problem before"), QKeySequence("Shift+F8"),
          "Edit", &P::previousProblem);
  undo->setEnabled(false);
  redo->setEnabled(false);
  connect(code_, &QPlainTextEdit::undoAvailable, undo, &QAction::setEnabled);
  connect(code_, &QPlainTextEdit::redoAvailable, redo, &QAction::setEnabled);
  bar_->setToolButtonStyle(Qt::ToolButtonTextOnly);
  for (QAction* a : {run, save, saveAs, undo, redo, copy}) bar_->addAction(a);
  bar_->insertSeparator(save);
  bar_->insertSeparator(undo);
  bar_->insertSeparator(copy);
  auto* spring = new QWidget;
  spring->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  bar_->addWidget(spring);
  bar_->addWidget(verdict_ = new QLabel);
  verdict_->setAccessibleName(tr("Verdict of the check"));
  verdict_->setContentsMargins(8, 0, 10, 0);
}

// ---- the file ------------------------------------------------------------------------------------------------------

bool EditorPage::open(const QString& fileOrName) {
  const QString wrong = file_.open(fileOrName);
  if (!wrong.isEmpty()) {
    Q_EMIT said(wrong);
    banner_->say(wrong, {});
    return false;
  }
  reload();
  return true;
}

void EditorPage::startWith(const std::string& text) {
  code_->setText(text);
  code_->document()->setModified(true);
  recheck();
}

void EditorPage::reload() {
  code_->setText(file_.text());
  code_->document()->setModified(false);
  code_->setReadOnly(file_.isReadOnly());
  banner_->say({}, {});
  askWhereReadOnly();
  watch();
  Q_EMIT retitled();
  recheck();
}

void EditorPage::askWhereReadOnly() {
  if (file_.isReadOnly())
    banner_->say(tr("A scenario of the library: it can be run and tried with sliders; to change it, save it as a file "
                    "of yours."),
                 {{tr("Save &as…"), [this] { saveAs(); }}});
}

void EditorPage::watch() {
  if (!watcher_.files().isEmpty()) watcher_.removePaths(watcher_.files());
  if (!file_.path().isEmpty()) watcher_.addPath(file_.path());
}

void EditorPage::diskChanged() {
  watch();  // a file that was replaced is no longer watched
  if (!file_.changedOnDisk()) return;
  const bool there = QFileInfo::exists(file_.path());
  std::vector<Banner::Choice> choices{{tr("&Keep mine"), [this] {
                                         file_.acceptDisk();
                                         code_->document()->setModified(true);
                                         banner_->say({}, {});
                                       }}};
  if (there) choices.insert(choices.begin(), {tr("&Load it"), [this] { open(file_.name()); }});
  banner_->say(there ? tr("Another program has changed this file.") : tr("This file is no longer there."), choices);
}

bool EditorPage::saveTo(const QString& path) {
  const QString wrong = file_.save(path, code_->text());
  if (!wrong.isEmpty()) {
    Q_EMIT said(wrong);
    banner_->say(wrong, {});
    return false;
  }
  code_->document()->setModified(false);
  code_->setReadOnly(false);
  banner_->say({}, {});
  watch();
  Q_EMIT retitled();
  Q_EMIT said(tr("Saved %1").arg(path));
  recheck();  // relative paths may lead elsewhere now
  return true;
}

void EditorPage::save() {
  if (file_.path().isEmpty() || file_.isReadOnly()) return saveAs();
  if (file_.changedOnDisk() && QFileInfo::exists(file_.path())) return diskChanged();
  saveTo(file_.path());
}

void EditorPage::saveAs() {
  const QString start = file_.isReadOnly() ? QFileInfo(file_.path()).fileName() : file_.path();
  const QString path =
      QFileDialog::getSaveFileName(this, tr("Save the scenario"), start, tr("Scenarios (*.yaml *.yml)"));
  if (!path.isEmpty()) saveTo(path);
}

QString EditorPage::title() const {
  const QString name = file_.path().isEmpty() ? tr("New scenario") : QFileInfo(file_.path()).fileName();
  return code_->document()->isModified() ? name + "*" : name;
}

bool EditorPage::mayClose() {
  if (!code_->document()->isModified()) return true;
  const auto answer =
      QMessageBox::question(this, tr("Headroom"), tr("%1 has changes that are not saved.").arg(title().chopped(1)),
                            QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
  if (answer == QMessageBox::Save) save();
  return answer == QMessageBox::Discard || !code_->document()->isModified();
}

std::string EditorPage::fileName() const {
  return file_.path().isEmpty() ? "scenario.yaml" : QDir::cleanPath(file_.path()).toStdString();
}

// ---- what is wrong -------------------------------------------------------------------------------------------------

void EditorPage::textChanged() {
  ++revision_;
  pause_.start();
}

void EditorPage::recheck() {
  pause_.stop();
  check_.ask(code_->text(), fileName(), revision_);
}

const CheckedText& EditorPage::checkedNow() {
  if (!checked_ || checked_->revision != revision_ || checked_->file != fileName())
    present(checkText(code_->text(), fileName(), revision_));
  return checked_;
}

void EditorPage::present(const CheckedText& checked) {
  checked_ = checked;
  problems_.show(checked);
  std::vector<CodeView::Mark> marks;
  for (int i = 0; i < problems_.rowCount() && i < 200; ++i) {
    const Issue& issue = problems_.issue(i);
    const TextSpan span = spanOf(checked->text, checked->file, issue);
    const QString tip = problems_.index(i, 0).data(Qt::ToolTipRole).toString();
    if (span.size() > 0) marks.push_back({span, issue.severity == Issue::Severity::error, tip});
  }
  code_->setMarks(std::move(marks));
  form_->setReadOnly(code_->isReadOnly());
  form_->present(*checked);
  if (checked->spec) topology_->show(*checked->spec);
  pins_->follow(*checked, *form_->model().root());
  verdict_->setText(problems_.summary());
  findChild<QAction*>("editor.run")->setEnabled(checked->loaded.ok());
  Q_EMIT rechecked();
}

void EditorPage::jumpTo(int row) {
  const Issue& issue = problems_.issue(row);
  list_->setCurrentIndex(problems_.index(row, 0));
  if (issue.place.file != checked_->file) return Q_EMIT said(QString::fromStdString(issueLine(issue)));
  const std::size_t at = offsetOf(checked_->text, issue.place);
  if (at != std::string::npos) code_->goTo(at);
}

void EditorPage::stepProblem(int by) {
  checkedNow();
  const int n = problems_.rowCount();
  if (n == 0) return Q_EMIT said(tr("No problems"));
  const Place here = placeOf(checked_->text, code_->cursor());
  const auto after = [&](int row) {
    const Place& p = problems_.issue(row).place;
    return std::pair(p.line, p.column) > std::pair(here.line, here.column);
  };
  const auto before = [&](int row) {
    const Place& p = problems_.issue(row).place;
    return std::pair(p.line, p.column) < std::pair(here.line, here.column);
  };
  int row = by > 0 ? 0 : n - 1;
  while (row >= 0 && row < n && !(by > 0 ? after(row) : before(row))) row += by;
  jumpTo(row < 0 ? n - 1 : row >= n ? 0 : row);
}

void EditorPage::check() {
  checkedNow();
  Q_EMIT said(problems_.summary());
  if (problems_.rowCount() > 0) jumpTo(0);
}

/// One fix is done at once; of several a menu asks which.
void EditorPage::quickFix() {
  if (code_->isReadOnly()) return Q_EMIT said(tr("This scenario is read only"));
  checkedNow();
  const Place here = placeOf(checked_->text, code_->cursor());
  std::vector<QuickFix> fixes;
  for (int i = 0; i < problems_.rowCount(); ++i) {
    const Issue& issue = problems_.issue(i);
    const bool under = spanOf(checked_->text, checked_->file, issue).holds(code_->cursor());
    const bool chosen = list_->hasFocus() && list_->currentIndex().row() == i;
    if (!(list_->hasFocus() ? chosen : under || (fixes.empty() && issue.place.line == here.line))) continue;
    auto more = quickFixes(checked_->text, checked_->file, issue);
    if (under) fixes.clear();
    fixes.insert(fixes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    if (under && !fixes.empty()) break;
  }
  if (fixes.empty()) return Q_EMIT said(tr("Nothing is offered here"));
  if (fixes.size() == 1) return code_->apply(fixes[0].edit);
  auto* menu = new QMenu(this);
  menu->setAccessibleName(tr("Quick fixes"));
  menu->setObjectName("quick-fixes");
  menu->setAttribute(Qt::WA_DeleteOnClose);
  for (const QuickFix& fix : fixes)
    connect(menu->addAction(QString::fromStdString(fix.label)), &QAction::triggered, this,
            [this, edit = fix.edit] { code_->apply(edit); });
  menu->setActiveAction(menu->actions().first());
  menu->popup(code_->viewport()->mapToGlobal(code_->cursorRect().bottomLeft()));
}

// ---- running -------------------------------------------------------------------------------------------------------

void EditorPage::run() {
  const CheckedText now = checkedNow();
  if (!now->loaded.ok()) {
    Q_EMIT said(problems_.summary());
    return jumpTo(0);
  }
  if (pins_->sets().empty()) return Q_EMIT runRequested(now->loaded);
  LoadOptions options;
  options.sets = pins_->sets();
  const Loaded moved = loadText(now->text, now->file, options);
  if (moved.ok()) return Q_EMIT runRequested(moved);
  Q_EMIT said(tr("With the sliders: %1").arg(QString::fromStdString(moved.issues.front().what)));
}

QString EditorPage::command() const {
  const QString file = file_.name().isEmpty() ? QString("scenario.yaml") : file_.name();
  std::string line = "headroom run " + shellWord(file.toStdString());
  for (const std::string& set : pins_->sets()) line += " --set " + shellWord(set);
  return QString::fromStdString(line);
}

void EditorPage::copyCommand() {
  QApplication::clipboard()->setText(command());
  Q_EMIT said(code_->document()->isModified() ? tr("Copied; save the text first, the command reads the file")
                                              : tr("Copied: %1").arg(command()));
}

}  // namespace headroom::gui
