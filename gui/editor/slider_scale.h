// SPDX-License-Identifier: GPL-3.0-or-later
/// How far a number can be moved by a slider, and in which steps: from the value as it is written and the field's
/// range.
///
/// The unit stays the one that is written. Shares go from end to end; counts step by one; what spans decades goes by
/// factors, from a tenth to ten times the value. Texts have three significant digits.
#pragma once

#include "gui/editor/form_tree.h"

#include <optional>
#include <string>

namespace headroom::gui {

struct SliderScale {
  double least = 0, most = 1;  // in the unit that is written
  bool logarithmic = false, whole = false;
  std::string unit;  // with the blank before it
  int steps = 200;   // of the slider, from 0

  double valueAt(int step) const;
  int stepOf(double value) const;
  /// As it is written in a scenario: "65 %".
  std::string textAt(int step) const;
};

/// Empty: it is no number, or its path cannot be said in a `--set`.
std::optional<SliderScale> scaleOf(const FormField&);
/// The number of a text, in its own unit.
std::optional<double> numberOf(const std::string& text);

}  // namespace headroom::gui
