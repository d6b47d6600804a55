/// The joint rate of several curves, piece by piece.
#pragma once

#include "models/demand/curve.h"

#include <algorithm>
#include <vector>

namespace headroom {

/// `use(begin, rate there, end, rate just before it)` for each piece of [from, end) without a knot of any curve inside.
template <class Use>
void eachPiece(const std::vector<const Curve*>& curves, Instant from, Instant end, const Use& use) {
  for (Instant t = from; t < end;) {
    Instant next = end;
    double rate = 0, before = 0;
    for (const Curve* c : curves) next = std::min(next, c->nextKnot(t));
    for (const Curve* c : curves) {
      rate += c->rate(t);
      before += c->rateBefore(next);
    }
    use(t, rate, next, before);
    t = next;
  }
}

}  // namespace headroom
