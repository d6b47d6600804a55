// SPDX-License-Identifier: GPL-3.0-or-later
/// A scenario's text under the cursor: line numbers, the current line, marks under what is wrong, keys that know YAML's
/// indentation. Knows nothing of what the text means: hints and completions are asked for.
///
/// Texts go in and out as UTF-8; positions of edits are bytes of that. Every edit is one step of undo.
#pragma once

#include "gui/editor/highlighter.h"
#include "gui/editor/span_edit.h"

#include <functional>
#include <string>
#include <vector>

#include <QCompleter>
#include <QPlainTextEdit>

namespace headroom::gui {

class CodeView : public QPlainTextEdit {
  Q_OBJECT

 public:
  struct Mark {
    TextSpan span;
    bool error = true;
    QString tip;
  };
  struct Completions {
    TextSpan word;                           // what a choice replaces
    QList<QPair<QString, QString>> choices;  // the text, and a sentence
  };

  explicit CodeView(QWidget* parent = nullptr);

  std::string text() const;
  void setText(const std::string&);
  std::size_t cursor() const;
  void goTo(std::size_t byte);
  void apply(const Edit&);
  void setMarks(std::vector<Mark>);
  /// What is said of a place of the text, beside the marks' tips.
  std::function<QString(std::size_t)> hintAt;
  /// What could stand at the cursor.
  std::function<Completions(const std::string& text, std::size_t cursor)> complete;

  void toggleComment();
  void showCompletions();
  QCompleter* completer() const { return completer_; }
  /// Goes to where the words stand next, beyond the end from the begin; false: they stand nowhere.
  bool findNext(const QString& words, bool backward = false);
  QString tipAt(const QPoint& inViewport) const;

  int gutterWidth() const;
  void paintGutter(QPaintEvent*, QWidget*);

 protected:
  bool event(QEvent*) override;
  void changeEvent(QEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void resizeEvent(QResizeEvent*) override;

 private:
  void decorate();
  void newLine();
  void shiftLines(int by);
  void choose(const QString&);
  QTextCursor at(TextSpan) const;
  std::size_t byteAt(int position) const;

  QWidget* gutter_;
  Highlighter* highlighter_;
  QCompleter* completer_;
  std::vector<Mark> marks_;
  TextSpan completed_;
  std::string completedText_;
};

/// Between bytes of a text in UTF-8 and the units Qt counts.
int unitsAt(std::string_view utf8, std::size_t byte);

}  // namespace headroom::gui
