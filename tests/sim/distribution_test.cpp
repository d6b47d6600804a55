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

TEST(Seeds, StreamsOfOtherNamesSeedsAndReplicasAreOthers) {
  const auto first = [](Seeds s, const char* name) { return s.stream(name).next(); };
  const std::uint64_t base = first({1, 0}, "a");
  EXPECT_EQ(base, first({1, 0}, "a"));
  EXPECT_NE(base, first({2, 0}, "a"));
  EXPECT_NE(base, first({1, 1}, "a"));
  EXPECT_NE(base, first({1, 0}, "b"));
}

/// Consecutive numbers give independent generators: serial correlation of n uniforms is within 5/√n of 0.
TEST(NumberedStream, NeighboursAreUncorrelatedAndUniform) {
  const NumberedStream s = Seeds{3, 0}.numbered("x");
  constexpr int n = 1'000'000;
  double sum = 0, product = 0, before = 0;
  for (std::uint64_t i = 0; i < n; ++i) {
    Generator g = s.at(i);
    const double u = uniform(g) - 0.5;
    sum += u;
    product += u * before;
    before = u;
  }
  EXPECT_NEAR(sum / n, 0, 5 / std::sqrt(12.0 * n));
  EXPECT_NEAR(product / n * 12, 0, 5 / std::sqrt(n));
}

}  // namespace
}  // namespace headroom
