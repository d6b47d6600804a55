/// Quantities that keep their value until they change, and pairs of them piece by piece.
#pragma once

#include <algorithm>
#include <span>

namespace headroom::measures {

struct Step {
  double time = 0;  // from here on [s]
  double value = 0;
};

/// Calls `piece(seconds, a, b)` for every piece of [begin, end) on which neither changes; both begin no later than
/// `begin`.
void eachPiece(std::span<const Step> a, std::span<const Step> b, double begin, double end, auto piece) {
  std::size_t i = 0, j = 0;
  for (double from = begin; from < end;) {
    while (i + 1 < a.size() && a[i + 1].time <= from) ++i;
    while (j + 1 < b.size() && b[j + 1].time <= from) ++j;
    double to = end;
    if (i + 1 < a.size()) to = std::min(to, a[i + 1].time);
    if (j + 1 < b.size()) to = std::min(to, b[j + 1].time);
    piece(to - from, a[i].value, b[j].value);
    from = to;
  }
}

}  // namespace headroom::measures
