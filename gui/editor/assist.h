// SPDX-License-Identifier: GPL-3.0-or-later
/// What could stand at a place of a scenario's text, and what stands there is about: from the field tables.
///
/// Keys and kinds that are not there yet, words of choices, names of zones and services where a name is due. The text
/// may be half written. Left out: paths below `stages:`, and what `extends:` brings in.
#pragma once

#include "gui/editor/outline.h"
#include "models/param.h"

#include <string>
#include <string_view>
#include <vector>

namespace headroom::gui {

struct Completion {
  std::string text;      // to be written
  std::string sentence;  // what it means
};

struct CompletionsHere {
  TextSpan word;  // what a choice replaces
  std::vector<Completion> choices;
};

CompletionsHere completionsAt(std::string_view text, std::size_t cursor);

/// What the key or kind at that byte is, its quantity, range and default; empty: nothing is known of it.
std::string explanationAt(std::string_view text, std::size_t byte);

}  // namespace headroom::gui
