/// What a fault does to the work of those it touches. Of several at once factors multiply, and error probabilities join
/// as those of independent causes.
#pragma once

namespace headroom {

struct Impairment {
  double slow = 1;    // factor on service times
  double errors = 0;  // probability that an answer is an error
};

}  // namespace headroom
