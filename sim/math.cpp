#include "sim/math.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace headroom::math {
namespace {

constexpr double ln2High = 0x1.62e42fee00000p-1, ln2Low = 0x1.a39ef35793c76p-33, pi = 0x1.921fb54442d18p+1;
constexpr double infinity = std::numeric_limits<double>::infinity();

double scaled(double x, std::int64_t exponent) {
  while (exponent > 1000) {
    x *= 0x1p1000;
    exponent -= 1000;
  }
  while (exponent < -1000) {
    x *= 0x1p-1000;
    exponent += 1000;
  }
  return x * std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

double whole(double x) { return static_cast<double>(static_cast<std::int64_t>(x + (x < 0 ? -0.5 : 0.5))); }

}  // namespace

/// 2^k · e^r with |r| ≤ ln2/2, e^r by its series.
double exp(double x) {
  if (x > 709.7) return infinity;
  if (x < -745) return 0;
  const double k = whole(x * 0x1.71547652b82fep+0);
  const double r = (x - k * ln2High) - k * ln2Low;
  double sum = 1;
  for (int i = 14; i >= 1; --i) sum = 1 + r * sum / i;
  return scaled(sum, static_cast<std::int64_t>(k));
}

/// ln m + e·ln2 with m in [√½, √2), ln m = 2 artanh((m−1)/(m+1)).
double log(double x) {
  if (!(x > 0)) return x == 0 ? -infinity : std::numeric_limits<double>::quiet_NaN();
  std::int64_t e = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    e = -54;
  }
  std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  e += static_cast<std::int64_t>(bits >> 52) - 1023;
  bits = (bits & 0x000FFFFFFFFFFFFFu) | 0x3FF0000000000000u;
  double m = std::bit_cast<double>(bits);
  if (m > 0x1.6a09e667f3bcdp+0) {
    m *= 0.5;
    ++e;
  }
  const double s = (m - 1) / (m + 1), s2 = s * s;
  double sum = 0;
  for (int i = 21; i >= 3; i -= 2) sum = s2 * (1.0 / i + sum);
  const auto k = static_cast<double>(e);
  return k * ln2High + (2 * s + (2 * s * sum + k * ln2Low));
}

double pow(double x, double y) { return exp(y * log(x)); }

double cosTurns(double turns) {
  double t = turns - static_cast<double>(static_cast<std::int64_t>(turns));  // (−1, 1)
  if (t < 0) t = -t;
  if (t > 0.5) t = 1 - t;  // [0, ½]
  double sign = 1;
  if (t > 0.25) {
    t = 0.5 - t;
    sign = -1;
  }
  const double x = 2 * pi * t, x2 = x * x;
  double sum = 1;
  for (int i = 24; i >= 2; i -= 2) sum = 1 - x2 / (i * (i - 1)) * sum;
  return sign * sum;
}

/// Stirling's series above 10, the recurrence below.
double logGamma(double x) {
  double shift = 1;
  while (x < 10) {
    shift *= x;
    x += 1;
  }
  const double y = 1 / (x * x);
  const double series =
      (1.0 / 12 -
       y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y * (1.0 / 1188 - y * (691.0 / 360360 - y / 156)))))) /
      x;
  return (x - 0.5) * log(x) - x + 0.91893853320467274178 + series - log(shift);
}

double gammaP(double a, double x) {
  if (x <= 0) return 0;
  const double front = exp(a * log(x) - x - logGamma(a));
  if (x < a + 1) {  // series
    double term = 1 / a, sum = term;
    for (int n = 1; n < 100'000 && term > sum * 1e-17; ++n) {
      term *= x / (a + n);
      sum += term;
    }
    return sum * front;
  }
  double b = x + 1 - a, c = 1e300, d = 1 / b, h = d;  // continued fraction (Lentz)
  for (int i = 1; i < 100'000; ++i) {
    const double an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (std::fabs(d) < 1e-300) d = 1e-300;
    c = b + an / c;
    if (std::fabs(c) < 1e-300) c = 1e-300;
    d = 1 / d;
    const double delta = d * c;
    h *= delta;
    if (std::fabs(delta - 1) < 1e-16) break;
  }
  return 1 - front * h;
}

/// erfc(x) = Q(½, x²) for x > 0.
double erfc(double x) {
  if (x < 0) return 2 - erfc(-x);
  if (x > 27) return 0;
  const double x2 = x * x;
  if (x2 < 1.5) return 1 - gammaP(0.5, x2);
  double b = x2 + 0.5, c = 1e300, d = 1 / b, h = d;
  for (int i = 1; i < 10'000; ++i) {
    const double an = -i * (i - 0.5);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const double delta = d * c;
    h *= delta;
    if (std::fabs(delta - 1) < 1e-16) break;
  }
  return exp(-x2 + 0.5 * log(x2) - 0.57236494292470008707) * h;
}

double normal(double x) { return 0.5 * erfc(-x * 0x1.6a09e667f3bcdp-1); }

/// Acklam's rational start (2003), relative error 1.2e-9, then a step of Halley.
double inverseNormal(double p) {
  if (p > 0.5) return -inverseNormal(1 - p);
  double x;
  if (p < 0.02425) {
    const double q = std::sqrt(-2 * log(p));
    x = (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q -
           2.549732539343734e+00) *
              q +
          4.374664141464968e+00) *
             q +
         2.938163982698783e+00) /
        ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q +
          3.754408661907416e+00) *
             q +
         1);
  } else {
    const double q = p - 0.5, r = q * q;
    x = (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r +
           1.383577518672690e+02) *
              r -
          3.066479806614716e+01) *
             r +
         2.506628277459239e+00) *
        q /
        (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r +
           6.680131188771972e+01) *
              r -
          1.328068155288572e+01) *
             r +
         1);
  }
  const double e = normal(x) - p, u = e * 2.5066282746310005024 * exp(x * x / 2);
  return x - u / (1 + x * u / 2);
}

/// Wilson and Hilferty's start, then Newton, kept inside a shrinking bracket.
double inverseGammaP(double a, double p) {
  if (p <= 0) return 0;
  if (p >= 1) return infinity;
  const double z = inverseNormal(p), t = 1 - 1 / (9 * a) + z / (3 * std::sqrt(a));
  double x = a * t * t * t;
  if (!(x > 0) || a < 1) x = std::max(exp((log(p) + logGamma(a + 1)) / a), 1e-300);
  double low = 0, high = infinity;
  for (int i = 0; i < 200; ++i) {
    const double error = gammaP(a, x) - p;
    (error < 0 ? low : high) = x;
    const double slope = exp((a - 1) * log(x) - x - logGamma(a));
    double next = slope > 0 ? x - error / slope : x;
    if (!(next > low && next < high)) next = high == infinity ? x * 2 : (low + high) / 2;
    if (std::fabs(next - x) <= 1e-15 * x) return next;
    x = next;
  }
  return x;
}

}  // namespace headroom::math
