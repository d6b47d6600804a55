#include "analysis/measures/elasticity.h"

#include "analysis/measures/unknown.h"

#include <cmath>
#include <limits>
#include <vector>

namespace headroom::measures {
namespace {

int signOf(double x) { return (x > 0) - (x < 0); }

double valueAt(std::span<const Step> steps, double t) {
  const auto after =
      std::upper_bound(steps.begin(), steps.end(), t, [](double x, const Step& s) { return x < s.time; });
  return std::prev(after)->value;
}

/// Of (begin, end]: the first value is no change.
double changesOf(std::span<const Step> steps, double begin, double end) {
  double n = 0;
  for (std::size_t i = 1; i < steps.size(); ++i)
    n += steps[i].time > begin && steps[i].time <= end && steps[i].value != steps[i - 1].value;
  return n;
}

}  // namespace

void ElasticitySums::add(double seconds, double needed, double supplied) {
  seconds_ += seconds;
  if (std::isnan(needed - supplied)) seconds_ = nan;  // and with it everything
  const double under = std::max(0.0, needed - supplied), over = std::max(0.0, supplied - needed);
  absoluteUnder_ += under * seconds;
  absoluteOver_ += over * seconds;
  if (under > 0) tauUnder_ += seconds;
  if (over > 0) tauOver_ += seconds;
  if (needed > 0) {
    thetaUnder_ += under / needed * seconds;
    thetaOver_ += over / needed * seconds;
  } else {
    noDemand_ += seconds;
  }
}

Elasticity ElasticitySums::score() const {
  Elasticity e;
  e.seconds = seconds_;
  e.noDemandShare = ratio(noDemand_, seconds_);
  e.thetaUnder = ratio(thetaUnder_, seconds_ - noDemand_);
  e.thetaOver = ratio(thetaOver_, seconds_ - noDemand_);
  e.absoluteUnder = ratio(absoluteUnder_, seconds_);
  e.absoluteOver = ratio(absoluteOver_, seconds_);
  e.tauUnder = ratio(tauUnder_, seconds_);
  e.tauOver = ratio(tauOver_, seconds_);
  e.instability = e.jitterPerHour = e.deviation = nan;
  return e;
}

double instabilityOf(std::span<const double> needed, std::span<const double> supplied) {
  double unlike = 0;
  for (std::size_t i = 0; i < needed.size(); ++i)
    if (std::isnan(needed[i] - supplied[i])) return nan;
  for (std::size_t i = 1; i < needed.size(); ++i)
    unlike += signOf(needed[i] - needed[i - 1]) != signOf(supplied[i] - supplied[i - 1]);
  return needed.size() < 2 ? nan : unlike / static_cast<double>(needed.size() - 1);
}

double deviationOf(const Elasticity& e) {
  double cubes = 0;
  for (const double x : {e.thetaUnder, e.thetaOver, e.tauUnder, e.tauOver, e.instability}) cubes += x * x * x;
  return std::cbrt(cubes);
}

Elasticity elasticityOf(std::span<const Step> needed, std::span<const Step> supplied, double begin, double end,
                        double grid) {
  ElasticitySums sums;
  eachPiece(needed, supplied, begin, end, [&](double seconds, double d, double s) { sums.add(seconds, d, s); });
  Elasticity e = sums.score();
  std::vector<double> d, s;
  for (double t = begin; t < end; t = begin + static_cast<double>(d.size()) * grid) {
    d.push_back(valueAt(needed, t));
    s.push_back(valueAt(supplied, t));
  }
  e.instability = instabilityOf(d, s);
  e.jitterPerHour = (changesOf(supplied, begin, end) - changesOf(needed, begin, end)) / ((end - begin) / 3600);
  e.deviation = deviationOf(e);
  return e;
}

}  // namespace headroom::measures
