/// Rungs of vertical scaling: the instance types that all workers of a fleet move along, and how one is changed.
///
/// A type counts as its vCPU over the first type's, its **size**: so many times the slots, the rated capacity and the
/// price (docs/decisions/0018). `resize` stops a worker (it drains first), changes it and starts it again: one after
/// the other, and one alone is an outage. `rolling` launches one of the new type first.
/// ("Change the instance type of your Amazon EC2 instance": stop, change, start; how long that takes is not
/// documented.) Left out: shared processors and queues at the balancer; a balancer that knows that one worker is
/// larger; prices that are not in proportion to vCPU.
#pragma once

#include "models/param.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace headroom {

struct RungSpec {
  enum class By : std::uint8_t { resize, rolling };
  std::vector<std::string> types;  // of the catalogue, smallest first; the first is the worker's own
  By by = By::resize;
  Duration stopped = Duration::seconds(45);  // of `resize`: stop and change, before the worker's start
  std::string initial;                       // of those that follow a metric: the type at the start; empty: the first
};

const Type& typeOf(const RungSpec::By*);
const Type& rungTypes();

template <class S>
std::vector<Field> withRungs(std::vector<Field> own) {
  std::vector<Field> all{required(fieldAs<S, std::vector<std::string>>(
                             rungTypes(), "types", &S::types,
                             "Types of the catalogue, smallest first; the first is the worker's `type`.")),
                         field<S, RungSpec::By>("by", &S::by, "How a worker changes its type."),
                         field<S, Duration>("stopped", &S::stopped,
                                            "Of `resize`: stop and change, before the worker's start.", atLeast(0))};
  for (Field& f : own) all.push_back(std::move(f));
  return all;
}

/// Of each type, in units of the first.
std::vector<std::int64_t> sizesOf(const RungSpec&);
/// Which of the types a fleet begins with.
std::size_t firstRung(const RungSpec&);

/// The smallest size that is at least `needed`, of those in ascending order; the last if none is.
std::size_t rungFor(std::span<const std::int64_t> sizes, double needed);

}  // namespace headroom
