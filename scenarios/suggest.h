/// "Did you mean …?": the nearest of some words, if it is near enough to be a slip of the fingers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// Edits (insert, delete, replace, swap neighbours) that lead from one word to the other; O(length²).
std::size_t editDistance(std::string_view a, std::string_view b);

/// The nearest word within max(1, length/3) edits; empty: none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& words);

/// "did you mean `cooldown`?", or empty.
std::string didYouMean(std::string_view word, const std::vector<std::string>& words);

/// "a, b, c", for a message; at most `most`, then "…".
std::string listed(const std::vector<std::string>& words, std::size_t most = 12);

}  // namespace headroom
