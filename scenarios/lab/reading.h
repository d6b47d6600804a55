/// What the lab's two readers share: a text on its way to plain data, and where each value of it was written.
#pragma once

#include "scenarios/decode.h"
#include "scenarios/load.h"
#include "scenarios/tree.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::lab {

struct Draft {
  Reading reading = {};
  WrittenAt written = {};
  std::optional<Node> tree = {};

  /// YAML or JSON, which is YAML here; a name that ends in `.csv` stays a text, `tree` is then for others to fill.
  static Draft ofFile(const std::string& file);
  static Draft ofText(std::string text, const std::string& fileName);

  bool csv() const;
  /// Fills `target` from the tree; false: there is none, or something is wrong.
  bool decode(const Type&, void* target);
  bool wrote(const std::string& path) const { return written.contains(path); }
  bool failed() const;
  /// At the value of a path, or at the nearest one that was written.
  void error(const std::string& path, std::string what, std::string wanted = {}, Hint hint = {});
  /// Hands over what is wrong, by place, and the texts.
  void close(Issues&, std::vector<LoadedText>&);
};

}  // namespace headroom::lab
