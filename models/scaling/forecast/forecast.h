/// What comes next in a series of equally spaced values, such as the demand of past minutes: for predictive scaling.
///
/// Pure functions of the history; nothing here knows of a run. A method that has too little to learn from refuses and
/// says why, instead of guessing. History is finite numbers, oldest first. No libm, so that plans made of forecasts are
/// the same on every machine. Left out: gaps, multiplicative seasons, several seasons at once, robust fits.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace headroom::forecast {

/// What is expected of one step, and the standard error of what will then be measured; NaN: nobody knows it.
struct Expected {
  double value = 0, error = 0;
};

struct Forecast {
  std::vector<Expected> ahead;  // of 1, 2, … steps after the history
  std::string refused;          // why there is none
};

struct Bounds {
  double low = 0, high = 0;
};
/// The central interval that holds the value with probability `level`, if errors are normal.
Bounds interval(const Expected&, double level);

/// The value of one season ago (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.2). The
/// error is that of past seasons' repetition, times √k for k seasons ahead. Needs two seasons.
Forecast seasonalNaive(std::span<const double> history, std::size_t season, std::size_t steps);

/// y = a + b·t + Σ_k (c_k cos 2πkt/season + d_k sin 2πkt/season), k = 1 … harmonics, by least squares (QR); the error
/// is s·√(1 + x'(X'X)⁻¹x), that of a new value. Needs two seasons and more values than coefficients.
struct Harmonics {
  std::size_t season = 0, harmonics = 1;
};
Forecast harmonicRegression(std::span<const double> history, const Harmonics&, std::size_t steps);

/// Smoothing weights, each in [0, 1].
struct Smoothing {
  double level = 0.5, trend = 0.1, season = 0.3;
};
/// Additive Holt–Winters, started from the means of the first two seasons; the error grows as that of the state-space
/// form (Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing, 2008, 6.3). Needs two seasons.
Forecast holtWinters(std::span<const double> history, std::size_t season, const Smoothing&, std::size_t steps);
/// The weights with the least squared one-step error: a grid, made finer twice around the best.
Smoothing bestSmoothing(std::span<const double> history, std::size_t season);

/// An autoregression around the mean, and the variance of its one-step error.
struct Autoregression {
  double mean = 0, variance = 0;
  std::vector<double> weights;  // of the last value, of the one before it …
};
/// From autocovariances r₀, r₁ … r_p by Levinson and Durbin's recursion: always stable. All weights 0 if r₀ is.
Autoregression autoregressionOf(std::span<const double> autocovariances);
/// Biased autocovariances of lags 0 … `most`.
std::vector<double> autocovariances(std::span<const double> history, std::size_t most);
/// AR(p) by Yule and Walker's equations, iterated; the error of h steps is σ·√Σ_{j<h} ψ_j². Needs 3·p + 10 values.
/// Near a unit root on a short history the weights come out too small.
Forecast autoregressive(std::span<const double> history, std::size_t order, std::size_t steps);

}  // namespace headroom::forecast
