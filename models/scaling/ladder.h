/// Vertical scaling: all workers move along a ladder of instance types, at regular intervals, to the smallest that
/// carries the greatest load expected until the next; never beyond the largest.
///
/// A type counts as its vCPU over the first type's: so many times the slots, the rated capacity and the price. `resize`
/// stops a worker (it drains first), changes it and starts it again: one after the other, and one alone is an outage.
/// `rolling` launches a larger one first. It stays where it is, or comes down again (`down`). The number of workers is
/// the fleet's own.
/// ("Change the instance type of your Amazon EC2 instance": stop, change, start; how long that takes is not
/// documented.) Left out: shared processors and queues at the balancer; a balancer that knows that one worker is
/// larger; moving as an answer to a metric; prices that are not in proportion to vCPU.
#pragma once

#include "models/scaling/by_clock.h"
#include "models/scaling/load_forecast.h"

#include <span>
#include <string>
#include <vector>

namespace headroom {

struct LadderPolicy : ForecastSpec {
  enum class By : std::uint8_t { resize, rolling };
  std::vector<std::string> types;  // of the catalogue, smallest first; the first is the worker's own
  By by = By::resize;
  Duration stopped = Duration::seconds(45);  // of `resize`: stop and change, before the worker's start
  Duration every = Duration::hours(24);
  Ratio margin;
  bool down = false;
};

const Type& typeOf(const LadderPolicy::By*);
const Type& typeOf(const LadderPolicy*);

/// The smallest size that is at least `needed`, of those in ascending order; the last if none is.
std::size_t rungFor(std::span<const double> sizes, double needed);

}  // namespace headroom
