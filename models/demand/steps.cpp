#include "models/demand/curve.h"

#include <algorithm>

namespace headroom {
namespace {

/// Constant between given instants; the first step holds from the start.
class Steps : public CurvePart {
 public:
  explicit Steps(const StepsCurve& c) : steps_(c.steps) {
    std::stable_sort(steps_.begin(), steps_.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
  }
  double at(std::int64_t t) const override { return steps_.empty() ? 0 : steps_[find(t)].rate.perSecond; }
  double before(std::int64_t t) const override { return at(t - 1); }
  std::int64_t next(std::int64_t t) const override {
    const std::size_t i = find(t) + 1;
    return i < steps_.size() ? steps_[i].at.ns() : never;
  }
  std::int64_t last(std::int64_t t) const override {
    return steps_.empty() ? 0 : std::clamp<std::int64_t>(steps_[find(t)].at.ns(), 0, t);
  }

 private:
  std::size_t find(std::int64_t t) const {
    std::size_t i = 0;
    while (i + 1 < steps_.size() && steps_[i + 1].at.ns() <= t) ++i;
    return i;
  }
  std::vector<Step> steps_;
};

}  // namespace

Part partOf(const StepsCurve& c) { return std::make_shared<Steps>(c); }

}  // namespace headroom
