/// The few functions that draws need, made of + − × ÷ √ and bits alone.
///
/// Promise: the same bits with any compiler, level of optimisation and C library (the project is compiled without
/// contraction), because a last bit that differs moves every later event. Relative error below 1e-14 for exp, log,
/// cosTurns, 1e-13 for pow with |y ln x| ≤ 700, 1e-14 for erfc and logGamma, 1e-12 for inverseNormal; checked against
/// the C library by the tests.
#pragma once

namespace headroom::math {

double exp(double x);
double log(double x);            // x > 0
double pow(double x, double y);  // x > 0
double cosTurns(double turns);   // cos(2π·turns)
double logGamma(double x);       // x > 0
double erfc(double x);
double normal(double x);         // Φ(x)
double inverseNormal(double p);  // 0 < p < 1
/// Regularised lower incomplete gamma function P(shape, x), and the x at which it is p.
double gammaP(double shape, double x);
double inverseGammaP(double shape, double p);

}  // namespace headroom::math
