// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/highlighter.h"

#include "gui/charts/look.h"

#include <QRegularExpression>

namespace headroom::gui {
namespace {

int indentation(const QString& line) {
  int n = 0;
  while (n < line.size() && line[n] == ' ') ++n;
  return n;
}

bool isDelimiter(QChar c) { return QString("{}[],").contains(c); }

/// A number and its unit, or several: `1h30min`, `75 %`, `0.01 USD/GB`, `20:10`.
bool isNumber(const QString& word) {
  static const QRegularExpression pattern(
      "^[-+]?\\d[\\d.]*([eE][-+]?\\d+)?( "
      "?(%|[A-Za-z/µ]+(/[A-Za-z]+)?)(\\d[\\d.]*[a-z]+)*)?$|^\\d{1,2}:\\d\\d(:\\d\\d)?$|"
      "^\\d{4}-\\d\\d-\\d\\d(T.*)?$");
  return pattern.match(word).hasMatch();
}

bool isWord(const QString& word) {
  return QStringList{"true", "false", "null", "~", "unlimited", "peak"}.contains(word);
}

class Line {
 public:
  explicit Line(const QString& line) : line_(line) {}

  QList<TokenSpan> read(int& state) {
    while (at_ < line_.size()) {
      const QChar c = line_[at_];
      if (c == '#' && (at_ == 0 || line_[at_ - 1].isSpace())) {
        add(at_, line_.size(), Token::comment);
        break;
      }
      if (c.isSpace())
        ++at_;
      else if (isDelimiter(c) || (c == '-' && (at_ + 1 == line_.size() || line_[at_ + 1] == ' ')))
        mark();
      else if (c == '"' || c == '\'')
        quoted(c);
      else if ((c == '|' || c == '>') && afterColon_ && opensBlock())
        block(state);
      else
        plain();
    }
    return out_;
  }

 private:
  void add(qsizetype from, qsizetype until, Token token) {
    if (until > from) out_.append({static_cast<int>(from), static_cast<int>(until - from), token});
    at_ = until;
  }

  void mark() {
    if (line_[at_] == '{' || line_[at_] == '[') ++depth_;
    if (line_[at_] == '}' || line_[at_] == ']') --depth_;
    if (line_[at_] == '-') dashes_ = at_ + 2;
    add(at_, at_ + 1, Token::mark);
    afterColon_ = false;
  }

  bool isColon(qsizetype at) const {
    return at < line_.size() && line_[at] == ':' &&
           (at + 1 == line_.size() || line_[at + 1].isSpace() || isDelimiter(line_[at + 1]));
  }

  void colon() {
    add(at_, at_ + 1, Token::mark);
    afterColon_ = true;
  }

  void quoted(QChar quote) {
    qsizetype end = at_ + 1;
    while (end < line_.size() && line_[end] != quote) end += line_[end] == '\\' && quote == '"' ? 2 : 1;
    end = std::min(end + 1, line_.size());
    const bool key = !afterColon_ && isColon(end);
    add(at_, end, key ? Token::key : Token::text);
    if (key) colon();
    afterColon_ = key;
  }

  bool opensBlock() const {
    static const QRegularExpression pattern("^[|>][-+0-9]*\\s*(#.*)?$");
    return pattern.match(line_.mid(at_)).hasMatch();
  }

  void block(int& state) {
    state = std::max(indentation(line_), static_cast<int>(dashes_));
    add(at_, at_ + 1, Token::mark);
  }

  void plain() {
    qsizetype end = at_;
    while (end < line_.size()) {
      if (line_.mid(end, 2) == "${") {
        const qsizetype close = line_.indexOf('}', end);
        end = close < 0 ? line_.size() : close + 1;
        continue;
      }
      if (isColon(end) && !afterColon_) return key(end);
      if (line_[end] == '#' && line_[end - 1].isSpace()) break;
      if (isDelimiter(line_[end]) && depth_ > 0) break;
      ++end;
    }
    value(at_, end);
    at_ = std::max(end, at_ + 1);
    afterColon_ = false;
  }

  void key(qsizetype end) {
    add(at_, end, Token::key);
    colon();
  }

  void value(qsizetype from, qsizetype until) {
    static const QRegularExpression variable("\\$\\{[^}]*\\}?");
    const QString word = line_.mid(from, until - from).trimmed();
    const qsizetype end = from + word.size();
    auto it = variable.globalMatch(word);
    if (it.hasNext()) {
      while (it.hasNext()) {
        const auto match = it.next();
        add(from + match.capturedStart(), from + match.capturedEnd(), Token::variable);
      }
    } else if (isNumber(word)) {
      add(from, end, Token::number);
    } else if (isWord(word)) {
      add(from, end, Token::word);
    }
  }

  const QString& line_;
  QList<TokenSpan> out_;
  qsizetype at_ = 0, dashes_ = 0;
  int depth_ = 0;
  bool afterColon_ = false;
};

}  // namespace

QList<TokenSpan> tokensOf(const QString& line, int& state) {
  if (state >= 0 && (line.trimmed().isEmpty() || indentation(line) > state))
    return line.isEmpty() ? QList<TokenSpan>{} : QList<TokenSpan>{{0, static_cast<int>(line.size()), Token::text}};
  state = -1;
  return Line(line).read(state);
}

QColor colourOf(Token token, const QPalette& palette) {
  const bool dark = isDark(palette);
  switch (token) {
    case Token::key: return dark ? QColor(0x6C, 0xB6, 0xF0) : QColor(0x00, 0x5A, 0x9C);
    case Token::number: return dark ? QColor(0xF2, 0x9A, 0x62) : QColor(0xB3, 0x4A, 0x00);
    case Token::word: return dark ? QColor(0xF2, 0x9A, 0x62) : QColor(0xB3, 0x4A, 0x00);
    case Token::text: return dark ? QColor(0x5C, 0xC8, 0xA4) : QColor(0x00, 0x6B, 0x4F);
    case Token::variable: return dark ? QColor(0xDE, 0x9C, 0xC2) : QColor(0x96, 0x3E, 0x73);
    case Token::comment:
    case Token::mark: break;
  }
  return quietText(palette);
}

void Highlighter::highlightBlock(const QString& line) {
  int state = previousBlockState();
  for (const TokenSpan& t : tokensOf(line, state)) {
    QTextCharFormat format;
    format.setForeground(colourOf(t.token, palette_));
    if (t.token == Token::comment) format.setFontItalic(true);
    setFormat(t.from, t.length, format);
  }
  setCurrentBlockState(state);
}

}  // namespace headroom::gui
