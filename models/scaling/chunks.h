/// Capacity in chunks: at regular intervals the coming need is predicted and whole chunks are ordered for it, as
/// machines, racks or reservations are bought.
///
///   at j·every:  c = size · ⌈greatest load of [j·every + lead, (j+1)·every + lead) · (1 + margin) / target / size⌉
///
/// is in force from j·every + lead on. What was ordered stays for `term`: with 0 until the next order takes its place,
/// with a term as long as the run it is irrevocable. A policy that follows a metric beside it works above the chunks.
/// Without a forecast (nothing known yet) nothing is ordered, and the fleet stays as it is.
/// Left out: discounts for terms, minimum orders, deliveries in part.
#pragma once

#include "models/scaling/by_clock.h"
#include "models/scaling/load_forecast.h"

#include <vector>

namespace headroom {

struct ChunksPolicy : ForecastSpec {
  Duration every = Duration::hours(168), lead;
  std::int64_t size = 1;  // workers
  Ratio margin;
  Duration term;
};

const Type& typeOf(const ChunksPolicy*);

/// What has been ordered. Pure.
class ChunkOrders {
 public:
  ChunkOrders() = default;
  explicit ChunkOrders(const ChunksPolicy& spec) : size_(spec.size), margin_(spec.margin.value), term_(spec.term) {}
  /// Workers in force from `begins` on, if so many (a fraction of one counts) are expected to be needed.
  std::int64_t order(double needed, Instant begins);

 private:
  struct Bought {
    std::int64_t workers;
    Instant until;
  };
  std::int64_t size_ = 1;
  double margin_ = 0;
  Duration term_;
  std::vector<Bought> bought_;
};

}  // namespace headroom
