// SPDX-License-Identifier: GPL-3.0-or-later
/// What an issue's hint offers in place of what was written, as changes of the text.
///
/// The loader says it in words: "did you mean `cooldown`?", "write `40s` or `40min`". What stands in backticks after
/// these words replaces the key or the scalar where the issue is. Nothing is offered where that would change more than
/// what the issue is about: a part of a longer duration, a place in another file.
#pragma once

#include "gui/editor/span_edit.h"
#include "sim/issue.h"

#include <string_view>
#include <vector>

namespace headroom::gui {

struct QuickFix {
  std::string label;  // "Replace `colldown` with `cooldown`"
  Edit edit;
};

/// `file`: what the loader calls the text. In the order of the hint.
std::vector<QuickFix> quickFixes(std::string_view text, const std::string& file, const Issue&);

/// The key or value that an issue points at; at least one character where there is one. Empty: it is elsewhere.
TextSpan spanOf(std::string_view text, const std::string& file, const Issue&);

}  // namespace headroom::gui
