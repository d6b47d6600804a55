#include "sim/distribution.h"

#include "sim/math.h"

namespace headroom {
namespace {

/// The midpoint of one of 2^52 cells of (0, 1).
double open(std::uint64_t u) { return (static_cast<double>(static_cast<std::int64_t>(u >> 12)) + 0.5) * 0x1p-52; }

/// Below an exponent of 1 a Pareto law spans decades within a cell.
bool fitsTable(const UnitLaw& law) { return law.kind != UnitLaw::Kind::pareto || (law.shape >= 1 && law.rest < 1); }

}  // namespace

Distribution::Distribution(const LawSpec& law, Use use) : mean_(meanSeconds(law)), scv_(squaredCv(law)) {
  double unit = 1;  // of a draw [s]
  if (const auto* constant = std::get_if<Deterministic>(&law)) {
    unit = constant->value.inSeconds();
  } else if (const auto* uniform = std::get_if<Uniform>(&law)) {
    kind_ = Kind::uniform;
    first_ = uniform->from.inSeconds();
    second_ = (uniform->to - uniform->from).inSeconds();
  } else if (const auto* mixture = std::get_if<Hyperexponential>(&law)) {
    kind_ = Kind::mixture;
    const Branches b = branches(*mixture);
    share_ = b.share;
    first_ = b.first;
    second_ = b.second;
    table_ = QuantileTable::of(UnitLaw{});
  } else if (const auto* empirical = std::get_if<Empirical>(&law)) {
    if (empirical->values.empty()) return;
    kind_ = Kind::empirical;
    std::vector<double> values;
    for (const Duration d : empirical->values) values.push_back(d.inSeconds());
    values_ = std::make_shared<const std::vector<double>>(std::move(values));
  } else {
    const ScaledLaw scaled = scaledLaw(law).value();
    law_ = scaled.law;
    unit = scaled.unit;
    kind_ = use == Use::often && fitsTable(law_) ? Kind::tabulated : Kind::inverted;
    if (kind_ == Kind::tabulated) table_ = QuantileTable::of(law_);
  }
  scaleNs_ = unit * 1e9;
  unitScale_ = mean_ > 0 ? unit / mean_ : 0;
}

double Distribution::drawOther(std::uint64_t u, std::uint64_t second) const {
  switch (kind_) {
    case Kind::mixture: return table_->at(second) * (open(u) < share_ ? first_ : second_);
    case Kind::uniform: return first_ + open(u) * second_;
    case Kind::inverted: return u >> 63 ? law_.above(open(~u)) : law_.below(open(u));
    default: break;
  }
  __extension__ using Wide = unsigned __int128;
  return (*values_)[static_cast<std::size_t>((static_cast<Wide>(u) * values_->size()) >> 64)];
}

}  // namespace headroom
