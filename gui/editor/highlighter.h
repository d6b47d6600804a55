// SPDX-License-Identifier: GPL-3.0-or-later
/// Colours of a scenario's text: keys, numbers with their units, texts, variables, comments. Line by line; a block
/// scalar's lines know it from the line before. Left out: quoted texts over several lines.
#pragma once

#include <QPalette>
#include <QSyntaxHighlighter>

namespace headroom::gui {

/// What a part of a line is.
enum class Token { key, number, word, text, variable, comment, mark };

struct TokenSpan {
  int from = 0, length = 0;
  Token token{};
  bool operator==(const TokenSpan&) const = default;
};

/// `state`: of the line before, then of this one. −1: plain; n ≥ 0: in a block scalar below a key at column n.
QList<TokenSpan> tokensOf(const QString& line, int& state);
QColor colourOf(Token, const QPalette&);

class Highlighter : public QSyntaxHighlighter {
  Q_OBJECT

 public:
  Highlighter(QTextDocument* document, const QPalette& palette) : QSyntaxHighlighter(document), palette_(palette) {}
  void setPalette(const QPalette& palette) {
    palette_ = palette;
    rehighlight();
  }

 protected:
  void highlightBlock(const QString& line) override;

 private:
  QPalette palette_;
};

}  // namespace headroom::gui
