/// Drawing lengths of time from a law of chance.
///
/// A law that is drawn often is a table of its inverse distribution function: 2,048 cells of equal probability, inside
/// which the draw is uniform about the cell's exact mean; the eight outermost cells at either end have a finer table of
/// their own, and the ends of those are inverted exactly. So every cell has its exact probability and mean, tails
/// are exact, and a draw costs one random number, a multiplication and a load. A law drawn seldom (`Use::seldom`) is
/// always inverted exactly and needs no table. Values of deterministic laws take no random number.
///
/// Error: mean of the whole law < 1e-7, squared coefficient of variation < 1e-5 (tested by summing the cells).
#pragma once

#include "sim/law.h"
#include "sim/random.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace headroom {

/// Inverse distribution function of a law, in units of its own scale, as cells.
struct QuantileTable {
  static constexpr unsigned bits = 11, tailBits = 9;
  static constexpr std::uint64_t cells = 1u << bits, tailCells = 1u << tailBits, outer = 8;
  struct Cell {
    double low, width;
  };
  std::vector<Cell> body, left, right;  // left, right: the `outer` cells at either end, cut into tailCells
};

class Distribution {
 public:
  enum class Use : std::uint8_t { often, seldom };

  /// Always 0.
  Distribution() = default;
  explicit Distribution(const LawSpec& law, Use use = Use::often);

  /// A length in whole nanoseconds, from 0 to 2^62.
  template <class G>
  std::int64_t ns(G& g) const {
    const double x = draw(g) * scaleNs_;
    return x < 0x1p62 ? static_cast<std::int64_t>(x + 0.5) : std::int64_t{1} << 62;
  }
  /// The same, scaled to a mean of 1; the mean must be finite and not 0.
  template <class G>
  double unit(G& g) const {
    return draw(g) * unitScale_;
  }
  /// Mean [s] and squared coefficient of variation of the law.
  double mean() const { return mean_; }
  double scv() const { return scv_; }
  bool constant() const { return kind_ == Kind::constant; }

 private:
  enum class Kind : std::uint8_t { constant, uniform, tabulated, inverted, mixture, empirical };

  template <class G>
  double draw(G& g) const {
    if (kind_ == Kind::tabulated) [[likely]]
      return fromTable(g.next());
    if (kind_ == Kind::constant) return 1;
    return drawSeldom(g.next(), kind_ == Kind::mixture ? g.next() : 0);
  }

  double fromTable(std::uint64_t u) const {
    const std::uint64_t cell = u >> (64 - QuantileTable::bits);
    if (cell - QuantileTable::outer >= QuantileTable::cells - 2 * QuantileTable::outer) [[unlikely]]
      return fromTail(u);
    const QuantileTable::Cell& c = table_->body[cell];
    return c.low + c.width * (static_cast<double>(static_cast<std::int64_t>(u << QuantileTable::bits >> 1)) * 0x1p-63);
  }
  [[gnu::noinline]] double fromTail(std::uint64_t u) const;
  [[gnu::noinline]] double drawSeldom(std::uint64_t u, std::uint64_t second) const;
  double quantile(double p, bool upper) const;
  std::shared_ptr<const QuantileTable> tabulate() const;

  Kind kind_ = Kind::constant;
  double scaleNs_ = 0, unitScale_ = 1, mean_ = 0, scv_ = 0;
  std::shared_ptr<const QuantileTable> table_;
  LawSpec law_ = Deterministic{};
};

}  // namespace headroom
