// SPDX-License-Identifier: GPL-3.0-or-later
/// One change of a scenario's text that keeps comments and layout: what is not the value stays byte for byte.
///
///   auto edit = replaced(text, item, "70 %");          // web: {fleet: {min: 3}}  # why   →  … {min: 4}}  # why
///   auto edit = inserted(text, chain, {"max"}, "9");   // a new line in a block, a new member between braces
///   auto edit = removed(text, chain);
///
/// Values come and go as their own words; what YAML would take for something else is put in quotes.
#pragma once

#include "gui/editor/outline.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::gui {

struct Edit {
  TextSpan span;
  std::string with;
};

std::string applied(std::string text, const Edit&);

/// A scalar as YAML writes it, in quotes only where it must be, or where `like` has them.
std::string scalarText(std::string_view words, std::string_view like = {});

/// The value's words change, its quotes stay.
Edit replaced(std::string_view text, const Item&, std::string_view words);

/// Puts `value`, as YAML, below the last item of the chain, under keys that are not there yet. `order`: the keys in the
/// order in which they should stand; a new one comes after those before it. Empty: nothing can stand below that item.
std::optional<Edit> inserted(std::string_view text, const std::vector<const Item*>& chain,
                             const std::vector<std::string>& keys, const std::string& value,
                             const std::vector<std::string>& order = {});

/// Takes the last item of the chain away, its line with it; what would be left empty is written `{}` or `[]`.
std::optional<Edit> removed(std::string_view text, const std::vector<const Item*>& chain);

}  // namespace headroom::gui
