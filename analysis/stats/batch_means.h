/// An interval from one long run, whose values lean on one another: means of batches, which hardly do.
///
/// The run is cut into equal batches; their means are taken for independent if their lag-1 autocorrelation r₁ is less
/// than 2/√b, else twice as many values make a batch (Law, Simulation Modeling and Analysis, 9.5.3). What does not fill
/// a batch is left out at the begin, where the warm-up was. Replications are better where there is time for them.
#pragma once

#include "analysis/stats/mean.h"

namespace headroom::stats {

struct BatchMeans {
  MeanInterval interval;        // over the batches' means
  std::uint64_t batchSize = 0;  // values
  double lag1 = 0;              // autocorrelation of the batches' means
  bool independent = false;     // false: the run is too short; the interval is too narrow
};

/// Begins with `batches` batches and goes down to no fewer than 10. Requires no NaN.
BatchMeans batchMeans(std::span<const double> values, std::uint64_t batches = 40, double level = 0.95);

/// Autocorrelation at lag 1; 0 where all values are equal.
double lag1Of(std::span<const double> values);

}  // namespace headroom::stats
