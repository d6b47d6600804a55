/// How quickly the ill are replaced, and how far a fleet may grow meanwhile: arithmetic over counts, without effects.
///
/// By itself a group sends an unhealthy worker away first and launches another while it goes; workers that are gone are
/// replaced at once, all of them. Of those that run and fail their checks, at most a share of desired capacity (EC2:
/// 10 %, at least one) goes at a time, and the next only when those that came for the last are in service and past
/// their warm-up; nor while other launches leave the group short by as much ("Health checks for instances in an Auto
/// Scaling group"). An instance maintenance policy replaces this by a range: never fewer ready workers than its least,
/// never more ready or coming than its most ("Instance maintenance policies"). The ill count in neither: so with a
/// least of 100 % a replacement is always launched first. Our reading: what is not whole is rounded to the safe side,
/// the least up and the most down; and launches that make up for the ill are all that the most can hold back. Left out:
/// a whole group that is unhealthy is not spared; the range does not limit the balance of zones.
#pragma once

#include <cstdint>
#include <vector>

namespace headroom {

/// The fleet, at a check of its members' health.
struct HealthView {
  std::int64_t desired = 0;
  std::int64_t ready = 0;    // in service, healthy, past the warm-up
  std::int64_t coming = 0;   // ordered, not by a decision (so for others), and not ready yet
  std::int64_t ordered = 0;  // ordered by a decision, and not in service yet
  std::int64_t ill = 0;      // running, called unhealthy, past the grace
  std::int64_t ahead = 0;    // launched before somebody ill goes
};

/// What is done at this check.
struct Replacement {
  std::int64_t away = 0;   // ill workers to send away now
  std::int64_t ahead = 0;  // workers to launch now, in advance
  bool operator==(const Replacement&) const = default;
};

/// `share` of desired capacity at a time.
Replacement replacedByPace(const HealthView&, double share);

/// An instance maintenance policy, shares of desired capacity.
Replacement replacedInRange(const HealthView&, double leastHealthy, double mostHealthy);

/// How many are launched in advance to even out zones: as many as must move until no two differ by more than one, the
/// thin ones of those that are open filled first. There is room for them up to `max`, and for a tenth of it beyond, at
/// least one ("Auto Scaling benefits for application architecture", rebalancing activities). Our reading: not whole
/// tenths count down.
std::int64_t launchedToBalance(std::vector<std::int64_t> members, const std::vector<bool>& open, std::int64_t max);

}  // namespace headroom
