/// React (Chieu, Mohindra, Karve and Segal, Dynamic scaling of web applications in a virtualized cloud computing
/// environment, ICEBE 2009), as Ali-Eldin's simulator of autoscalers has it:
///
///   q = ⌈λ/κ⌉, N what there is:  q > N: N + ⌊1.2 (q − N)⌋;  else if 1.1 λ/κ < N: ⌈1.2 q⌉;  else N
///
/// Left out: the thresholds on sessions of each worker that the paper has in place of λ/κ.
#pragma once

#include "models/scaling/research/load.h"

namespace headroom {

struct ReactPolicy : LoadSpec {};

const Type& typeOf(const ReactPolicy*);

class ReactRule {
 public:
  explicit ReactRule(const ReactPolicy& spec) : spec_(spec) {}
  std::int64_t workers(const Observation&) const;

 private:
  ReactPolicy spec_;
};

using React = EachPeriod<ReactPolicy, ReactRule>;

}  // namespace headroom
