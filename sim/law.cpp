#include "sim/law.h"

#include "sim/math.h"

namespace headroom {
namespace {

/// Mean and E X² of a law in a unit of its own, and that unit [s]: squares of nanoseconds and of years both stay in
/// range.
struct Moments {
  double mean = 0, square = 0, unit = 1;
};

Moments ofCv(Duration mean, double cv2) { return {1, 1 + cv2, mean.inSeconds()}; }

/// E X^k of a Pareto law on [1, e^length], length ≤ 0: unbounded. Near alpha = k both expm1 vanish alike.
double paretoMoment(double alpha, double length, int k) {
  if (length <= 0) return alpha > k ? alpha / (alpha - k) : math::kInfinity;
  const double rate = alpha - k;
  const double part = rate == 0 ? length : -math::expm1(-rate * length) / rate;
  return alpha * part / -math::expm1(-alpha * length);
}

struct MomentsOf {
  Moments operator()(const Deterministic& l) const { return ofCv(l.value, 0); }
  Moments operator()(const Exponential& l) const { return ofCv(l.mean, 1); }
  Moments operator()(const Lognormal& l) const { return ofCv(l.mean, l.cv * l.cv); }
  Moments operator()(const Gamma& l) const { return ofCv(l.mean, l.cv * l.cv); }
  Moments operator()(const Erlang& l) const { return ofCv(l.mean, 1 / static_cast<double>(l.stages)); }
  Moments operator()(const Hyperexponential& l) const {
    const Branches b = branches(l);
    return {b.share * b.first + (1 - b.share) * b.second,
            2 * (b.share * b.first * b.first + (1 - b.share) * b.second * b.second)};
  }
  Moments operator()(const Weibull& l) const {
    return {math::gamma(1 + 1 / l.shape), math::gamma(1 + 2 / l.shape), l.scale.inSeconds()};
  }
  Moments operator()(const Pareto& l) const {
    const bool bounded = l.most > Duration();
    if (bounded && l.most <= l.least) return ofCv(l.least, 0);
    const double length = bounded ? math::log(l.most.inSeconds() / l.least.inSeconds()) : 0;
    return {paretoMoment(l.alpha, length, 1), paretoMoment(l.alpha, length, 2), l.least.inSeconds()};
  }
  Moments operator()(const Uniform& l) const {
    const double a = l.from.inSeconds(), b = l.to.inSeconds();
    return {(a + b) / 2, (a * a + a * b + b * b) / 3};
  }
  Moments operator()(const Empirical& l) const {
    Moments m;
    for (const Duration d : l.values) {
      m.mean += d.inSeconds();
      m.square += d.inSeconds() * d.inSeconds();
    }
    const auto n = static_cast<double>(l.values.size());
    return l.values.empty() ? m : Moments{m.mean / n, m.square / n};
  }
};

}  // namespace

Branches branches(const Hyperexponential& h) {
  if (h.share > 0) return {h.share, h.first.inSeconds(), h.second.inSeconds()};
  const double c2 = h.cv * h.cv, mean = h.mean.inSeconds();
  const double share = 0.5 * (1 + math::sqrt((c2 - 1) / (c2 + 1)));
  return {share, mean / (2 * share), mean / (2 * (1 - share))};
}

double meanSeconds(const LawSpec& law) {
  const Moments m = std::visit(MomentsOf{}, law);
  return m.mean * m.unit;
}

double squaredCv(const LawSpec& law) {
  const Moments m = std::visit(MomentsOf{}, law);
  if (m.mean * m.unit == 0) return 0;
  if (m.square == math::kInfinity) return math::kInfinity;
  const double scv = m.square / (m.mean * m.mean) - 1;
  return scv > 0 ? scv : 0;
}

}  // namespace headroom
