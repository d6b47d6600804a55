/// Who goes when a fleet shrinks: a choice among plain data, without clock, chance or effects.
///
/// Workers that are still starting go first; of the rest, zones are kept in balance: somebody of the zone with most
/// members goes, whatever the policy says ("Control which Auto Scaling instances terminate during scale in"). Within
/// the zone the policy decides:
///
///   oldest_instance                 ordered longest ago; the fleet's default here (docs/decisions/0020)
///   newest_instance                 ordered last
///   closest_to_next_instance_hour   least time left of the hour that has begun
///   allocation_strategy             of the type that is launched last of all: lowest priority, or dearest
///   default                         EC2's: that, then the hour, where there is one launch template
///
/// Where on-demand and spot workers are mixed, somebody goes of the kind of which there are too many, under every
/// policy (our reading; documented of `default`).
/// Left out: launch templates and configurations (all workers are alike), protection of single instances, functions.
#pragma once

#include "models/param.h"
#include "sim/time.h"

#include <cstdint>
#include <span>
#include <vector>

namespace headroom {

enum class TerminationPolicy : std::uint8_t {
  oldestInstance,
  newestInstance,
  closestToNextInstanceHour,
  allocationStrategy,
  defaultPolicy
};

const Type& typeOf(const TerminationPolicy*);

/// A member of the fleet that may be sent away.
struct TerminationCandidate {
  std::uint8_t zone = 0;
  bool pending = false;
  std::uint32_t serial = 0;     // in the order in which they were ordered
  std::int64_t hoursSince = 0;  // when its hours began to count [ns]
  bool oldType = false;         // of a type that a ladder has left behind
  bool surplusKind = false;     // on demand or spot, whichever there is too much of
  std::uint32_t rank = 0;       // place of its type in the order in which types are launched
};

/// The places of those who may go: one, or several between which the policy makes no difference and chance decides.
/// `membersByZone` counts those who cannot be sent away as well (lost, and not yet found out).
std::vector<std::size_t> whoGoes(std::span<const TerminationCandidate> candidates,
                                 std::span<const std::int64_t> membersByZone, TerminationPolicy policy, Instant now);

}  // namespace headroom
