/// Drawing lengths of time from a law of chance.
///
///   Distribution work(Lognormal{Duration::milliseconds(20), 0.5});
///   std::int64_t ns = work.ns(stream);
///
/// A law that is drawn often is a table (`sim/quantile_table.h`, where its errors are stated); equal laws of different
/// means share one. A law that is drawn seldom (`Use::seldom`) is inverted exactly and needs no table. Cost of a draw:
/// table 2 to 3 ns, mixture of exponentials 4 to 5, uniform and empirical 4; exact inversion 20 to 40, gamma 500 and
/// more. Random numbers taken: none by a constant, two by a mixture, one by all others.
/// A value: copies share their tables and go on alone.
#pragma once

#include "sim/law.h"
#include "sim/quantile_table.h"
#include "sim/random.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace headroom {

class Distribution {
 public:
  enum class Use : std::uint8_t { often, seldom };

  /// Always 0.
  Distribution() = default;
  explicit Distribution(const LawSpec& law, Use use = Use::often);

  /// A length in whole nanoseconds, rounded to nearest, from 0 to 2^62.
  template <class G>
  std::int64_t ns(G& g) const {
    const double x = draw(g) * scaleNs_;
    return x < 0x1p62 ? static_cast<std::int64_t>(x + 0.5) : std::int64_t{1} << 62;
  }
  /// The same, scaled to a mean of 1; a law without a mean, and the constant 0, give 0.
  template <class G>
  double unit(G& g) const {
    return draw(g) * unitScale_;
  }
  /// Mean [s] and squared coefficient of variation of the law.
  double mean() const { return mean_; }
  double scv() const { return scv_; }
  bool constant() const { return kind_ == Kind::constant; }
  /// The table, if it draws from one.
  const QuantileTable* table() const { return kind_ == Kind::tabulated ? table_.get() : nullptr; }

 private:
  enum class Kind : std::uint8_t { constant, tabulated, inverted, mixture, uniform, empirical };

  template <class G>
  double draw(G& g) const {
    if (kind_ == Kind::tabulated) [[likely]]
      return table_->at(g.next());
    if (kind_ == Kind::constant) return 1;
    const std::uint64_t first = g.next();
    return drawOther(first, kind_ == Kind::mixture ? g.next() : 0);
  }
  [[gnu::noinline]] double drawOther(std::uint64_t u, std::uint64_t second) const;

  Kind kind_ = Kind::constant;
  double scaleNs_ = 0, unitScale_ = 0, mean_ = 0, scv_ = 0;
  double share_ = 0, first_ = 0, second_ = 0;  // mixture: share and both means; uniform: from and width
  UnitLaw law_;
  std::shared_ptr<const QuantileTable> table_;
  std::shared_ptr<const std::vector<double>> values_;
};

}  // namespace headroom
