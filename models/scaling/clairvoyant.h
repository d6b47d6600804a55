/// What somebody would do who knows the demand: the cheapest fleet that always carries it, each worker ordered just in
/// time. No policy that could be run, but what others are compared with: their regret is against it.
///
/// r_k is the workers that the greatest expected rate of step k needs, r_k = ⌈rate/target − 1e-9⌉. Between two steps
/// that need a worker it is kept if that is no more idle time than `idle`, which a launch costs; seen for all workers
/// together that is a closing of r with ⌊idle/step⌋ steps: n_k = min over s in [k−G, k] of max r in [s, s+G]. Desired
/// capacity at step k is the greatest n of the steps that begin within `lead`: what is ordered is there when it is
/// needed, and nobody who has been ordered is sent away.
/// (Lin, Wierman, Andrew and Thereska, Dynamic right-sizing for power-proportional data centers, INFOCOM 2011: the
/// offline optimum, whose structure this is.) Left out: a billing minimum; starts that take longer than `lead`;
/// chance: it knows the expected rate, not the requests.
#pragma once

#include "models/scaling/by_clock.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace headroom {

struct ClairvoyantPolicy {
  std::optional<Rate> target;  // what one worker is to carry; default its rated capacity
  Duration lead = Duration::minutes(5);
  std::optional<Duration> idle;  // default: lead
  Duration step = Duration::seconds(60);
};

const Type& typeOf(const ClairvoyantPolicy*);

/// Desired capacity at the begin of each step, from what each needs; `lead` and `gap` in steps. Pure.
std::vector<std::int64_t> justInTime(std::span<const std::int64_t> needed, std::size_t lead, std::size_t gap);

}  // namespace headroom
