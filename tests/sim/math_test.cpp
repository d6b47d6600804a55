/// Our own functions against the C library's, which these tests may use and results may not.
#include "sim/math.h"

#include <cmath>

#include <gtest/gtest.h>

namespace headroom {
namespace {

void expectNear(double got, double wanted, double relative, double x) {
  EXPECT_NEAR(got, wanted, relative * std::fabs(wanted) + 1e-300) << "at " << x;
}

TEST(Math, ElementaryFunctionsAgreeWithTheLibraryToAFewLastBits) {
  for (double x = -30; x < 30; x += 0.0371) expectNear(math::exp(x), std::exp(x), 1e-14, x);
  for (double x = 1e-12; x < 1e12; x *= 1.37)
    EXPECT_NEAR(math::log(x), std::log(x), 1e-15 + 4e-16 * std::fabs(std::log(x))) << x;
  for (double x = 0.01; x < 100; x *= 1.7)
    for (double y = -5; y < 5; y += 0.31) expectNear(math::pow(x, y), std::pow(x, y), 1e-13, x);
  for (double t = -3; t < 3; t += 0.0137) EXPECT_NEAR(math::cosTurns(t), std::cos(2 * M_PI * t), 3e-15) << t;
}

TEST(Math, GammaAndErrorFunctionsAgreeWithTheLibrary) {
  for (double x = 0.05; x < 200; x *= 1.13)
    EXPECT_NEAR(math::logGamma(x), std::lgamma(x), 2e-14 * (1 + std::fabs(std::lgamma(x)))) << x;
  for (double x = -5; x < 20; x += 0.113) expectNear(math::erfc(x), std::erfc(x), 2e-13, x);
}

TEST(Math, InversesUndoTheirFunctions) {
  for (double z = -8; z <= 8; z += 0.173) {
    const double p = 0.5 * std::erfc(-z / std::sqrt(2.0));
    if (p >= 1) continue;
    // Above the median p itself is known to 1e-16 only: z follows with that over the density.
    const double density = std::exp(-z * z / 2) / 2.5;
    EXPECT_NEAR(math::inverseNormal(p), z, 1e-12 * (1 + std::fabs(z)) + (z > 0 ? 2e-16 / density : 0)) << z;
  }
  for (const double shape : {0.04, 0.5, 1.0, 2.5, 30.0, 400.0})
    for (double p = 0.001; p < 1; p += 0.0371)
      EXPECT_NEAR(math::gammaP(shape, math::inverseGammaP(shape, p)), p, 1e-12) << shape << " " << p;
  EXPECT_NEAR(math::inverseGammaP(1, 0.5), std::log(2.0), 1e-14);  // Γ(1) is the exponential law
}

}  // namespace
}  // namespace headroom
