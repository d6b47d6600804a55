#include "models/demand/curve.h"
#include "sim/math.h"

#include <algorithm>

namespace headroom {
namespace {

/// Up linearly, level, then an exponential fall by chords of 1/512 of its time constant (error below 5e-7), cut off
/// after 40 of them, where it is 4e-18.
class FlashCrowd : public CurvePart {
 public:
  FlashCrowd(const FlashCrowdCurve& c, const Calendar& calendar)
      : extra_(c.extra.perSecond),
        at_(calendar.instantOf(c.at).ns()),
        full_(at_ + c.rise.ns()),
        falls_(full_ + c.hold.ns()),
        decay_(c.decay.ns()) {
    chord_ = std::max<std::int64_t>(decay_ / 512, 1);
    gone_ = falls_ + 40 * 512 * (decay_ ? chord_ : 0);
  }
  double at(std::int64_t t) const override {
    if (t < at_ || t >= gone_) return 0;
    if (t < full_) return extra_ * (static_cast<double>(t - at_) / static_cast<double>(full_ - at_));
    if (t <= falls_) return extra_;
    return extra_ * math::exp(-static_cast<double>(t - falls_) / static_cast<double>(decay_));
  }
  double before(std::int64_t t) const override {
    if (t == at_) return 0;
    if (t == gone_) return decay_ ? 0 : extra_;
    return at(t);
  }
  std::int64_t next(std::int64_t t) const override {
    for (const std::int64_t knot : {at_, full_, falls_})
      if (t < knot) return knot;
    return t < gone_ ? falls_ + ((t - falls_) / std::max<std::int64_t>(chord_, 1) + 1) * chord_ : never;
  }
  std::int64_t last(std::int64_t t) const override {
    if (t >= gone_) return gone_ < 0 ? 0 : gone_;
    std::int64_t knot = 0;
    for (const std::int64_t k : {at_, full_, falls_})
      if (k <= t) knot = k;
    return std::max<std::int64_t>(0, t > falls_ ? falls_ + (t - falls_) / chord_ * chord_ : knot);
  }

 private:
  double extra_;
  std::int64_t at_, full_, falls_, decay_, chord_ = 1, gone_ = 0;
};

}  // namespace

Part partOf(const FlashCrowdCurve& c, const Calendar& calendar) { return std::make_shared<FlashCrowd>(c, calendar); }

}  // namespace headroom
