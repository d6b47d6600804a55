#include "analysis/measures/money.h"

#include "analysis/measures/unknown.h"

#include <limits>

namespace headroom::measures {
namespace {}  // namespace

double costPerMillion(double usd, double served) { return served > 0 ? usd / served * 1e6 : nan; }

double costPerMonth(double usd, double seconds) { return seconds > 0 ? usd * hoursOfMonth / (seconds / 3600) : nan; }

}  // namespace headroom::measures
