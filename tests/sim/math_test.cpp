/// Our own functions against the C library's, which these tests may use and results may not.
#include "sim/math.h"

#include "sim/random.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace headroom {
namespace {

constexpr double ulp = 2.3e-16;  // as a relative error: one unit in the last place of a number just above a power of 2

double relative(double got, double wanted) { return got == wanted ? 0 : std::fabs(got - wanted) / std::fabs(wanted); }

/// The worst of n points drawn by `point`. The library's own error, below an ulp, is part of every bound.
template <class Point, class Ours, class Theirs>
double worst(Point&& point, Ours&& ours, Theirs&& theirs, int n = 200'000) {
  Stream g(1);
  double most = 0;
  for (int i = 0; i < n; ++i) {
    const double x = point(uniform(g));
    most = std::max(most, relative(ours(x), theirs(x)));
  }
  return most;
}

TEST(Math, ExpIsGoodToTheLastBits) {
  const auto theirs = [](double x) { return std::exp(x); };
  EXPECT_LT(worst([](double u) { return -708 + 1416 * u; }, math::exp, theirs), 2 * ulp);
  EXPECT_LT(worst([](double u) { return u - 0.5; }, math::exp, theirs), 2 * ulp);
  EXPECT_EQ(math::exp(0), 1);
  EXPECT_EQ(math::exp(710), math::kInfinity);
  EXPECT_EQ(math::exp(-746), 0);
  EXPECT_NEAR(math::exp(-740) / std::exp(-740), 1, 0.2) << "a number with few bits left";
  EXPECT_TRUE(std::isfinite(math::exp(709.78)));
  EXPECT_TRUE(std::isnan(math::exp(math::kNaN)));
}

TEST(Math, LogIsGoodToTheLastBits) {
  const auto theirs = [](double x) { return std::log(x); };
  EXPECT_LT(worst([](double u) { return std::exp(1400 * u - 700); }, math::log, theirs), 2 * ulp);
  EXPECT_LT(worst([](double u) { return 0.5 + u; }, math::log, theirs), 2 * ulp) << "where the result is near 0";
  EXPECT_EQ(math::log(1), 0);
  EXPECT_EQ(math::log(0), -math::kInfinity);
  EXPECT_TRUE(std::isnan(math::log(-1)));
  EXPECT_LT(relative(math::log(0x1p-1074), std::log(0x1p-1074)), ulp) << "the least number there is";
}

TEST(Math, TheTableOfPowersOfTwoIsRoundedToNearest) {
  for (int k = 0; k < 64; ++k) EXPECT_EQ(math::kExpTable[k], std::exp2(k / 64.0)) << k;
}

TEST(Math, NothingIsLostNearZero) {
  const auto tiny = [](double u) { return (u < 0.5 ? -1 : 1) * std::exp(-80 * std::fabs(u - 0.5)) * 0.999; };
  EXPECT_LT(worst(tiny, math::log1p, [](double x) { return std::log1p(x); }), 3 * ulp);
  EXPECT_LT(worst(tiny, math::expm1, [](double x) { return std::expm1(x); }), 5 * ulp);
}

/// The stated bound: (4 + |y·ln x|) ulp, because the logarithm's last bit is magnified by y·ln x.
TEST(Math, PowIsGoodToItsStatedError) {
  for (double x = 0.01; x < 100; x *= 1.7)
    for (double y = -60; y < 60; y += 0.31)
      EXPECT_LT(relative(math::pow(x, y), std::pow(x, y)), (4 + std::fabs(y * std::log(x))) * ulp) << x << " " << y;
  EXPECT_EQ(math::pow(0, 2), 0);
  EXPECT_EQ(math::pow(0, -2), math::kInfinity);
  EXPECT_EQ(math::pow(0, 0), 1);
}

TEST(Math, AnglesInTurnsKeepTheirDigitsHoweverManyTurns) {
  for (double t = -3; t < 3; t += 0.0137) {
    EXPECT_NEAR(math::cosTurns(t), std::cos(2 * M_PI * t), 3e-15) << t;
    EXPECT_NEAR(math::sinTurns(t), std::sin(2 * M_PI * t), 3e-15) << t;
  }
  EXPECT_EQ(math::cosTurns(0.25), 0);
  EXPECT_EQ(math::cosTurns(0.5), -1);
  EXPECT_EQ(math::cosTurns(1e9 + 0.125), math::cosTurns(0.125)) << "a day's angle after a billion days";
}

TEST(Math, ErrorFunctionsKeepRelativeAccuracyInTheTail) {
  EXPECT_LT(worst([](double u) { return 12 * u - 6; }, math::erf, [](double x) { return std::erf(x); }, 20'000), 4e-15);
  EXPECT_LT(worst([](double u) { return 32 * u - 6; }, math::erfc, [](double x) { return std::erfc(x); }, 20'000),
            6e-15);
  EXPECT_EQ(math::erf(7), 1);
  EXPECT_EQ(math::erfc(30), 0);
  EXPECT_EQ(math::erfc(-7), 2);
}

TEST(Math, GammaFunctionsAgreeWithTheLibrary) {
  const auto gammas = [](double x) { return std::tgamma(x); };
  EXPECT_LT(worst([](double u) { return 20 * u + 1e-9; }, math::gamma, gammas, 20'000), 2e-14);
  EXPECT_LT(worst([](double u) { return 20 + 150 * u; }, math::gamma, gammas, 20'000), 4e-13);
  for (double x = 1e-6; x < 1e6; x *= 1.13)
    EXPECT_NEAR(math::logGamma(x), std::lgamma(x), 2e-14 * std::max(1.0, std::fabs(std::lgamma(x)))) << x;
}

/// z → p → z with the library's erfc. Below the median p carries all digits, so z must come back to a few last bits.
TEST(Math, InverseNormalUndoesTheNormalLaw) {
  for (double z = -37; z <= 0; z += 0.0173) {
    const double p = 0.5 * std::erfc(-z * M_SQRT1_2);
    EXPECT_NEAR(math::inverseNormal(p), z, 2e-15 * (1 + std::fabs(z))) << z;
    EXPECT_LT(relative(math::normal(z), p), 2e-13) << "erfc at a rounded argument: z² ulp";
  }
  EXPECT_EQ(math::inverseNormal(0.5), 0);
  EXPECT_EQ(math::inverseNormal(0.25), -math::inverseNormal(0.75));
  EXPECT_EQ(math::inverseNormal(0), -math::kInfinity);
}

/// Closed forms: P(1, x) = 1 − e^−x, P(½, x) = erf √x, Q(3, x) = e^−x·(1 + x + x²/2).
TEST(Math, IncompleteGammaHasItsClosedForms) {
  for (double x = 1e-6; x < 300; x *= 1.21) {
    EXPECT_LT(relative(math::gammaP(1, x), -std::expm1(-x)), 1e-14) << x;
    EXPECT_LT(relative(math::gammaQ(1, x), std::exp(-x)), 1e-13) << x;
    EXPECT_LT(relative(math::gammaP(0.5, x), std::erf(std::sqrt(x))), 1e-14) << x;
    EXPECT_LT(relative(math::gammaQ(3, x), std::exp(-x) * (1 + x + x * x / 2)), 1e-13) << x;
  }
}

/// For every shape that a scenario may ask for (cv 0.01 to 20), from the far lower to the far upper tail.
TEST(Math, InverseGammaUndoesTheGammaLawInBothTails) {
  for (const double shape : {0.0025, 0.04, 0.5, 1.0, 2.5, 9.9, 30.0, 1000.0, 1e4})
    for (double p = 1e-18; p < 0.999; p = p < 0.01 ? p * 7 : p + 0.0371) {
      const double x = math::inverseGammaP(shape, p), y = math::inverseGammaQ(shape, p);
      // x carries 1e-11; a share moves with it by at most the logarithmic slope, √shape or so in the bulk.
      const double error = 1e-11 * (1 + std::sqrt(shape)) * (1 + std::fabs(std::log(p)));
      // Below that a double has no digits left.
      EXPECT_LT(x > 1e-300 ? relative(math::gammaP(shape, x), p) : 0, error) << shape << " " << p;
      EXPECT_LT(y > 1e-300 ? relative(math::gammaQ(shape, y), p) : 0, error) << shape << " " << p;
    }
  EXPECT_NEAR(math::inverseGammaP(1, 0.5), std::log(2.0), 1e-14);
  EXPECT_NEAR(math::inverseGammaQ(1, 1e-20), 20 * std::log(10.0), 1e-12) << "a tail that 1 − q cannot express";
}

/// Tables may be filled while compiling, with the same bits.
TEST(Math, CompileTimeAndRunTimeAgree) {
  constexpr double e = math::exp(0.7), l = math::log(0.7), p = math::pow(3.3, 1.7), m = math::expm1(0.01);
  volatile double x = 0.7, y = 3.3, z = 1.7, t = 0.01;
  EXPECT_EQ(e, math::exp(x));
  EXPECT_EQ(l, math::log(x));
  EXPECT_EQ(p, math::pow(y, z));
  EXPECT_EQ(m, math::expm1(t));
}

}  // namespace
}  // namespace headroom
