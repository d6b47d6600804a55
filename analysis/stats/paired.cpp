#include "analysis/stats/paired.h"

#include "sim/math.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace headroom::stats {
namespace {

/// Sums of the same, added up in another order.
bool sameButForOrder(double a, double b) { return std::abs(b - a) <= 1e-14 * std::max(std::abs(a), std::abs(b)); }

/// The ratio estimator: residuals b − r·a have mean 0, and their interval over the mean of A is the ratio's, to first
/// order (Cochran, Sampling Techniques, 6.3).
MeanInterval relativeOf(const std::vector<double>& a, const std::vector<double>& b, double meanA, double meanB,
                        double level) {
  if (a.empty() || meanA == 0) return meanInterval({}, level);
  const double ratio = meanB / meanA;
  std::vector<double> residuals(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) residuals[i] = (b[i] - ratio * a[i]) / meanA;
  MeanInterval m = meanInterval(residuals, level);
  m.mean = ratio - 1;
  return m;
}

double correlationOf(const std::vector<double>& a, const std::vector<double>& b, double meanA, double meanB) {
  double aa = 0, bb = 0, ab = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    aa += (a[i] - meanA) * (a[i] - meanA);
    bb += (b[i] - meanB) * (b[i] - meanB);
    ab += (a[i] - meanA) * (b[i] - meanB);
  }
  return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : math::kNaN;
}

}  // namespace

Paired paired(std::span<const double> a, std::span<const double> b, double level) {
  std::vector<double> as, bs, differences;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    as.push_back(a[i]);
    bs.push_back(sameButForOrder(a[i], b[i]) ? a[i] : b[i]);
    differences.push_back(bs.back() - a[i]);
  }
  const double meanA = meanInterval(as, level).mean, meanB = meanInterval(bs, level).mean;
  Paired p;
  p.difference = meanInterval(differences, level);
  p.relative = relativeOf(as, bs, meanA, meanB, level);
  p.correlation = correlationOf(as, bs, meanA, meanB);
  p.chance = chanceOfZero(p.difference);
  return p;
}

}  // namespace headroom::stats
