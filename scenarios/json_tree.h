/// JSON that other programs have written, as a tree with places: it is read as YAML, which it is but for its tabs.
#pragma once

#include "scenarios/tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headroom {

/// The text begins as a JSON object or list does.
bool looksLikeJson(std::string_view text);

/// Opens a file and parses it; nothing if that fails (then there are issues).
std::optional<Node> jsonTree(Reading&, const std::string& file);

/// The number that a scalar is, quoted or not; nothing if it is none. `NaN` and infinities are numbers here.
std::optional<double> numberOf(const Node&);
/// ISO 8601 or seconds since 1970, in nanoseconds.
std::optional<std::int64_t> instantOf(const Node&);
/// The text of a member; empty if there is none.
std::string textOf(const Node& map, std::string_view key);

}  // namespace headroom
