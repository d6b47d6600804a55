/// Laws: moments against closed forms, draws against their distribution functions.
#include "sim/distribution.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace headroom {
namespace {

Duration seconds(double s) { return Duration::fromSeconds(s); }

std::vector<LawSpec> finiteLaws() {
  return {Deterministic{seconds(0.3)},
          Exponential{seconds(0.2)},
          Lognormal{seconds(0.04), 1.2},
          Gamma{seconds(1), 0.5},
          Gamma{seconds(1), 2},
          Erlang{seconds(2), 4},
          Hyperexponential{seconds(1), 2},
          Hyperexponential{{}, 2, 0.3, seconds(1), seconds(5)},
          Weibull{seconds(1), 0.7},
          Pareto{2.5, seconds(1), seconds(1000)},
          Uniform{seconds(0.1), seconds(0.5)},
          Empirical{"", {seconds(1), seconds(2), seconds(6)}}};
}

/// At alpha = k the closed form of the k-th moment is 0/0; its neighbours must agree with the limit.
TEST(Law, ParetoMomentsAreContinuousWhereTheExponentMeetsTheMoment) {
  for (const double k : {1.0, 2.0}) {
    const auto at = [&](double alpha) {
      const LawSpec law = Pareto{alpha, seconds(2), seconds(600)};
      return k == 1 ? meanSeconds(law) : squaredCv(law);
    };
    EXPECT_NEAR(at(k) / at(k + 1e-9), 1, 1e-8);
    EXPECT_NEAR(at(k) / at(k - 1e-9), 1, 1e-8);
  }
  // Computed with other tools: alpha 1.5 on [1, 10^4] and on [2, 600].
  EXPECT_NEAR(meanSeconds(Pareto{1.5, seconds(1), seconds(1e4)}), 2.970003, 1e-6);
  EXPECT_NEAR(squaredCv(Pareto{1.5, seconds(1), seconds(1e4)}), 32.67, 5e-3);
  EXPECT_NEAR(meanSeconds(Pareto{1.5, seconds(2), seconds(600)}), 5.654678, 1e-6);
  EXPECT_NEAR(squaredCv(Pareto{1.5, seconds(2), seconds(600)}), 5.126, 5e-4);
  EXPECT_NEAR(meanSeconds(Pareto{1.1, seconds(1), seconds(1e6)}), 8.236927, 1e-6);
}

TEST(Law, MomentsAreTheClosedForms) {
  EXPECT_NEAR(meanSeconds(Weibull{seconds(1), 0.7}), std::tgamma(1 + 1 / 0.7), 1e-12);
  EXPECT_NEAR(squaredCv(Weibull{seconds(1), 0.7}), std::tgamma(1 + 2 / 0.7) / std::pow(std::tgamma(1 + 1 / 0.7), 2) - 1,
              1e-12);
  EXPECT_NEAR(meanSeconds(Pareto{2.5, seconds(2), {}}), 2.5 * 2 / 1.5, 1e-12);
  EXPECT_TRUE(std::isinf(squaredCv(Pareto{2, seconds(1), {}})));
  EXPECT_NEAR(squaredCv(Hyperexponential{seconds(3), 2}), 4, 1e-12);
  EXPECT_NEAR(meanSeconds(Hyperexponential{{}, 2, 0.25, seconds(1), seconds(3)}), 0.25 + 2.25, 1e-12);
  EXPECT_NEAR(squaredCv(Erlang{seconds(1), 5}), 0.2, 1e-12);
  EXPECT_NEAR(meanSeconds(Empirical{"", {seconds(1), seconds(2), seconds(6)}}), 3, 1e-12);
}

/// n draws of a law with mean m and standard deviation s have a mean within 5 s/√n of m with probability 1 − 6e-7.
TEST(Distribution, DrawsHaveTheLawsMean) {
  constexpr int n = 1'000'000;
  for (const LawSpec& law : finiteLaws()) {
    for (const auto use : {Distribution::Use::often, Distribution::Use::seldom}) {
      if (use == Distribution::Use::seldom && std::holds_alternative<Gamma>(law))
        continue;  // slow, and the same inversion
      const Distribution d(law, use);
      Stream g = Seeds{7, 0}.stream("mean");
      double sum = 0;
      const int count = use == Distribution::Use::often ? n : n / 10;
      for (int i = 0; i < count; ++i) sum += static_cast<double>(d.ns(g)) * 1e-9;
      const double sigma = d.mean() * std::sqrt(d.scv() / count);
      EXPECT_NEAR(sum / count, d.mean(), 5 * sigma + 2e-9) << "law " << law.index();
    }
  }
}

/// Kolmogorov: √n·sup|F_n − F| exceeds 3.2 with probability 2.6e-9.
void expectFollows(const LawSpec& law, double (*cdf)(double)) {
  constexpr int n = 200'000;
  const Distribution d(law);
  NumberedStream numbered = Seeds{11, 3}.numbered("ks");
  std::vector<double> x;
  for (std::uint64_t i = 0; i < n; ++i) {
    Generator g = numbered.at(i);
    x.push_back(static_cast<double>(d.ns(g)) * 1e-9);
  }
  std::sort(x.begin(), x.end());
  double most = 0;
  for (int i = 0; i < n; ++i) {
    const double f = cdf(x[static_cast<std::size_t>(i)]);
    most = std::max({most, std::fabs(f - static_cast<double>(i) / n), std::fabs(f - static_cast<double>(i + 1) / n)});
  }
  EXPECT_LT(most * std::sqrt(n), 3.2);
}

TEST(Distribution, DrawsFollowTheLawsDistributionFunction) {
  expectFollows(Exponential{seconds(2)}, [](double x) { return 1 - std::exp(-x / 2); });
  expectFollows(Lognormal{seconds(1), 1}, [](double x) {
    const double s = std::sqrt(std::log(2.0));
    return 0.5 * std::erfc(-(std::log(x) + s * s / 2) / s / std::sqrt(2.0));
  });
  expectFollows(Weibull{seconds(1), 0.5}, [](double x) { return 1 - std::exp(-std::sqrt(x)); });
  expectFollows(Erlang{seconds(2), 2}, [](double x) { return 1 - std::exp(-x) * (1 + x); });
  expectFollows(Pareto{1.5, seconds(1), {}}, [](double x) { return 1 - std::pow(x, -1.5); });
  expectFollows(Hyperexponential{{}, 2, 0.3, seconds(1), seconds(5)},
                [](double x) { return 1 - 0.3 * std::exp(-x) - 0.7 * std::exp(-x / 5); });
}

/// The tail beyond the table's last whole cell is exact: P(X > 12 means) = e^-12 of an exponential law.
TEST(Distribution, TailsAreNotCutOff) {
  const Distribution d(Exponential{seconds(1)});
  Stream g = Seeds{5, 0}.stream("tail");
  constexpr int n = 20'000'000;
  int beyond = 0;
  for (int i = 0; i < n; ++i) beyond += d.ns(g) > 12'000'000'000;
  const double wanted = n * std::exp(-12.0);  // 123
  EXPECT_NEAR(beyond, wanted, 5 * std::sqrt(wanted));
}

/// A generator that says what it is told, and counts how often it was asked.
struct Told {
  std::uint64_t word;
  int asked = 0;
  std::uint64_t next() { return ++asked, word; }
};

TEST(Distribution, TakesAsManyRandomNumbersAsItSays) {
  for (const LawSpec& law : finiteLaws()) {
    const int wanted = std::holds_alternative<Deterministic>(law)      ? 0
                       : std::holds_alternative<Hyperexponential>(law) ? 2
                                                                       : 1;
    for (const auto use : {Distribution::Use::often, Distribution::Use::seldom}) {
      Told g{0x123456789abcdefu};
      Distribution(law, use).ns(g);
      EXPECT_EQ(g.asked, wanted) << law.index();
    }
  }
}

/// Often or seldom, the same bits mean the same length: the table is the inverse, to within its stated error.
TEST(Distribution, OftenAndSeldomAgree) {
  for (const LawSpec& law : finiteLaws()) {
    const Distribution often(law), seldom(law, Distribution::Use::seldom);
    Stream a(17), b(17);
    for (int i = 0; i < 1000; ++i) {
      const auto x = static_cast<double>(often.ns(a)), y = static_cast<double>(seldom.ns(b));
      EXPECT_NEAR(x, y, 1e-3 * std::max(y, often.mean() * 1e6) + 1) << law.index();
    }
  }
}

TEST(Distribution, AConstantIsItselfToTheNanosecond) {
  Told g{0};
  for (const std::int64_t ns : {0ll, 1ll, 999ll, 1'234'567'891ll, 86'400'000'000'001ll})
    EXPECT_EQ(Distribution(Deterministic{Duration::nanoseconds(ns)}).ns(g), ns);
  EXPECT_EQ(Distribution().ns(g), 0);
  EXPECT_EQ(Distribution().mean(), 0);
  EXPECT_DOUBLE_EQ(Distribution(Deterministic{seconds(3)}).unit(g), 1);
  EXPECT_EQ(Distribution(Deterministic{}).unit(g), 0);
}

TEST(Distribution, ReachesBothEndsAndNothingBeyond) {
  Told least{0}, greatest{~std::uint64_t{0}};
  const Distribution uniform(Uniform{seconds(0.1), seconds(0.5)});
  EXPECT_EQ(uniform.ns(least), 100'000'000);
  EXPECT_EQ(uniform.ns(greatest), 500'000'000);
  const Distribution pareto(Pareto{1.5, seconds(1), seconds(60)});
  EXPECT_EQ(pareto.ns(least), 1'000'000'000);
  EXPECT_EQ(pareto.ns(greatest), 60'000'000'000);
  const Distribution values(Empirical{"", {seconds(4), seconds(5), seconds(6)}});
  EXPECT_EQ(values.ns(least), 4'000'000'000);
  EXPECT_EQ(values.ns(greatest), 6'000'000'000);
}

/// Lengths beyond 146 years are 2^62 ns: finite, so that what adds them to a time does not overflow.
TEST(Distribution, SaturatesInsteadOfOverflowing) {
  Told greatest{~std::uint64_t{0}};
  const Distribution endless(Pareto{0.1, seconds(1), {}});
  EXPECT_EQ(endless.ns(greatest), std::int64_t{1} << 62);
  EXPECT_TRUE(std::isinf(endless.mean()));
  EXPECT_EQ(endless.unit(greatest), 0);
}

TEST(Distribution, LawsWithoutWidthAreConstants) {
  Stream g(1);
  EXPECT_EQ(Distribution(Pareto{2, seconds(3), seconds(3)}).ns(g), 3'000'000'000);
  EXPECT_EQ(squaredCv(Pareto{2, seconds(3), seconds(3)}), 0);
  EXPECT_EQ(Distribution(Uniform{seconds(2), seconds(2)}).ns(g), 2'000'000'000);
  EXPECT_EQ(Distribution(Empirical{}).ns(g), 0);
}

TEST(Distribution, UnitHasMeanOne) {
  constexpr int n = 400'000;
  for (const LawSpec& law : finiteLaws()) {
    const Distribution d(law);
    Stream g = Seeds{8, 0}.stream("unit");
    double sum = 0;
    for (int i = 0; i < n; ++i) sum += d.unit(g);
    EXPECT_NEAR(sum / n, 1, 5 * std::sqrt(d.scv() / n) + 1e-12) << law.index();
  }
}

/// Draws are the same everywhere and for ever: a change here changes every run.
TEST(Distribution, DrawsArePinned) {
  std::uint64_t hash = 0;
  for (const LawSpec& law : finiteLaws())
    for (const auto use : {Distribution::Use::often, Distribution::Use::seldom}) {
      const Distribution d(law, use);
      Stream g = Seeds{4, 2}.stream("pinned");
      for (int i = 0; i < 2000; ++i) hash = mixed(hash ^ static_cast<std::uint64_t>(d.ns(g)));
    }
  EXPECT_EQ(hash, 7761734525759478482u);
}

}  // namespace
}  // namespace headroom
