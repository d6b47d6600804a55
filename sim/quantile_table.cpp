#include "sim/quantile_table.h"

#include "sim/math.h"

#include <map>
#include <mutex>

namespace headroom {
namespace {

using Cell = QuantileTable::Cell;

/// Mean and variance of the quantiles over a cell, by Simpson's rule. A uniform piece of the same variance is √12
/// deviations wide; where the law is so skewed that the piece would begin below 0, the mean alone is kept.
Cell cellOf(double a, double middle, double b) {
  const double mean = (a + 4 * middle + b) / 6;
  const auto square = [mean](double x) { return (x - mean) * (x - mean); };
  const double width = math::sqrt(2 * (square(a) + 4 * square(middle) + square(b)));
  return width <= 2 * mean ? Cell{mean - width / 2, width} : Cell{0, 2 * mean};
}

/// Cells from…to of equal ones, each `width` of probability; `quantile(p, near)` rises or falls evenly.
template <class Q>
void fill(std::span<Cell> table, double width, std::uint64_t from, std::uint64_t to, Q&& quantile) {
  const auto at = [&](double i, double near) { return quantile(i * width, near); };
  double before = 0, previous = 0, a = at(static_cast<double>(from), 0);
  for (std::uint64_t i = from; i < to; ++i) {
    // A parabola through the last three answers is a start that leaves one step to go.
    const auto next = [&](double x) {
      const double near = before > 0 ? 3 * a - 3 * previous + before : 0;
      const double y = at(x, near > 0 ? near : 0);
      before = previous;
      previous = a;
      return a = y;
    };
    const double left = a;
    const double middle = next(static_cast<double>(i) + 0.5);
    const double right = next(static_cast<double>(i + 1));
    table[i] = cellOf(left, middle, right);
  }
}

}  // namespace

QuantileTable::QuantileTable(const UnitLaw& law) : law_(law) {
  const auto below = [&](double p, double near) {
    return p < 0.5 ? law.below(p, near) : law.above(1 - p, near);  // 1 − p is exact: p is a multiple of 2^-12
  };
  const auto above = [&](double p, double near) { return law.above(p, near); };
  constexpr double width = 1.0 / static_cast<double>(cells);
  constexpr double tailWidth = static_cast<double>(outer) * width / static_cast<double>(tailCells);
  fill(body_, width, outer, cells - outer, below);
  fill(left_, tailWidth, outer, tailCells, below);
  fill(right_, tailWidth, outer, tailCells, above);
}

std::shared_ptr<const QuantileTable> QuantileTable::of(const UnitLaw& law) {
  static std::mutex mutex;
  static std::map<UnitLaw, std::weak_ptr<const QuantileTable>, std::less<>> known;
  const std::lock_guard lock(mutex);
  std::weak_ptr<const QuantileTable>& place = known[law];
  auto table = place.lock();
  if (!table) {
    table = std::make_shared<const QuantileTable>(law);
    place = table;
  }
  return table;
}

double QuantileTable::inTail(std::uint64_t u) const {
  const bool upper = u >> 63;
  const std::uint64_t p = upper ? ~u : u;  // below outer/cells
  constexpr unsigned shift = 64 - bits + 3 - tailBits;
  static_assert(outer == 1u << 3);
  const std::uint64_t cell = p >> shift;
  if (cell < outer) {
    const double share = (static_cast<double>(p) + 0.5) * 0x1p-64;
    return upper ? law_.above(share) : law_.below(share);
  }
  const Cell& c = (upper ? right_ : left_)[cell];
  const auto inside = static_cast<double>(p & ((std::uint64_t{1} << shift) - 1)) + 0.5;
  const double f = inside / static_cast<double>(std::uint64_t{1} << shift);
  return c.low + c.width * (upper ? 1 - f : f);
}

}  // namespace headroom
