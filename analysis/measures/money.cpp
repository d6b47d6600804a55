#include "analysis/measures/money.h"

#include <limits>

namespace headroom::measures {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

double costPerMillion(double usd, double served) { return served > 0 ? usd / served * 1e6 : nan; }

double costPerMonth(double usd, double seconds) { return seconds > 0 ? usd * hoursOfMonth / (seconds / 3600) : nan; }

}  // namespace headroom::measures
