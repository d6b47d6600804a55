/// Tables of laws against the laws themselves, by adding up cells: no chance is involved.
#include "sim/quantile_table.h"

#include "sim/math.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace headroom {
namespace {

Duration second() { return Duration::seconds(1); }

struct Case {
  const char* name;
  LawSpec law;
};

/// From the narrowest to the widest that a scenario may ask for, as long as mean and variance exist and are reached
/// within the 2^-64 that a draw can resolve.
std::vector<Case> cases() {
  return {{"exponential", Exponential{second()}},
          {"lognormal .001", Lognormal{second(), 0.001}},
          {"lognormal .5", Lognormal{second(), 0.5}},
          {"lognormal 1", Lognormal{second(), 1}},
          {"lognormal 5", Lognormal{second(), 5}},
          {"lognormal 20", Lognormal{second(), 20}},
          {"gamma .01", Gamma{second(), 0.01}},
          {"gamma .5", Gamma{second(), 0.5}},
          {"gamma 2", Gamma{second(), 2}},
          {"gamma 20", Gamma{second(), 20}},
          {"erlang 3", Erlang{second(), 3}},
          {"erlang 1000", Erlang{second(), 1000}},
          {"weibull .2", Weibull{second(), 0.2}},
          {"weibull .7", Weibull{second(), 0.7}},
          {"weibull 20", Weibull{second(), 20}},
          {"pareto 4.5", Pareto{4.5, second(), {}}},
          {"pareto 1.2 bounded", Pareto{1.2, second(), second() * 600}},
          {"pareto 1 bounded", Pareto{1, second(), second() * 1000}},
          {"pareto 2 bounded", Pareto{2, second(), second() * 1000}}};
}

struct Sum {
  double mean = 0, square = 0;
  void add(double probability, double m, double variance) {
    mean += probability * m;
    square += probability * (m * m + variance);
  }
  void add(std::span<const QuantileTable::Cell> cells, std::size_t from, std::size_t to, double probability) {
    for (std::size_t i = from; i < to; ++i)
      add(probability, cells[i].low + cells[i].width / 2, cells[i].width * cells[i].width / 12);
  }
  /// The part that is inverted exactly: ∫ x dp with p = p0·e^−t, by Simpson's rule over t.
  template <class Q>
  void addEnd(double p0, Q&& quantile) {
    constexpr int steps = 20'000;
    constexpr double h = 60.0 / steps;
    for (int i = 0; i <= steps; ++i) {
      const double p = p0 * std::exp(-h * i);
      add(p * h / 3 * (i == 0 || i == steps ? 1 : i % 2 ? 4 : 2), quantile(p), 0);
    }
  }
};

TEST(QuantileTable, CellsAddUpToTheLawsMeanAndVariance) {
  for (const auto& [name, law] : cases()) {
    const auto scaled = scaledLaw(law).value();
    const auto table = QuantileTable::of(scaled.law);
    constexpr std::size_t n = QuantileTable::cells, m = QuantileTable::tailCells, outer = QuantileTable::outer;
    constexpr double width = 1.0 / n, tailWidth = width * outer / m;
    Sum sum;
    sum.add(table->body(), outer, n - outer, width);
    sum.add(table->left(), outer, m, tailWidth);
    sum.add(table->right(), outer, m, tailWidth);
    sum.addEnd(tailWidth * outer, [&](double p) { return scaled.law.below(p); });
    sum.addEnd(tailWidth * outer, [&](double p) { return scaled.law.above(p); });
    const double mean = meanSeconds(law) / scaled.unit, scv = squaredCv(law);
    EXPECT_NEAR(sum.mean / mean, 1, scv < 4.1 ? 1e-8 : 2e-7) << name;
    EXPECT_NEAR((sum.square / (sum.mean * sum.mean) - 1) / scv, 1, 1e-6) << name;
  }
}

/// The greatest distance of a draw from the quantile of its bits, relative to that quantile, or to a thousandth of the
/// mean where the quantile is less than that.
TEST(QuantileTable, DrawsAreTheQuantilesOfTheirBits) {
  for (const auto& [name, law] : cases()) {
    const auto scaled = scaledLaw(law).value();
    const auto table = QuantileTable::of(scaled.law);
    const double mean = meanSeconds(law) / scaled.unit;
    double worst = 0;
    for (std::uint64_t i = 0; i < 60'000; ++i) {
      const std::uint64_t u = i * 0x1234567890123u * 247 + i;  // an even sweep, and all of both tails
      for (const std::uint64_t bits : {u, u >> 9, ~(u >> 9), u >> 20, ~(u >> 20)}) {
        const bool upper = bits >> 63;
        const double p = (static_cast<double>(upper ? ~bits : bits) + 0.5) * 0x1p-64;
        const double exact = upper ? scaled.law.above(p) : scaled.law.below(p);
        worst = std::max(worst, std::fabs(table->at(bits) - exact) / std::max(exact, mean / 1000));
      }
    }
    EXPECT_LT(worst, squaredCv(law) < 4.1 ? 1e-3 : 6e-3) << name;
  }
}

/// The last draw that 64 bits can name: the exponential law passes 65·ln 2 with probability 2^-65.
TEST(QuantileTable, EndsAreTheLawsOwn) {
  const auto table = QuantileTable::of(UnitLaw{});
  EXPECT_NEAR(table->at(~std::uint64_t{0}), 65 * std::log(2.0), 1e-12);
  EXPECT_NEAR(table->at(0) / 0x1p-65, 1, 1e-12);
}

TEST(QuantileTable, EqualLawsShareOneTableWhileItIsHeld) {
  const auto of = [](const LawSpec& law) { return QuantileTable::of(scaledLaw(law).value().law); };
  const auto a = of(Lognormal{second(), 0.7});
  EXPECT_EQ(a, of(Lognormal{second() * 9, 0.7})) << "the mean is a factor, not a shape";
  EXPECT_NE(a, of(Lognormal{second(), 0.8}));
}

}  // namespace
}  // namespace headroom
