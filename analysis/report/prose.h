/// Sentences of a report: what they have between two ticks is code, in every form of it.
#pragma once

#include <string>
#include <vector>

namespace headroom::report {

struct ProsePiece {
  std::string text;
  bool code = false;
};

/// In their order; a tick without a partner, and two with nothing between them, are text.
std::vector<ProsePiece> proseOf(const std::string&);

}  // namespace headroom::report
