#include "sim/law.h"

#include "sim/math.h"

#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Moments {
  double mean = 0, square = 0;  // E X, E X²
};

double gammaFunction(double x) { return math::exp(math::logGamma(x)); }

/// E X^k of a Pareto law on [a, b], b possibly infinite.
double paretoMoment(double alpha, double a, double b, double k) {
  if (b <= 0) return alpha > k ? alpha * math::pow(a, k) / (alpha - k) : infinity;
  const double rest = math::pow(a / b, alpha), front = alpha * math::pow(a, alpha) / (1 - rest);
  if (std::fabs(alpha - k) < 1e-12) return front * math::log(b / a);
  return front * (math::pow(a, k - alpha) - math::pow(b, k - alpha)) / (alpha - k);
}

struct MomentsOf {
  static Moments fromCv(double mean, double cv2) { return {mean, mean * mean * (1 + cv2)}; }
  Moments operator()(const Deterministic& l) const { return fromCv(l.value.inSeconds(), 0); }
  Moments operator()(const Exponential& l) const { return fromCv(l.mean.inSeconds(), 1); }
  Moments operator()(const Lognormal& l) const { return fromCv(l.mean.inSeconds(), l.cv * l.cv); }
  Moments operator()(const Gamma& l) const { return fromCv(l.mean.inSeconds(), l.cv * l.cv); }
  Moments operator()(const Erlang& l) const { return fromCv(l.mean.inSeconds(), 1 / static_cast<double>(l.stages)); }
  Moments operator()(const Hyperexponential& l) const {
    if (!(l.share > 0)) return fromCv(l.mean.inSeconds(), l.cv * l.cv);
    const double a = l.first.inSeconds(), b = l.second.inSeconds();
    return {l.share * a + (1 - l.share) * b, 2 * (l.share * a * a + (1 - l.share) * b * b)};
  }
  Moments operator()(const Weibull& l) const {
    const double s = l.scale.inSeconds();
    return {s * gammaFunction(1 + 1 / l.shape), s * s * gammaFunction(1 + 2 / l.shape)};
  }
  Moments operator()(const Pareto& l) const {
    const double a = l.least.inSeconds(), b = l.most.inSeconds();
    return {paretoMoment(l.alpha, a, b, 1), paretoMoment(l.alpha, a, b, 2)};
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

double meanSeconds(const LawSpec& law) { return std::visit(MomentsOf{}, law).mean; }

double squaredCv(const LawSpec& law) {
  const Moments m = std::visit(MomentsOf{}, law);
  if (m.mean == 0) return 0;
  if (m.square == infinity) return infinity;
  const double scv = m.square / (m.mean * m.mean) - 1;
  return scv > 0 ? scv : 0;
}

}  // namespace headroom
