/// What the methods share: sums, and why a history is refused.
#pragma once

#include "models/scaling/forecast/forecast.h"

namespace headroom::forecast {

double mean(std::span<const double>);

/// Why the history cannot be used; empty: it can.
std::string tooLittle(std::span<const double> history, std::size_t wanted, const std::string& what);
std::string noTwoSeasons(std::span<const double> history, std::size_t season);

}  // namespace headroom::forecast
