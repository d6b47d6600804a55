// SPDX-License-Identifier: GPL-3.0-or-later
/// Where the lines of a grid stand: round numbers, round times, powers of ten.
#pragma once

#include "gui/data/view.h"

#include <string>
#include <vector>

namespace headroom::gui {

struct Tick {
  double at = 0;
  std::string label;
};

/// How many times can be written in a row of that many pixels.
std::size_t ticksIn(double pixels);

/// Round times of the clock within [from, until], at most `most`; midnights say the day.
std::vector<Tick> timeTicks(double from, double until, std::size_t most, const Clock&);

/// From 0, or the last round number that is not more than a `least` below it, to the first that is not less than
/// `greatest`; steps of 1, 2 or 5 times a power of ten, about `wanted` of them. Zero is one of the ticks. Labels are
/// the number times `factor` with `unit` behind it.
std::vector<Tick> valueTicks(double least, double greatest, std::size_t wanted, double factor, const std::string& unit);

/// The powers of ten (as logarithms) that enclose [least, greatest] seconds, at least one decade: "10 ms".
std::vector<Tick> decadeTicks(double least, double greatest);

/// A length of time for people: "85 µs", "12.3 ms", "1.2 s".
std::string secondsText(double seconds);

}  // namespace headroom::gui
