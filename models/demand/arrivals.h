/// When requests come: a renewal process of unit mean, bent by the inverse of the integrated rate.
///
///   t_n = Λ⁻¹(X_1 + … + X_n),  Λ(t) = ∫ rate
///
/// Exponential gaps X give a Poisson process of exactly that rate (Çinlar 1975); constant ones the smoothest process;
/// gamma gaps of squared coefficient of variation I one whose counts have variance/mean → I; any law a renewal process.
/// A recorded series in `exact` mode brings as many arrivals in each interval as were recorded, at independent uniform
/// instants (as sequential order statistics: no buffer).
/// A value; next() costs one draw and a multiplication while the rate is constant.
#pragma once

#include "models/demand/curve.h"
#include "sim/distribution.h"
#include "sim/random.h"

#include <cmath>
#include <cstdint>

namespace headroom {

class Arrivals {
 public:
  static constexpr std::int64_t never = INT64_MAX;

  Arrivals() = default;
  /// `curve` must outlive this and every copy of it.
  Arrivals(const ArrivalsSpec& spec, const Curve& curve, Stream random);

  /// The next instant [ns since start]; `never` when no more can come.
  std::int64_t next() {
    if (exact_) return nextExact();
    done_ += ahead_;
    ahead_ = gap_.unit(random_);
    while (done_ >= piece_) [[unlikely]] if (!advance()) return never;
    const double x = flat_ ? done_ * perRate_ : bent();
    return begin_ + static_cast<std::int64_t>(x);
  }

 private:
  [[gnu::noinline]] bool advance();
  /// The x at which rate·x + slope·x²/2 = done, in the form that loses no digits.
  double bent() const {
    const double root = rate_ * rate_ + 2 * slope_ * done_;
    return 2 * done_ / (rate_ + std::sqrt(root > 0 ? root : 0));
  }
  [[gnu::noinline]] std::int64_t nextExact();

  const Curve* curve_ = nullptr;
  Stream random_;
  Distribution gap_;
  bool exact_ = false, flat_ = true;
  double ahead_ = 0;             // the next gap: drawn when nobody waits for it
  double done_ = 0, piece_ = 0;  // ∫rate since the piece's begin; over the whole piece
  double perRate_ = 0;           // ns per request
  double rate_ = 0, slope_ = 0;  // per ns, per ns²
  std::int64_t begin_ = 0, end_ = 0;
  std::int64_t interval_ = -1, left_ = 0, from_ = 0;  // exact: index, arrivals still to come in it, since when
};

}  // namespace headroom
