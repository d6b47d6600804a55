/// The cheapest fleet that somebody who knows the demand would run, where every launch costs the same.
///
/// In step t at least r_t workers must serve; a worker costs `price` a step and `launch` a start. Seen in layers (the
/// k-th worker is needed where r_t ≥ k), each gap is a choice between renting on and launching again: a gap of g steps
/// is bridged if price·g ≤ launch. All layers together are a morphological closing (dilation, then erosion) of r with
/// windows of G + 1 steps, G = ⌊launch/price⌋. O(T) whatever the size of the fleet. Left out: a billing minimum
/// (flow.h), prices that change, and giving up on demand.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace headroom::optimum {

using Fleet = std::vector<std::int64_t>;  // workers in service, step by step

/// What a fleet costs, starts included; the first `free` workers were there at the begin.
double costOf(std::span<const std::int64_t> fleet, double price, double launch, std::int64_t free = 0);

/// Launches of a fleet of which `free` workers were there at the begin.
std::int64_t launchesOf(std::span<const std::int64_t> fleet, std::int64_t free = 0);

/// The closing of the need with gaps of up to `gap` steps bridged.
Fleet closing(std::span<const std::int64_t> needed, std::int64_t gap);

/// A fleet of least cost; where bridging a gap costs as much as not, it is bridged. Requires price > 0 and launch ≥ 0.
Fleet closingOptimum(std::span<const std::int64_t> needed, double price, double launch);

}  // namespace headroom::optimum
