#include "sim/unit_law.h"

#include "sim/math.h"

namespace headroom {
namespace {

using Kind = UnitLaw::Kind;

struct Scaled {
  using Answer = std::optional<ScaledLaw>;

  static Answer gamma(double shape, Duration mean) { return ScaledLaw{{Kind::gamma, shape}, mean.inSeconds() / shape}; }
  Answer operator()(const Exponential& l) const { return ScaledLaw{{Kind::exponential}, l.mean.inSeconds()}; }
  /// The unit is the median.
  Answer operator()(const Lognormal& l) const {
    const double variance = math::log1p(l.cv * l.cv);
    return ScaledLaw{{Kind::lognormal, math::sqrt(variance)}, l.mean.inSeconds() * math::exp(-variance / 2)};
  }
  Answer operator()(const Gamma& l) const { return gamma(1 / (l.cv * l.cv), l.mean); }
  Answer operator()(const Erlang& l) const {
    if (l.stages == 1) return (*this)(Exponential{l.mean});
    return gamma(static_cast<double>(l.stages), l.mean);
  }
  Answer operator()(const Weibull& l) const { return ScaledLaw{{Kind::weibull, l.shape}, l.scale.inSeconds()}; }
  Answer operator()(const Pareto& l) const {
    const bool bounded = l.most > Duration();
    if (bounded && l.most <= l.least) return ScaledLaw{{Kind::pareto, l.alpha, 1}, l.least.inSeconds()};
    const double rest = bounded ? math::pow(l.least.inSeconds() / l.most.inSeconds(), l.alpha) : 0;
    return ScaledLaw{{Kind::pareto, l.alpha, rest}, l.least.inSeconds()};
  }
  Answer operator()(const Deterministic&) const { return {}; }
  Answer operator()(const Hyperexponential&) const { return {}; }
  Answer operator()(const Uniform&) const { return {}; }
  Answer operator()(const Empirical&) const { return {}; }
};

}  // namespace

std::optional<ScaledLaw> scaledLaw(const LawSpec& law) { return std::visit(Scaled{}, law); }

double UnitLaw::below(double p, double near) const {
  switch (kind) {
    case Kind::exponential: return -math::log1p(-p);
    case Kind::lognormal: return math::exp(shape * math::inverseNormal(p));
    case Kind::gamma: return math::inverseGammaP(shape, p, near);
    case Kind::weibull: return math::pow(-math::log1p(-p), 1 / shape);
    case Kind::pareto: return math::exp(-math::log1p(-p * (1 - rest)) / shape);
  }
  return 0;
}

double UnitLaw::above(double p, double near) const {
  switch (kind) {
    case Kind::exponential: return -math::log(p);
    case Kind::lognormal: return math::exp(-shape * math::inverseNormal(p));
    case Kind::gamma: return math::inverseGammaQ(shape, p, near);
    case Kind::weibull: return math::pow(-math::log(p), 1 / shape);
    case Kind::pareto: return math::exp(-math::log(rest + p * (1 - rest)) / shape);
  }
  return 0;
}

}  // namespace headroom
