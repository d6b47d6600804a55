/// A text of another program, read so that everything in it is either used or named.
#pragma once

#include "scenarios/import/import.h"
#include "scenarios/tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// A file and what is wrong with it.
struct Foreign {
  Reading reading = {};
  bool failed = false;

  void error(const Node& at, std::string what, std::string wanted = {}, std::string hint = {}) {
    reading.error(at.spot, "", std::move(what), std::move(wanted), std::move(hint));
    failed = true;
  }
  /// A whole number; an issue if it is none. `required`: an issue if it is not there.
  std::optional<std::int64_t> whole(const Node& map, std::string_view key, bool required = false);
  std::optional<double> number(const Node& map, std::string_view key, bool required = false);
  /// The word's counterpart; an issue if it has none.
  std::string word(const Node& map, std::string_view key,
                   const std::vector<std::pair<std::string_view, std::string_view>>& words);
  /// Moves its issues and its text to what is handed out.
  void close(Imported&);
};

/// A value in short, for a comment: scalars as they are, else what is in it.
std::string shortly(const Node&);
/// A member that says nothing: absent, `null`, `""`, `[]`, `{}`.
bool saysNothing(const Node*);

/// Keys of a mapping that are in neither list and say something, in its order.
std::vector<const Node*> othersIn(const Node& map, const std::vector<std::string_view>& used,
                                  const std::vector<std::string_view>& besides = {});

}  // namespace headroom
