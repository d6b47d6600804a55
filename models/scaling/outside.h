/// Somebody outside of a run who decides in it: a program, or the answers that one gave when the run was recorded.
///
/// Not part of the state. A copy of a run goes on only with somebody who has been asked exactly what the copy has asked
/// so far; the question's number tells.
#pragma once

#include "models/scaling/control.h"

#include <cstdint>

namespace headroom {

class Outside {
 public:
  virtual ~Outside() = default;
  /// How many workers are wanted. Throws Failure where there is no answer: that is never "no decision".
  virtual std::int64_t wanted(std::uint32_t service, const Question&) = 0;
};

}  // namespace headroom
