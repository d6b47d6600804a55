/// The words of a reason: what bound a decision, its code in machine-readable output, and the same in English.
#pragma once

#include "models/scaling/decision.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace headroom {

template <class Reason>
struct Wording {
  Reason reason;
  Bound bound;
  std::string_view word, text;
};

/// The entry of a table that has every reason.
template <class Reason>
const Wording<Reason>& wordingOf(std::span<const Wording<Reason>> table, Reason reason) {
  return *std::find_if(table.begin(), table.end(), [&](const Wording<Reason>& w) { return w.reason == reason; });
}

}  // namespace headroom
