#include "sim/distribution.h"

#include "sim/math.h"

#include <cmath>
#include <limits>

namespace headroom {
namespace {

/// −ln(1−u), also for tiny u.
double minusLog1m(double u) { return u < 1e-5 ? u * (1 + u * (0.5 + u / 3)) : -math::log(1 - u); }

/// Both branches of a mixture of two exponentials: share and means [s].
struct Branches {
  double share, first, second;
};

Branches branchesOf(const Hyperexponential& h) {
  if (h.share > 0) return {h.share, h.first.inSeconds(), h.second.inSeconds()};
  const double c2 = h.cv * h.cv, p = 0.5 * (1 + std::sqrt((c2 - 1) / (c2 + 1))), m = h.mean.inSeconds();
  return {p, m / (2 * p), m / (2 * (1 - p))};
}

/// Quantile of a law in units of its scale; p is the probability below, or above if `upper`.
struct Quantile {
  double p;
  bool upper;

  double below() const { return upper ? 1 - p : p; }
  double exponential() const { return upper ? -math::log(p) : minusLog1m(p); }

  double operator()(const Exponential&) const { return exponential(); }
  double operator()(const Lognormal& l) const {
    const double s2 = math::log(1 + l.cv * l.cv), z = upper ? -math::inverseNormal(p) : math::inverseNormal(p);
    return math::exp(std::sqrt(s2) * z - s2 / 2);
  }
  double operator()(const Gamma& l) const {
    const double shape = 1 / (l.cv * l.cv);
    return math::inverseGammaP(shape, below()) / shape;
  }
  double operator()(const Erlang& l) const {
    const auto shape = static_cast<double>(l.stages);
    return math::inverseGammaP(shape, below()) / shape;
  }
  double operator()(const Weibull& l) const { return math::pow(exponential(), 1 / l.shape); }
  double operator()(const Pareto& l) const {
    double above = upper ? p : 1 - p;
    if (l.most > Duration()) {
      const double rest = math::pow(l.least.inSeconds() / l.most.inSeconds(), l.alpha);
      above = rest + above * (1 - rest);
    }
    return math::pow(above, -1 / l.alpha);
  }
  double operator()(const Deterministic&) const { return 1; }
  double operator()(const Hyperexponential&) const { return 0; }
  double operator()(const Uniform&) const { return 0; }
  double operator()(const Empirical&) const { return 0; }
};

/// The unit of Quantile's values [s].
struct Scale {
  double operator()(const Deterministic& l) const { return l.value.inSeconds(); }
  double operator()(const Exponential& l) const { return l.mean.inSeconds(); }
  double operator()(const Lognormal& l) const { return l.mean.inSeconds(); }
  double operator()(const Gamma& l) const { return l.mean.inSeconds(); }
  double operator()(const Erlang& l) const { return l.mean.inSeconds(); }
  double operator()(const Weibull& l) const { return l.scale.inSeconds(); }
  double operator()(const Pareto& l) const { return l.least.inSeconds(); }
  double operator()(const Hyperexponential&) const { return 1; }
  double operator()(const Uniform&) const { return 1; }
  double operator()(const Empirical&) const { return 1; }
};

using Cell = QuantileTable::Cell;

/// A cell between two quantiles about its mean, the mean by Simpson's rule.
Cell cellOf(double a, double middle, double b) {
  const double mean = (a + 4 * middle + b) / 6, width = b - a;
  return {mean - width / 2, width};
}

}  // namespace

Distribution::Distribution(const LawSpec& law, Use use) : law_(law) {
  mean_ = meanSeconds(law);
  scv_ = squaredCv(law);
  const double scale = std::visit(Scale{}, law);
  scaleNs_ = scale * 1e9;
  unitScale_ = mean_ > 0 ? scale / mean_ : 0;
  if (std::holds_alternative<Deterministic>(law)) {
    kind_ = Kind::constant;
    scaleNs_ = static_cast<double>(std::get<Deterministic>(law).value.ns());
  } else if (std::holds_alternative<Uniform>(law)) {
    kind_ = Kind::uniform;
  } else if (std::holds_alternative<Hyperexponential>(law)) {
    kind_ = Kind::mixture;
  } else if (std::holds_alternative<Empirical>(law)) {
    kind_ = Kind::empirical;
  } else if (use == Use::seldom) {
    kind_ = Kind::inverted;
  } else if (std::holds_alternative<Exponential>(law)) {
    kind_ = Kind::tabulated;
    static const std::shared_ptr<const QuantileTable> unit = tabulate();  // the same for every mean
    table_ = unit;
  } else {
    kind_ = Kind::tabulated;
    table_ = tabulate();
  }
}

double Distribution::quantile(double p, bool upper) const { return std::visit(Quantile{p, upper}, law_); }

std::shared_ptr<const QuantileTable> Distribution::tabulate() const {
  auto table = std::make_shared<QuantileTable>();
  const auto fill = [&](std::vector<Cell>& cells, std::uint64_t n, double width, std::uint64_t from, std::uint64_t to,
                        bool upper) {
    cells.assign(n, {0, 0});
    double a = quantile(static_cast<double>(from) * width, upper);
    for (std::uint64_t i = from; i < to; ++i) {
      const double middle = quantile((static_cast<double>(i) + 0.5) * width, upper);
      const double b = quantile(static_cast<double>(i + 1) * width, upper);
      cells[i] = cellOf(a, middle, b);
      a = b;
    }
  };
  constexpr auto outer = QuantileTable::outer;
  constexpr double width = 1.0 / static_cast<double>(QuantileTable::cells);
  fill(table->body, QuantileTable::cells, width, outer, QuantileTable::cells - outer, false);
  constexpr double tailWidth = static_cast<double>(outer) * width / static_cast<double>(QuantileTable::tailCells);
  fill(table->left, QuantileTable::tailCells, tailWidth, outer, QuantileTable::tailCells, false);
  fill(table->right, QuantileTable::tailCells, tailWidth, outer, QuantileTable::tailCells, true);
  return table;
}

double Distribution::fromTail(std::uint64_t u) const {
  const bool upper = u >> 63;
  const std::uint64_t p = upper ? ~u : u;  // below outer/cells
  constexpr unsigned shift = 64 - QuantileTable::bits + 3 - QuantileTable::tailBits;
  static_assert(QuantileTable::outer == 1u << 3);
  const std::uint64_t cell = p >> shift;
  if (cell < QuantileTable::outer) return quantile((static_cast<double>(p) + 0.5) * 0x1p-64, upper);
  const Cell& c = (upper ? table_->right : table_->left)[cell];
  return c.low + c.width * (static_cast<double>(p & ((std::uint64_t{1} << shift) - 1)) + 0.5) /
                     static_cast<double>(std::uint64_t{1} << shift);
}

double Distribution::drawSeldom(std::uint64_t u, std::uint64_t second) const {
  const double p = (static_cast<double>(u >> 12) + 0.5) * 0x1p-52;
  if (kind_ == Kind::inverted)
    return p < 0.5 ? quantile(p, false) : quantile((static_cast<double>(~u >> 12) + 0.5) * 0x1p-52, true);
  if (kind_ == Kind::uniform) {
    const auto& l = std::get<Uniform>(law_);
    return l.from.inSeconds() + p * (l.to - l.from).inSeconds();
  }
  if (kind_ == Kind::mixture) {
    const Branches b = branchesOf(std::get<Hyperexponential>(law_));
    const double q = (static_cast<double>(second >> 12) + 0.5) * 0x1p-52;
    return -math::log(q) * (p < b.share ? b.first : b.second);
  }
  const auto& values = std::get<Empirical>(law_).values;
  if (values.empty()) return 0;
  __extension__ using Wide128 = unsigned __int128;
  return values[static_cast<std::size_t>((static_cast<Wide128>(u) * values.size()) >> 64)].inSeconds();
}

}  // namespace headroom
