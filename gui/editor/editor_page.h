// SPDX-License-Identifier: GPL-3.0-or-later
/// A scenario being edited: its text, what is wrong with it, a form over the same text, and numbers as sliders.
///
/// The text is the one truth: the form and the quick fixes change it in place, and every change is one step of undo.
/// It is read by the loader of the command line 80 ms after the last key, in a thread of its own.
#pragma once

#include "gui/editor/banner.h"
#include "gui/editor/code_view.h"
#include "gui/editor/find_bar.h"
#include "gui/editor/form_view.h"
#include "gui/editor/pin_panel.h"
#include "gui/editor/problems.h"
#include "gui/editor/quick_fix.h"
#include "gui/editor/scenario_file.h"
#include "gui/editor/text_check.h"
#include "gui/editor/topology_view.h"
#include "gui/page.h"

#include <functional>

#include <QFileSystemWatcher>
#include <QSplitter>
#include <QTimer>
#include <QToolBar>
#include <QTreeView>

namespace headroom::gui {

class EditorPage : public Page {
  Q_OBJECT

 public:
  explicit EditorPage(QWidget* parent = nullptr);
  ~EditorPage() override;

  /// A file, or the name of a library scenario. False, and it says why, if there is nothing to read.
  bool open(const QString& fileOrName);
  /// A text that has no file yet.
  void startWith(const std::string& text);
  bool saveTo(const QString& path);

  QString title() const override;
  QString source() const override { return file_.name(); }
  bool mayClose() override;
  /// The newest text has not been read yet.
  bool busy() const override { return !checked_ || checked_->revision != revision_; }

  CodeView& code() { return *code_; }
  Problems& problems() { return problems_; }
  FormView& form() { return *form_; }
  PinPanel& pins() { return *pins_; }
  TopologyView& topology() { return *topology_; }
  /// Of the newest text that was read; null: none yet.
  const CheckedText& checked() const { return checked_; }
  QString notice() const { return banner_->sentence(); }
  /// `headroom run FILE --set …`, as a shell reads it.
  QString command() const;

 Q_SIGNALS:
  /// A sound scenario is to be run, with what the sliders say.
  void runRequested(const headroom::Loaded&);
  /// The text, or what is known of it, has changed.
  void rechecked();

 private:
  void makeActions();
  QAction* addVerb(const char* name, const QString& text, const QString& tip, const QKeySequence&, const char* menu,
                   void (EditorPage::*)());
  QWidget* makeProblems();
  void textChanged();
  void recheck();
  void present(const CheckedText&);
  /// The newest text is read now, if it is not yet.
  const CheckedText& checkedNow();
  std::string fileName() const;
  void watch();
  void diskChanged();
  void reload();
  void askWhereReadOnly();

  void save();
  void saveAs();
  void check();
  void run();
  void copyCommand();
  void undo() { code_->undo(); }
  void redo() { code_->redo(); }
  void find() { find_->open(); }
  void comment() { code_->toggleComment(); }
  void completeHere() { code_->showCompletions(); }
  void nextProblem() { stepProblem(1); }
  void previousProblem() { stepProblem(-1); }
  void stepProblem(int by);
  void jumpTo(int row);
  void quickFix();
  void setValue(const QString& path, const QString& value);
  void setDefault(const QString& path);
  void addPart(const QString& path, const QString& kind);
  void removePart(const QString& path);
  using Changing = std::function<std::optional<Edit>(const Checked&, std::string& trouble)>;
  /// Makes one change of the text for the field at `path`, or says what stands in its way.
  void change(const QString& path, const Changing&);
  void setKind(const QString& path, const QString& kind);
  void offerParts() { form_->offerParts(); }
  void toggleTopology() { topology_->setVisible(!topology_->isVisible()); }
  void removeChosen() { form_->removeChosen(); }
  void goToField(const QString& path);
  void pinAtCursor();
  void setPinned(const QString& path, bool on);
  void writePins();

  ScenarioFile file_;
  std::uint64_t revision_ = 1;
  CheckedText checked_;
  TextCheck check_;
  QTimer pause_;
  QFileSystemWatcher watcher_;
  Problems problems_;
  QToolBar* bar_;
  Banner* banner_;
  CodeView* code_;
  FindBar* find_;
  QTreeView* list_;
  FormView* form_;
  PinPanel* pins_;
  TopologyView* topology_;
  QLabel* verdict_;
  QSplitter *left_, *right_, *whole_;
};

}  // namespace headroom::gui
