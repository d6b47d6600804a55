#include "models/demand/curve.h"

namespace headroom {
namespace {

class Ramp : public CurvePart {
 public:
  explicit Ramp(const RampCurve& c)
      : from_(c.from.perSecond), to_(c.to.perSecond), begin_(c.begins.ns()), end_(c.begins.ns() + c.lasts.ns()) {}
  double at(std::int64_t t) const override {
    if (t >= end_) return to_;
    if (t <= begin_) return from_;
    return from_ + (to_ - from_) * (static_cast<double>(t - begin_) / static_cast<double>(end_ - begin_));
  }
  double before(std::int64_t t) const override { return t == end_ && begin_ == end_ ? from_ : at(t); }
  std::int64_t next(std::int64_t t) const override { return t < begin_ ? begin_ : (t < end_ ? end_ : never); }
  std::int64_t last(std::int64_t t) const override { return t >= end_ ? end_ : (t >= begin_ ? begin_ : 0); }

 private:
  double from_, to_;
  std::int64_t begin_, end_;
};

}  // namespace

Part partOf(const RampCurve& c) { return std::make_shared<Ramp>(c); }

}  // namespace headroom
