/// What is wrong with what the user gave us, said so that it can be mended.
///
/// Mistakes of the user are `Issue`s: collected, all of them, and returned; libraries never print.
/// What goes wrong while running (a full disk, an unreadable file) is a `Failure`, thrown.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace headroom {

/// Where in which text; line and column count from 1, 0 = unknown. Columns count characters (code points), not bytes.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

struct Issue {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  Place place;         // filled by whoever knows the text; a check that only knows the path leaves it empty
  std::string path;    // "services.web.fleet.min"
  std::string what;    // "max is less than min"
  std::string wanted;  // "at least 3"; may be empty
  std::string hint;    // "did you mean `cooldown`?"; may be empty
  std::vector<std::string> instead{};  // what the hint offers in place of what stands there: "cooldown"
};

using Issues = std::vector<Issue>;

/// A run that cannot go on through no fault of its input.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace headroom
