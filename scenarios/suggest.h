/// "Did you mean …?": the nearest of some words, if it is near enough to be a slip of the fingers.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom {

/// Edits (insert, delete, replace, swap neighbours) that lead from one word to the other; O(length²).
std::size_t editDistance(std::string_view a, std::string_view b);

/// The nearest word within max(1, length/3) edits; empty: none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& words);

/// What to do about a mistake: in words, and what may be written in place of all that stands there.
struct Hint {
  Hint(std::string w = {}, std::vector<std::string> i = {}) : words(std::move(w)), instead(std::move(i)) {}
  Hint(const char* w) : words(w) {}
  operator const std::string&() const { return words; }
  bool empty() const { return words.empty(); }

  std::string words;
  std::vector<std::string> instead;
};

/// "did you mean `85 %`?"; "write `40s` or `40min`".
Hint meant(const std::string& instead);
Hint toWrite(std::vector<std::string> instead);

/// "did you mean `cooldown`?", or empty.
Hint didYouMean(std::string_view word, const std::vector<std::string>& words);

/// "a, b, c", for a message; at most `most`, then "…".
std::string listed(const std::vector<std::string>& words, std::size_t most = 12);

}  // namespace headroom
