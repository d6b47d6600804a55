/// The best of every window of a series: the greatest, with `std::greater`, or the least. O(n) whatever the width.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

namespace headroom {

/// out[t] = the best of in[t … t + width], cut off at the end. A queue of candidates, each better than those behind it:
/// every value enters and leaves once.
template <class Better>
std::vector<std::int64_t> bestAhead(const std::vector<std::int64_t>& in, std::size_t width, Better better) {
  std::vector<std::int64_t> out(in.size());
  std::deque<std::size_t> candidates;
  for (std::size_t i = in.size(); i-- > 0;) {
    while (!candidates.empty() && !better(in[candidates.back()], in[i])) candidates.pop_back();
    candidates.push_back(i);
    while (candidates.front() > i + width) candidates.pop_front();
    out[i] = in[candidates.front()];
  }
  return out;
}

}  // namespace headroom
