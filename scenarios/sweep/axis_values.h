/// What the values of one axis are as numbers, if they are, and what lies between two ends.
#pragma once

#include "scenarios/sweep/read_sweep.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::sweep {

/// The quantity in which all of these texts can be read; nothing: they are words.
std::optional<Quantity> commonQuantity(const std::vector<std::string>& texts);
/// In the unit it has inside (seconds, per second, share, bytes).
std::optional<double> readAs(Quantity, const std::string& text);
/// As UDUNITS has it.
std::string unitOf(Quantity);

/// The values of an axis with `from` and `to`; empty, and an issue, if they make no sense.
std::vector<std::string> valuesOfRange(const AxisSpec&, const SweepText&, Issues&);

}  // namespace headroom::sweep
