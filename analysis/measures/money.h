/// Prices of what was done: per million requests served, per month.
#pragma once

namespace headroom::measures {

inline constexpr double hoursOfMonth = 730;

/// cost / served · 10⁶; NaN if nothing was served.
double costPerMillion(double usd, double served);
/// As if every hour were like these: × 730 h / hours. NaN for no time.
double costPerMonth(double usd, double seconds);

}  // namespace headroom::measures
