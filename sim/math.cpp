#include "sim/math.h"

#include <cmath>

namespace headroom::math {
namespace {

// Taylor's series for |t| ≤ π/4; the first terms left out are below 1e-17.
constexpr double kCos[] = {1.0 / 2,       1.0 / 24,        1.0 / 720,         1.0 / 40320,
                           1.0 / 3628800, 1.0 / 479001600, 1.0 / 87178291200, 1.0 / 20922789888000};
constexpr double kSin[] = {1.0 / 6,        1.0 / 120,        1.0 / 5040,          1.0 / 362880,
                           1.0 / 39916800, 1.0 / 6227020800, 1.0 / 1307674368000, 1.0 / 355687428096000};

/// c0 − z·(c1 − z·(c2 − …))
constexpr double alternating(const double (&c)[8], double z) {
  double sum = c[7];
  for (int k = 6; k >= 0; --k) sum = c[k] - z * sum;
  return sum;
}

double cosSmall(double t) { return 1 - t * t * alternating(kCos, t * t); }
double sinSmall(double t) { return t - t * (t * t * alternating(kSin, t * t)); }

/// e^(−x²); the square is split in two, or its rounding would be magnified by x².
double expOfMinusSquare(double x) {
  const double high = std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & ~0x7ffffffull);
  return exp(-high * high) * exp(-(x - high) * (x + high));
}

constexpr double kInverseRootPi = 0x1.20dd750429b6dp-1;

/// 2/√π · x·e^(−x²) · Σ (2x²)^n / (1·3·5…): all terms positive, so nothing cancels.
double erfSeries(double x) {
  const double twice = 2 * x * x;
  double term = 1, sum = 1;
  for (int k = 3; term > sum * 1e-17; k += 2) {
    term *= twice / k;
    sum += term;
  }
  return 2 * kInverseRootPi * x * expOfMinusSquare(x) * sum;
}

/// e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))) from the inside out, for x ≥ 1.
double erfcFraction(double x) {
  double tail = x;
  for (int k = x < 2 ? 300 : x < 5 ? 90 : 30; k >= 1; --k) tail = x + 0.5 * k / tail;
  return kInverseRootPi * expOfMinusSquare(x) / tail;
}

constexpr double evaluate(const double (&c)[8], double x) {
  double sum = c[7];
  for (int k = 6; k >= 0; --k) sum = sum * x + c[k];
  return sum;
}

// M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37 (1988).
constexpr double kMidA[8] = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                             1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                             3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr double kMidB[8] = {1.0,
                             4.2313330701600911252e+1,
                             6.8718700749205790830e+2,
                             5.3941960214247511077e+3,
                             2.1213794301586595867e+4,
                             3.9307895800092710610e+4,
                             2.8729085735721942674e+4,
                             5.2264952788528545610e+3};
constexpr double kNearA[8] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                              3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                              2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr double kNearB[8] = {1.0,
                              2.05319162663775882187e0,
                              1.67638483018380384940e0,
                              6.89767334985100004550e-1,
                              1.48103976427480074590e-1,
                              1.51986665636164571966e-2,
                              5.47593808499534494600e-4,
                              1.05075007164441684324e-9};
constexpr double kFarA[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                             2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                             2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr double kFarB[8] = {1.0,
                             5.99832206555887937690e-1,
                             1.36929880922735805310e-1,
                             1.48753612908506148525e-2,
                             7.86869131145613259100e-4,
                             1.84631831751005468180e-5,
                             1.42151175831644588870e-7,
                             2.04426310338993978564e-15};

}  // namespace

double sqrt(double x) { return std::sqrt(x); }  // IEEE 754 asks for the nearest double, so all agree

double cosTurns(double x) {
  double a = abs(x - round(x));  // exact, in [0, ½]
  double sign = 1;
  if (a > 0.25) {
    a = 0.5 - a;
    sign = -1;
  }
  return sign * (a > 0.125 ? sinSmall(kTwoPi * (0.25 - a)) : cosSmall(kTwoPi * a));
}

double erf(double x) {
  const double a = abs(x);
  if (!(a < 6)) return x != x ? x : (x < 0 ? -1 : 1);
  const double y = a < 2 ? erfSeries(a) : 1 - erfcFraction(a);
  return x < 0 ? -y : y;
}

double erfc(double x) {
  if (x > 27) return 0;
  if (x >= 1) return erfcFraction(x);
  return 1 - erf(x);
}

double normal(double x) { return 0.5 * erfc(-x * 0x1.6a09e667f3bcdp-1); }

double inverseNormal(double p) {
  if (!(p > 0 && p < 1)) return p == 0 ? -kInfinity : p == 1 ? kInfinity : kNaN;
  const double q = p - 0.5;
  if (abs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * evaluate(kMidA, r) / evaluate(kMidB, r);
  }
  const double r = sqrt(-log(q < 0 ? p : 1 - p));
  const double z =
      r <= 5 ? evaluate(kNearA, r - 1.6) / evaluate(kNearB, r - 1.6) : evaluate(kFarA, r - 5) / evaluate(kFarB, r - 5);
  return q < 0 ? -z : z;
}

}  // namespace headroom::math
