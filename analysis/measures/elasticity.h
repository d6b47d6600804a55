/// Elasticity as the SPEC Research Group scores it: how far from the demand, for how long, how nervously.
///
/// Herbst, Kounev, Reussner, "Elasticity in Cloud Computing", ICAC 2013; Bauer et al., "Chameleon", IEEE TPDS 2019.
/// Normalised by demand (others divide by supply, or not at all); fractions, not per cent. d(t): whole workers needed;
/// s(t): supply in workers. Where d = 0 the relative errors do not exist: that time is left out of θ and its share
/// told.
#pragma once

#include "analysis/measures/steps.h"

namespace headroom::measures {

struct Elasticity {
  double seconds = 0, noDemandShare = 0;
  double thetaUnder = 0, thetaOver = 0;        // mean of (d−s)⁺/d, (s−d)⁺/d over the time with d > 0
  double absoluteUnder = 0, absoluteOver = 0;  // mean of (d−s)⁺, (s−d)⁺ over all time [workers]
  double tauUnder = 0, tauOver = 0;            // share of time with s < d, s > d
  double instability = 0;                      // share of grid steps with sgn Δs ≠ sgn Δd
  double jitterPerHour = 0;                    // (changes of s − changes of d) / hours
  double deviation = 0;                        // (θ_U³ + θ_O³ + τ_U³ + τ_O³ + υ³)^⅓
};

/// Adds up pieces on which neither moves; then `score()`. A piece that is not known (NaN) makes all of it unknown.
class ElasticitySums {
 public:
  void add(double seconds, double needed, double supplied);
  /// Everything but instability and jitter.
  Elasticity score() const;

 private:
  double seconds_ = 0, noDemand_ = 0, thetaUnder_ = 0, thetaOver_ = 0;
  double absoluteUnder_ = 0, absoluteOver_ = 0, tauUnder_ = 0, tauOver_ = 0;
};

/// Share of the steps of a grid in which both did not move in the same direction; NaN with fewer than two values.
double instabilityOf(std::span<const double> needed, std::span<const double> supplied);
/// (θ_U³ + θ_O³ + τ_U³ + τ_O³ + υ³)^⅓ of what is in it.
double deviationOf(const Elasticity&);

/// Of step functions over [begin, end), with a grid of `grid` seconds for the instability.
Elasticity elasticityOf(std::span<const Step> needed, std::span<const Step> supplied, double begin, double end,
                        double grid);

}  // namespace headroom::measures
