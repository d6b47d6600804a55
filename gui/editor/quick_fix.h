// SPDX-License-Identifier: GPL-3.0-or-later
/// What an issue offers in place of what was written, as changes of the text.
///
/// The loader says what may stand instead ("did you mean `cooldown`?", "write `40s` or `40min`"); it replaces the key
/// or the scalar where the issue is. Nothing is offered where the place is in another file, or a variable stands there.
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
