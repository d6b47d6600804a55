/// The text of a part of a scenario, line by line, with comments beside what could not be said.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace headroom {

/// `{min: 3, max: 24}`, built member by member.
class FlowMap {
 public:
  FlowMap& add(std::string_view key, const std::string& value) {
    text_ += (text_.empty() ? "" : ", ") + std::string(key) + ": " + value;
    return *this;
  }
  bool empty() const { return text_.empty(); }
  std::string text() const { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

class ScenarioPart {
 public:
  void line(int indent, const std::string& text);
  /// A comment; long ones are broken.
  void note(int indent, const std::string& text);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// Letters, digits, `-` and `_` of a name, others as `-`; another one each time. `x` stands before what would begin
/// with
/// `-` or mean something in YAML, as `null`.
class Names {
 public:
  std::string of(const std::string& foreign);

 private:
  std::set<std::string> given_;
};

/// Text in double quotes, as YAML has them.
std::string quoted(const std::string&);

}  // namespace headroom
