#include "analysis/measures/speed_up.h"

#include <cmath>
#include <limits>

namespace headroom::measures {

double elasticSpeedUp(const Elasticity& base, const Elasticity& other) {
  const double above = base.thetaUnder * base.thetaOver * base.tauUnder * base.tauOver;
  const double below = other.thetaUnder * other.thetaOver * other.tauUnder * other.tauOver;
  return above > 0 && below > 0 ? std::sqrt(std::sqrt(above / below)) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace headroom::measures
