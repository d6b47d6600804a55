#include "models/demand/curve.h"
#include "sim/math.h"

#include <algorithm>

namespace headroom {
namespace {

constexpr double day = 86400e9;

/// start · (1+g)^days, by chords over which it changes by less than 1/256: error below 2e-6; or start · (1 + g·days).
class Growth : public CurvePart {
 public:
  explicit Growth(const GrowthCurve& c) : start_(c.start.perSecond), perDay_(c.perDay.value), compound_(c.compound) {
    if (!compound_) return;
    log_ = math::log(1 + perDay_);
    const double length = log_ == 0 ? day : std::min(day, day / 256 / (log_ < 0 ? -log_ : log_));
    chord_ = std::max<std::int64_t>(static_cast<std::int64_t>(length), 1'000'000);
  }
  double at(std::int64_t t) const override {
    const double days = static_cast<double>(t) / day;
    return std::max(0.0, compound_ ? start_ * math::exp(log_ * days) : start_ * (1 + perDay_ * days));
  }
  std::int64_t next(std::int64_t t) const override {
    if (compound_) return (t / chord_ + 1) * chord_;
    return t < zero() ? zero() : never;
  }
  std::int64_t last(std::int64_t t) const override {
    if (compound_) return t / chord_ * chord_;
    return t >= zero() ? zero() : 0;
  }

 private:
  /// When a shrinking demand is gone.
  std::int64_t zero() const { return perDay_ < 0 ? static_cast<std::int64_t>(-day / perDay_) : never; }

  double start_, perDay_, log_ = 0;
  bool compound_;
  std::int64_t chord_ = 1;
};

}  // namespace

Part partOf(const GrowthCurve& c) { return std::make_shared<Growth>(c); }

}  // namespace headroom
