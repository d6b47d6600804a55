// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/code_view.h"

#include "gui/charts/look.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QFontDatabase>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>
#include <QToolTip>

namespace headroom::gui {
namespace {

class Gutter : public QWidget {
 public:
  explicit Gutter(CodeView* view) : QWidget(view), view_(view) { setAccessibleName(CodeView::tr("Line numbers")); }
  QSize sizeHint() const override { return {view_->gutterWidth(), 0}; }

 protected:
  void paintEvent(QPaintEvent* event) override { view_->paintGutter(event, this); }

 private:
  CodeView* view_;
};

constexpr int blanksOfLevel = 2;  // blanks of one level

QColor tint(const QPalette& p, double share) {
  const QColor a = p.color(QPalette::Base), b = p.color(QPalette::WindowText);
  const auto mix = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
  return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

}  // namespace

int unitsAt(std::string_view utf8, std::size_t byte) {
  return static_cast<int>(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(std::min(byte, utf8.size()))).size());
}

CodeView::CodeView(QWidget* parent) : QPlainTextEdit(parent) {
  QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  if (font.pointSize() > 0) font.setPointSize(std::max(9, QPlainTextEdit::font().pointSize()));
  setFont(font);
  setLineWrapMode(NoWrap);
  setTabStopDistance(fontMetrics().horizontalAdvance(' ') * blanksOfLevel);
  setAccessibleName(tr("Scenario text"));
  setFrameShape(NoFrame);
  gutter_ = new Gutter(this);
  highlighter_ = new Highlighter(document(), palette());
  completer_ = new QCompleter(new QStandardItemModel(this), this);
  completer_->setWidget(this);
  completer_->setCompletionMode(QCompleter::PopupCompletion);
  completer_->popup()->setAccessibleName(tr("Completions"));
  connect(completer_, qOverload<const QModelIndex&>(&QCompleter::activated), this,
          [this](const QModelIndex& i) { choose(i.data(Qt::EditRole).toString()); });
  connect(this, &QPlainTextEdit::blockCountChanged, this, [this] { setViewportMargins(gutterWidth(), 0, 0, 0); });
  connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& r, int dy) {
    if (dy)
      gutter_->scroll(0, dy);
    else
      gutter_->update(0, r.y(), gutter_->width(), r.height());
  });
  connect(this, &QPlainTextEdit::cursorPositionChanged, this, &CodeView::decorate);
  setViewportMargins(gutterWidth(), 0, 0, 0);
  decorate();
}

// Not toPlainText(): that takes a no-break space for a space, and the file would change.
std::string CodeView::text() const {
  return document()->toRawText().replace(QChar::ParagraphSeparator, '\n').toStdString();
}

void CodeView::setText(const std::string& text) { setPlainText(QString::fromStdString(text)); }

std::size_t CodeView::byteAt(int position) const {
  const QString before = document()->toRawText().left(position).replace(QChar::ParagraphSeparator, '\n');
  return static_cast<std::size_t>(before.toUtf8().size());
}

std::size_t CodeView::cursor() const { return byteAt(textCursor().position()); }

QTextCursor CodeView::at(TextSpan span) const {
  const std::string all = text();
  QTextCursor c(document());
  c.setPosition(unitsAt(all, span.begin));
  c.setPosition(unitsAt(all, span.end), QTextCursor::KeepAnchor);
  return c;
}

void CodeView::goTo(std::size_t byte) {
  setTextCursor(at({byte, byte}));
  centerCursor();
  setFocus();
}

void CodeView::apply(const Edit& edit) {
  QTextCursor c = at(edit.span);
  c.insertText(QString::fromStdString(edit.with));
  setTextCursor(c);
}

void CodeView::setMarks(std::vector<Mark> marks) {
  marks_ = std::move(marks);
  decorate();
}

void CodeView::decorate() {
  QList<QTextEdit::ExtraSelection> all;
  QTextEdit::ExtraSelection line;
  line.format.setBackground(tint(palette(), 0.05));
  line.format.setProperty(QTextFormat::FullWidthSelection, true);
  line.cursor = textCursor();
  line.cursor.clearSelection();
  all.append(line);
  const std::string whole = marks_.empty() ? std::string() : text();
  for (const Mark& m : marks_) {
    QTextEdit::ExtraSelection s;
    s.cursor = QTextCursor(document());
    s.cursor.setPosition(std::min(unitsAt(whole, m.span.begin), document()->characterCount() - 1));
    s.cursor.setPosition(std::min(unitsAt(whole, m.span.end), document()->characterCount() - 1),
                         QTextCursor::KeepAnchor);
    s.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    s.format.setUnderlineColor(m.error ? faultColour(palette()) : QColor(0xE6, 0x9F, 0x00));
    all.append(s);
  }
  setExtraSelections(all);
  gutter_->update();
}

// ---- keys ----------------------------------------------------------------------------------------------------------

void CodeView::keyPressEvent(QKeyEvent* event) {
  if (completer_->popup()->isVisible()) {
    switch (event->key()) {
      case Qt::Key_Enter:
      case Qt::Key_Return:
      case Qt::Key_Escape:
      case Qt::Key_Tab: event->ignore(); return;  // the completer's
      default: break;
    }
  }
  const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
  if (event->key() == Qt::Key_Backtab) return shiftLines(-blanksOfLevel);
  if (event->key() == Qt::Key_Tab && plain) {
    if (textCursor().hasSelection()) return shiftLines(blanksOfLevel);
    const int column = textCursor().positionInBlock();
    return isReadOnly() ? void() : insertPlainText(QString(blanksOfLevel - column % blanksOfLevel, ' '));
  }
  if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && plain) return newLine();
  QPlainTextEdit::keyPressEvent(event);
  if (completer_->popup()->isVisible()) showCompletions();
}

/// As deep as the line before; one level deeper below a key without a value.
void CodeView::newLine() {
  if (isReadOnly()) return;
  const QString line = textCursor().block().text().left(textCursor().positionInBlock());
  qsizetype blanks = 0;
  while (blanks < line.size() && line[blanks] == ' ') ++blanks;
  QString words = line.trimmed();
  if (words.startsWith("- ")) {
    blanks += blanksOfLevel;
    words = words.mid(2);
  }
  if (words.endsWith(':') && !words.startsWith('#')) blanks += blanksOfLevel;
  insertPlainText("\n" + QString(blanks, ' '));
  ensureCursorVisible();
}

void CodeView::shiftLines(int by) {
  if (isReadOnly()) return;
  QTextCursor c = textCursor();
  const int last = document()->findBlock(c.selectionEnd() - (c.hasSelection() ? 1 : 0)).blockNumber();
  QTextBlock block = document()->findBlock(c.selectionStart());
  c.beginEditBlock();
  for (; block.isValid() && block.blockNumber() <= last; block = block.next()) {
    QTextCursor line(block);
    if (by > 0 && !block.text().isEmpty()) line.insertText(QString(by, ' '));
    for (int k = by; k < 0 && block.text().startsWith(' '); ++k) line.deleteChar();
  }
  c.endEditBlock();
}

/// All lines of the selection become comments, at the column of the outermost; if all are, none.
void CodeView::toggleComment() {
  if (isReadOnly()) return;
  QTextCursor c = textCursor();
  const int last = document()->findBlock(c.selectionEnd() - (c.hasSelection() ? 1 : 0)).blockNumber();
  const QTextBlock first = document()->findBlock(c.selectionStart());
  bool all = true;
  qsizetype column = 1000;
  for (QTextBlock b = first; b.isValid() && b.blockNumber() <= last; b = b.next()) {
    if (b.text().trimmed().isEmpty()) continue;
    all = all && b.text().trimmed().startsWith('#');
    qsizetype blanks = 0;
    while (b.text()[blanks] == ' ') ++blanks;
    column = std::min(column, blanks);
  }
  c.beginEditBlock();
  for (QTextBlock b = first; b.isValid() && b.blockNumber() <= last; b = b.next()) {
    if (b.text().trimmed().isEmpty()) continue;
    QTextCursor line(b);
    if (!all) {
      line.setPosition(b.position() + static_cast<int>(column));
      line.insertText("# ");
      continue;
    }
    line.setPosition(b.position() + static_cast<int>(b.text().indexOf('#')));
    line.deleteChar();
    if (b.text().mid(line.positionInBlock()).startsWith(' ')) line.deleteChar();
  }
  c.endEditBlock();
}

void CodeView::showCompletions() {
  if (isReadOnly() || !complete) return;
  completedText_ = text();
  const Completions found = complete(completedText_, cursor());
  completed_ = found.word;
  auto* model = static_cast<QStandardItemModel*>(completer_->model());
  model->clear();
  for (const auto& [word, sentence] : found.choices) {
    auto* item = new QStandardItem(word);
    item->setToolTip(sentence);
    item->setData(sentence, Qt::AccessibleDescriptionRole);
    model->appendRow(item);
  }
  const auto length = std::min(cursor(), found.word.end) - std::min(cursor(), found.word.begin);
  completer_->setCompletionPrefix(QString::fromStdString(completedText_.substr(found.word.begin, length)));
  if (completer_->completionCount() == 0) return completer_->popup()->hide();
  QRect where = cursorRect();
  where.translate(viewport()->x(), 0);
  where.setWidth(completer_->popup()->sizeHintForColumn(0) +
                 completer_->popup()->verticalScrollBar()->sizeHint().width() + 16);
  completer_->complete(where);
  completer_->popup()->setCurrentIndex(completer_->completionModel()->index(0, 0));
}

void CodeView::choose(const QString& word) {
  if (text() == completedText_) apply({completed_, word.toStdString()});
}

bool CodeView::findNext(const QString& words, bool backward) {
  if (words.isEmpty()) return false;
  const auto flags = backward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
  QTextCursor found = document()->find(words, textCursor(), flags);
  if (found.isNull()) {
    QTextCursor end(document());
    if (backward) end.movePosition(QTextCursor::End);
    found = document()->find(words, end, flags);
  }
  if (found.isNull()) return false;
  setTextCursor(found);
  centerCursor();
  return true;
}

// ---- what is seen --------------------------------------------------------------------------------------------------

QString CodeView::tipAt(const QPoint& where) const {
  const std::size_t byte = byteAt(cursorForPosition(where).position());
  for (const Mark& m : marks_)
    if (m.span.holds(byte)) return m.tip;
  return hintAt ? hintAt(byte) : QString();
}

bool CodeView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QPlainTextEdit::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QString tip = tipAt(viewport()->mapFrom(this, help->pos()));
  if (tip.isEmpty())
    QToolTip::hideText();
  else
    QToolTip::showText(help->globalPos(), tip, this);
  return true;
}

void CodeView::changeEvent(QEvent* event) {
  QPlainTextEdit::changeEvent(event);
  if (event->type() != QEvent::PaletteChange || !gutter_) return;
  highlighter_->setPalette(palette());
  decorate();
}

void CodeView::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  const QRect r = contentsRect();
  gutter_->setGeometry(r.left(), r.top(), gutterWidth(), r.height());
}

int CodeView::gutterWidth() const {
  const auto digits = QString::number(std::max(1, blockCount())).size();
  return 16 + fontMetrics().horizontalAdvance('9') * static_cast<int>(std::max<qsizetype>(digits, 2));
}

void CodeView::paintGutter(QPaintEvent* event, QWidget* gutter) {
  QPainter painter(gutter);
  painter.fillRect(event->rect(), tint(palette(), 0.03));
  painter.setFont(font());
  const int now = textCursor().blockNumber();
  for (QTextBlock b = firstVisibleBlock(); b.isValid(); b = b.next()) {
    const QRectF r = blockBoundingGeometry(b).translated(contentOffset());
    if (r.top() > event->rect().bottom()) break;
    painter.setPen(b.blockNumber() == now ? palette().color(QPalette::WindowText) : quietText(palette()));
    painter.drawText(QRectF(0, r.top(), gutter->width() - 8, fontMetrics().height()), Qt::AlignRight,
                     QString::number(b.blockNumber() + 1));
  }
}

}  // namespace headroom::gui
