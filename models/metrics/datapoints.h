/// A metric as its followers see it: values of whole periods, usable only when their delay is over. Pure.
#pragma once

#include "sim/time.h"

#include <cstdint>
#include <span>
#include <vector>

namespace headroom {

/// The value of one period; NaN: missing.
struct Datapoint {
  Instant begin, end;
  double value = 0;
  std::int64_t counted = 0;  // workers that took part
};

class Datapoints {
 public:
  Datapoints() = default;
  /// `memory`: how many of the newest are worth keeping.
  Datapoints(std::size_t memory, Duration delay) : memory_(memory), delay_(delay) {}

  /// A period is over; its value can be used `delay` later.
  void measured(const Datapoint&);
  /// Takes in what has become usable.
  void publish(Instant now);

  bool empty() const { return values_.empty(); }
  std::span<const double> values() const { return values_; }  // usable ones, oldest first
  const Datapoint& newest() const { return newest_; }

 private:
  std::size_t memory_ = 0;
  Duration delay_;
  std::vector<double> values_;
  std::vector<Datapoint> waiting_;  // published later
  Datapoint newest_;
};

}  // namespace headroom
