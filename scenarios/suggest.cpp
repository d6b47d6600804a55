#include "scenarios/suggest.h"

#include <algorithm>

namespace headroom {

// Optimal string alignment, three rows kept.
std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& words) {
  if (word.size() > 64) return {};
  std::string plain(word);  // Max-Size, maxSize and max size are all max_size to their writer
  std::string lower;
  for (const char c : plain) {
    if (c >= 'A' && c <= 'Z') {
      if (!lower.empty() && lower.back() != '_') lower += '_';
      lower += static_cast<char>(c - 'A' + 'a');
    } else {
      lower += c == '-' || c == ' ' ? '_' : c;
    }
  }
  std::string best;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const auto& w : words) {
    const std::size_t d = std::min(editDistance(word, w), lower == w ? 0 : editDistance(lower, w));
    if (d < least && d < w.size()) {
      least = d;
      best = w;
    }
  }
  return best;
}

Hint meant(const std::string& instead) { return {"did you mean `" + instead + "`?", {instead}}; }

Hint toWrite(std::vector<std::string> instead) {
  std::string words = "write";
  for (const std::string& one : instead)
    words += (&one == instead.data() ? " `" : &one == &instead.back() ? " or `" : ", `") + one + "`";
  return {std::move(words), std::move(instead)};
}

Hint didYouMean(std::string_view word, const std::vector<std::string>& words) {
  const std::string n = nearest(word, words);
  return n.empty() ? Hint() : meant(n);
}

std::string listed(const std::vector<std::string>& words, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < words.size() && i < most; ++i) out += (i ? ", " : "") + words[i];
  return words.size() > most ? out + ", …" : out;
}

}  // namespace headroom
