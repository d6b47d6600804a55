/// What a law of chance is called and which numbers it takes; drawing from it is `sim/distribution.h`'s.
///
/// A law gives lengths of time. All parameters are in seconds where they are times.
#pragma once

#include "sim/time.h"

#include <string>
#include <variant>
#include <vector>

namespace headroom {

struct Deterministic {
  Duration value;
};
struct Exponential {
  Duration mean;
};
struct Lognormal {
  Duration mean;
  double cv = 1;
};  // cv: standard deviation / mean
struct Gamma {
  Duration mean;
  double cv = 1;
};
struct Erlang {
  Duration mean;
  std::int64_t stages = 1;
};  // sum of `stages` equal exponentials
/// A mixture of two exponentials. With `cv` ≥ 1: balanced means. With `share` > 0: `share` of the draws have mean
/// `first`, the others have mean `second`, and `mean` and `cv` are not used.
struct Hyperexponential {
  Duration mean;
  double cv = 2;
  double share = 0;
  Duration first{}, second{};
};
struct Weibull {
  Duration scale;
  double shape = 1;
};
/// Pareto with tail exponent alpha on [least, most]; most = 0: unbounded.
struct Pareto {
  double alpha = 2;
  Duration least{}, most{};
};
struct Uniform {
  Duration from, to;
};
/// Values with equal weight, as read from a file: every one of them is drawn with probability 1/n.
struct Empirical {
  std::string file;
  std::vector<Duration> values;
};

using LawSpec = std::variant<Deterministic, Exponential, Lognormal, Gamma, Erlang, Hyperexponential, Weibull, Pareto,
                             Uniform, Empirical>;

/// The two exponentials of a mixture: how often the first is drawn, and both means [s].
struct Branches {
  double share, first, second;
};
Branches branches(const Hyperexponential&);

/// Mean of a law [s]; infinity where there is none (Pareto with alpha ≤ 1, unbounded).
double meanSeconds(const LawSpec&);
/// Squared coefficient of variation; infinity where there is none; 0 for a constant.
double squaredCv(const LawSpec&);

}  // namespace headroom
