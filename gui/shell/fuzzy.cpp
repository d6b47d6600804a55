// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/fuzzy.h"

#include <algorithm>
#include <vector>

namespace headroom::gui {
namespace {

constexpr int impossible = -1'000'000, besideLast = 9, beginsWord = 8, anywhere = 1;

int worth(const QString& text, qsizetype at, bool beside) {
  const bool begins = at == 0 || !text[at - 1].isLetterOrNumber() || (text[at].isUpper() && text[at - 1].isLower());
  return beside ? besideLast : begins ? beginsWord : anywhere;
}

}  // namespace

std::optional<int> fuzzyScore(const QString& typed, const QString& text) {
  QString wanted = typed.toCaseFolded();
  wanted.remove(' ');
  const auto n = static_cast<std::size_t>(text.size());
  // best[i]: of the letters so far, the last of them at text[i - 1]; best[0]: none of them yet.
  std::vector<int> best(n + 1, impossible);
  best[0] = 0;
  for (const QChar letter : wanted) {
    std::vector<int> next(n + 1, impossible);
    int before = best[0];  // the best that ends left of text[i - 1], not beside it
    for (std::size_t i = 1; i <= n; ++i) {
      const auto at = static_cast<qsizetype>(i) - 1;
      if (text[at].toCaseFolded() == letter)
        next[i] = std::max(before + worth(text, at, false), best[i - 1] + worth(text, at, i > 1));
      before = std::max(before, best[i - 1]);
    }
    best = std::move(next);
  }
  const int score = *std::max_element(best.begin(), best.end());
  if (score < 0) return std::nullopt;
  return score * 100 - static_cast<int>(text.size());
}

}  // namespace headroom::gui
