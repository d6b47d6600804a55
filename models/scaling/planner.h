/// What a policy that plans ahead (predictive, chunks, clairvoyant, ladder) keeps in a run.
#pragma once

#include "models/scaling/chunks.h"
#include "models/scaling/predictive.h"

#include <cstdint>
#include <vector>

namespace headroom {

/// What is ready before the run: of each policy of a service; nothing of those that do not plan.
struct LoadPlan {
  double perWorker = 0;   // what one worker is to carry [requests/s]
  std::int64_t step = 0;  // how often the load is read [ns]; 0: it does not plan
  // Loads before the start, oldest first; of `perfect` the loads of the run; of a clairvoyant its plan, in workers.
  std::vector<double> known;
};

/// An order on its way.
struct ComingOrder {
  std::int64_t due;
  Order order;
};

struct Planner {
  std::uint64_t offered = 0;  // calls, when the load was last read
  Predictor predictor;        // of predictive
  LoadForecast loads;         // of chunks and ladder
  ChunkOrders orders;         // of chunks
  std::vector<ComingOrder> coming;
};

}  // namespace headroom
