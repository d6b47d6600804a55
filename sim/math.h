/// Elementary and special functions that give the same bits everywhere.
///
/// Promises: built from + − × ÷, square roots and bits only, so (with -ffp-contract=off) gcc and clang at any level and
/// beside any libm agree to the last bit; glibc alone picks different logarithms on different processors. Accuracy is
/// stated function by function, as relative error, and tested against the standard library. Cost: 3 to 10 ns for exp
/// and log, more for the rest. The constexpr ones may fill tables at compile time.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>

namespace headroom::math {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kLn2 = 0x1.62e42fefa39efp-1;
inline constexpr double kTwoPi = 0x1.921fb54442d18p+2;

/// 2^(k/64), rounded to nearest.
inline constexpr double kExpTable[64] = {
    0x1p+0,
    0x1.02c9a3e778061p+0,
    0x1.059b0d3158574p+0,
    0x1.0874518759bc8p+0,
    0x1.0b5586cf9890fp+0,
    0x1.0e3ec32d3d1a2p+0,
    0x1.11301d0125b51p+0,
    0x1.1429aaea92de0p+0,
    0x1.172b83c7d517bp+0,
    0x1.1a35beb6fcb75p+0,
    0x1.1d4873168b9aap+0,
    0x1.2063b88628cd6p+0,
    0x1.2387a6e756238p+0,
    0x1.26b4565e27cddp+0,
    0x1.29e9df51fdee1p+0,
    0x1.2d285a6e4030bp+0,
    0x1.306fe0a31b715p+0,
    0x1.33c08b26416ffp+0,
    0x1.371a7373aa9cbp+0,
    0x1.3a7db34e59ff7p+0,
    0x1.3dea64c123422p+0,
    0x1.4160a21f72e2ap+0,
    0x1.44e086061892dp+0,
    0x1.486a2b5c13cd0p+0,
    0x1.4bfdad5362a27p+0,
    0x1.4f9b2769d2ca7p+0,
    0x1.5342b569d4f82p+0,
    0x1.56f4736b527dap+0,
    0x1.5ab07dd485429p+0,
    0x1.5e76f15ad2148p+0,
    0x1.6247eb03a5585p+0,
    0x1.6623882552225p+0,
    0x1.6a09e667f3bcdp+0,
    0x1.6dfb23c651a2fp+0,
    0x1.71f75e8ec5f74p+0,
    0x1.75feb564267c9p+0,
    0x1.7a11473eb0187p+0,
    0x1.7e2f336cf4e62p+0,
    0x1.82589994cce13p+0,
    0x1.868d99b4492edp+0,
    0x1.8ace5422aa0dbp+0,
    0x1.8f1ae99157736p+0,
    0x1.93737b0cdc5e5p+0,
    0x1.97d829fde4e50p+0,
    0x1.9c49182a3f090p+0,
    0x1.a0c667b5de565p+0,
    0x1.a5503b23e255dp+0,
    0x1.a9e6b5579fdbfp+0,
    0x1.ae89f995ad3adp+0,
    0x1.b33a2b84f15fbp+0,
    0x1.b7f76f2fb5e47p+0,
    0x1.bcc1e904bc1d2p+0,
    0x1.c199bdd85529cp+0,
    0x1.c67f12e57d14bp+0,
    0x1.cb720dcef9069p+0,
    0x1.d072d4a07897cp+0,
    0x1.d5818dcfba487p+0,
    0x1.da9e603db3285p+0,
    0x1.dfc97337b9b5fp+0,
    0x1.e502ee78b3ff6p+0,
    0x1.ea4afa2a490dap+0,
    0x1.efa1bee615a27p+0,
    0x1.f50765b6e4540p+0,
    0x1.fa7c1819e90d8p+0,
};

/// 2/21, 2/19, … 2/3: the series of 2·artanh(s)/s but for its ends.
inline constexpr double kLogSeries[10] = {2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13,
                                          2.0 / 11, 2.0 / 9,  2.0 / 7,  2.0 / 5,  2.0 / 3};

constexpr double abs(double x) { return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & ~(1ull << 63)); }

/// 2^n for −1022 ≤ n ≤ 1023, exact.
constexpr double powerOfTwo(std::int64_t n) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(n + 1023) << 52);
}

/// e^x. Error below 1.5 ulp where the result is normal.
constexpr double exp(double x) {
  if (!(x < 0x1.62e42fefa39fp+9)) return x != x ? x : kInfinity;  // 1024 ln 2
  if (x < -745.2) return 0;
  // x = n·ln2/64 + r with |r| ≤ ln2/128; the first part of ln2/64 is short enough that its product with n is exact.
  const auto n = static_cast<std::int64_t>(x * 0x1.71547652b82fep+6 + (x < 0 ? -0.5 : 0.5));
  const auto whole = static_cast<double>(n);
  const double r = (x - whole * 0x1.62e42fef8p-7) - whole * 0x1.1cf79abc9e3b4p-42;
  const double less = r + r * r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120))));  // e^r − 1
  const double root = kExpTable[n & 63];
  const double y = root + root * less;
  const std::int64_t e = n >> 6;
  if (e > 1000) return y * powerOfTwo(e - 1000) * 0x1p1000;
  if (e < -1000) return y * powerOfTwo(e + 1000) * 0x1p-1000;
  return y * powerOfTwo(e);
}

/// Natural logarithm. Error below 1.5 ulp; 0 gives −∞, negative numbers NaN.
constexpr double log(double x) {
  if (!(x > 0)) return x == 0 ? -kInfinity : kNaN;
  if (x == kInfinity) return x;
  std::int64_t e = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    e = -54;
  }
  const auto bits = std::bit_cast<std::uint64_t>(x);
  e += static_cast<std::int64_t>(bits >> 52) - 1023;
  double m = std::bit_cast<double>((bits & 0xfffffffffffffu) | 0x3ff0000000000000u);
  if (m > 0x1.6a09e667f3bcdp+0) {  // keep m within √½ … √2
    m *= 0.5;
    ++e;
  }
  // log(1+f) = 2·artanh(s), s = f/(2+f); written as f − f²/2 + … so that f, which is exact, carries the leading digits.
  const double f = m - 1;
  const double s = f / (2 + f);
  const double z = s * s;
  double series = 2.0 / 23;
  for (const double c : kLogSeries) series = c + z * series;
  series *= z;
  const double half = 0.5 * f * f;
  const auto whole = static_cast<double>(e);
  return whole * 0x1.62e42fefap-1 - ((half - (s * (half + series) + whole * 0x1.cf79abc9e3b3ap-40)) - f);
}

/// log(1 + x), for x near 0 as well. Error below 3 ulp; x ≤ −1 as log.
constexpr double log1p(double x) {
  const double u = 1 + x;
  if (u == 1) return x;
  if (!(u > 0) || u == kInfinity) return log(u);
  return log(u) + (x - (u - 1)) / u;
}

/// e^x − 1, for x near 0 as well. Error below 5 ulp.
constexpr double expm1(double x) {
  if (!(abs(x) < 0.3)) return exp(x) - 1;
  double series = 0;
  for (int k = 14; k >= 2; --k) series = (series + 1) * x / k;
  return x + x * series;
}

/// x^y for x ≥ 0, as e^(y·log x). Error below (4 + |y·log x|) ulp; 0^0 = 1, a negative x gives NaN.
constexpr double pow(double x, double y) {
  if (y == 0) return 1;
  return exp(y * log(x));
}

/// A whole number nearest to x; beyond 2^52 every double is whole. Within an ulp of a half, either neighbour.
constexpr double round(double x) {
  if (!(abs(x) < 0x1p52)) return x;
  return static_cast<double>(static_cast<std::int64_t>(x + (x < 0 ? -0.5 : 0.5)));
}

/// cos(2πx): the angle in turns, so that no digits are lost in reducing it. Absolute error below 4e-16.
double cosTurns(double x);
/// sin(2πx), likewise.
inline double sinTurns(double x) { return cosTurns(x - 0.25); }

double sqrt(double x);

/// Error function and its complement: error below 3e-15 where the result is a normal number (x < 26.5).
double erf(double x);
double erfc(double x);

/// Share of the standard normal law below x, and its inverse: error below 1e-14 and 2e-15 (absolute near p = 1/2). The
/// inverse keeps its accuracy down to p = 1e-300 but not near 1: there, negate the inverse of an exact 1 − p.
double normal(double x);
double inverseNormal(double p);

/// Γ(x) for x > 0: error below 2e-14 up to x = 20, 4e-13 above. log Γ(x) for x > 0: below 2e-14 of max(1, |log Γ|).
double gamma(double x);
double logGamma(double x);

/// Regularised incomplete gamma functions P(a, x) = γ(a,x)/Γ(a) and Q = 1 − P, a > 0: relative error below 1e-12 for
/// a ≤ 1e4, each also where it is tiny. Some 0.2 µs, growing as √a.
double gammaP(double a, double x);
double gammaQ(double a, double x);
/// x with P(a, x) = p and x with Q(a, x) = q, for p and q in (0, 1): relative error below 1e-11.
/// A good `start`, such as a neighbour's answer, saves two thirds of the time; 0 = none.
double inverseGammaP(double a, double p, double start = 0);
double inverseGammaQ(double a, double q, double start = 0);

}  // namespace headroom::math
