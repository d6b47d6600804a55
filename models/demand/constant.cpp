#include "models/demand/curve.h"

namespace headroom {
namespace {

class Constant : public CurvePart {
 public:
  explicit Constant(double rate) : rate_(rate) {}
  double at(std::int64_t) const override { return rate_; }
  std::int64_t next(std::int64_t) const override { return never; }
  std::int64_t last(std::int64_t) const override { return 0; }
  bool varies() const override { return false; }

 private:
  double rate_;
};

}  // namespace

Part partOf(const ConstantCurve& c) { return std::make_shared<Constant>(c.rate.perSecond); }

}  // namespace headroom
