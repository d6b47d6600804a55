// The gamma function and its incomplete sisters.
#include "sim/math.h"

#include <initializer_list>

namespace headroom::math {
namespace {

constexpr double kHalfLogTwoPi = 0x1.d67f1c864beb5p-1;

/// log Γ(x) − ((x − ½)·log x − x + ½·log 2π) for x ≥ 10: Stirling's series, B(2k)/(2k(2k−1)x^(2k−1)); the first term
/// left out is below 2e-17 there.
double stirlingRest(double x) {
  const double z = 1 / (x * x);
  double sum = 43867.0 / 244188;
  for (const double c :
       {-3617.0 / 122400, 1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12})
    sum = sum * z + c;
  return sum / x;
}

/// x·(x+1)·…·y with y the first of them that is ≥ 10 left out; `x` becomes y.
double climb(double& x) {
  double product = 1;
  for (; x < 10; x += 1) product *= x;
  return product;
}

/// log(1+t) − t without loss near 0.
double log1pLess(double t) {
  if (abs(t) > 0.1) return log1p(t) - t;
  double sum = 0;
  for (int k = 18; k >= 2; --k) sum = (k % 2 == 0 ? -1.0 : 1.0) / k + t * sum;
  return t * t * sum;
}

/// x^a·e^(−x)/Γ(a+1). Where a is large its three factors are huge and cancel, so they are put together first.
double front(double a, double x) {
  if (x == 0) return 0;
  if (a < 10) return exp(a * log(x) - x - logGamma(a + 1));
  return exp(a * log1pLess((x - a) / a) - stirlingRest(a)) / sqrt(kTwoPi * a);
}

/// P/front = Σ x^n / ((a+1)…(a+n)); for x < a + 1 the terms fall from the start.
double seriesP(double a, double x) {
  double term = 1, sum = 1;
  for (double n = a + 1; term > sum * 1e-17; n += 1) {
    term *= x / n;
    sum += term;
  }
  return sum;
}

/// Q/front for x ≥ a + 1: Lentz's method on 1/(x+1−a − 1(1−a)/(x+3−a − …)).
double fractionQ(double a, double x) {
  double b = x + 1 - a;
  double c = 1e300;
  double d = 1 / b;
  double h = d;
  for (int i = 1; i < 100'000; ++i) {
    const double step = -i * (i - a);
    b += 2;
    d = 1 / (step * d + b);
    c = b + step / c;
    const double factor = d * c;
    h *= factor;
    if (abs(factor - 1) < 1e-16) break;
  }
  return h * a;
}

/// A share F below or above x, and the slope of log F by log x.
struct Share {
  double value, slope;
};

Share shareBelow(double a, double x) {
  const double f = front(a, x);
  const double p = x < a + 1 ? f * seriesP(a, x) : 1 - f * fractionQ(a, x);
  return {p, a * f / p};
}

Share shareAbove(double a, double x) {
  const double f = front(a, x);
  const double q = x < a + 1 ? 1 - f * seriesP(a, x) : f * fractionQ(a, x);
  return {q, -a * f / q};
}

/// Newton's method for log F in log x. The logarithm of either share is concave in log x, so from wherever it starts
/// the second step is on the safe side of the root and all others approach it from there. Near the root Halley's term
/// makes it cubic: the slope's own logarithmic slope is a − x − slope.
template <class F>
double solve(F&& share, double a, double start, double wanted) {
  const double target = log(wanted);
  const double enough = 1e-5 / (1 + sqrt(a));
  double x = start;
  for (int i = 0; i < 200; ++i) {
    const Share s = share(a, x);
    const double error = log(s.value) - target;
    double step = error / s.slope;
    if (abs(error) < 0.1) step /= 1 - 0.5 * step * (a - x - s.slope);
    const double limited = step > 3 ? 3 : step < -3 ? -3 : step;
    x *= exp(-limited);
    if (x < 1e-300) return 0;
    if (abs(limited) < enough) break;
  }
  return x;
}

/// Wilson and Hilferty: the cube root of a gamma variable is nearly normal.
double nearlyNormal(double a, double z) {
  const double root = 1 - 1 / (9 * a) + z / (3 * sqrt(a));
  return a * root * root * root;
}

/// x where the leading term of P, x^a/Γ(a+1), is p; the right answer where p is small.
double leading(double a, double p) { return exp((log(p) + logGamma(a + 1)) / a); }

}  // namespace

double gamma(double x) {
  if (!(x > 0)) return kNaN;
  if (x > 171.7) return kInfinity;
  const double product = climb(x);
  // x^(x−½) in two halves: the whole overflows before Γ does.
  const double half = exp(0.5 * ((x - 0.5) * log(x) - x));
  return half * exp(stirlingRest(x) + kHalfLogTwoPi) / product * half;
}

double logGamma(double x) {
  if (!(x > 0)) return kNaN;
  if (x < 1e-3) return logGamma(1 + x) - log(x);
  const double product = climb(x);
  return (x - 0.5) * log(x) - x + kHalfLogTwoPi + stirlingRest(x) - log(product);
}

double gammaP(double a, double x) { return x <= 0 ? 0 : shareBelow(a, x).value; }
double gammaQ(double a, double x) { return x <= 0 ? 1 : shareAbove(a, x).value; }

double inverseGammaP(double a, double p, double start) {
  if (p > 0.75) return inverseGammaQ(a, 1 - p, start);
  if (!(start > 0)) {
    const double low = leading(a, p);
    if (low < 1e-12) return low;  // the next term of P is smaller by a factor x
    start = nearlyNormal(a, inverseNormal(p));
    if (!(a > 1 && start > low)) start = low;
  }
  return solve(shareBelow, a, start, p);
}

double inverseGammaQ(double a, double q, double start) {
  if (q > 0.75) return inverseGammaP(a, 1 - q, start);
  if (!(start > 0)) {
    const double low = leading(a, 1 - q);
    start = nearlyNormal(a, -inverseNormal(q));
    if (!(start > low)) start = low;
  }
  return solve(shareAbove, a, start, q);
}

}  // namespace headroom::math
