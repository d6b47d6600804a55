#include "models/scaling/chunks.h"

#include <algorithm>

namespace headroom {

const Type& typeOf(const ChunksPolicy*) {
  using C = ChunksPolicy;
  static const Type type = object<C>(
      "Capacity in chunks: predicted at regular intervals, ordered ahead, in multiples of a chunk.",
      withForecast<C>(
          true,
          {field("every", &C::every, "From one order to the next.", between(300, 31'536'000)),
           field("lead", &C::lead, "From an order to the capacity, before the worker's own start.", atLeast(0)),
           field("size", &C::size, "Workers in a chunk.", between(1, 1e6)),
           field("margin", &C::margin, "Ordered on top of what is expected.", between(0, 10)),
           field("term", &C::term, "How long what was ordered must be kept; 0s: until the next order.", atLeast(0))}));
  return type;
}

std::int64_t ChunkOrders::order(double needed, Instant begins) {
  std::erase_if(bought_, [&](const Bought& b) { return b.until <= begins; });
  std::int64_t there = 0;
  for (const Bought& b : bought_) there += b.workers;
  const std::int64_t wanted = size_ * workersFor(needed * (1 + margin_), static_cast<double>(size_));
  if (wanted > there) bought_.push_back({wanted - there, begins + term_});
  return std::max(wanted, there);
}

}  // namespace headroom
