/// What a policy would have decided on a recorded timeline, and why. Nothing is simulated: what is observed does not
/// depend on what is decided, but for counts that the observations leave out (they follow the decisions).
#pragma once

#include "scenarios/lab/observations.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::lab {

struct Figure {
  std::string name;
  std::optional<double> value;
  bool flag = false;  // it is yes (1) or no (0)
};

/// One evaluation, or several in a row that changed nothing for the same reason.
struct Evaluated {
  Instant first, last;
  std::int64_t count = 1;
  std::int64_t before = 0, wanted = 0, after = 0;
  std::string metric;           // that decided; may be empty
  std::optional<double> seen;   // its value; none: there was none
  bool share = false;           // it is a share, to be written as per cent
  std::string limit;            // word of definitions.md 10
  std::string reason;           // the policy's own word
  std::string why;              // a sentence
  std::vector<Figure> figures;  // what else it went by
};

std::vector<Evaluated> replay(const PolicyFile&, const Observations&);

}  // namespace headroom::lab
