/// What must hold of a World between any two events.
#pragma once

#include "models/world.h"

#include <string>

namespace headroom {

/// The first promise that this state breaks, as a sentence; empty: none. Cost: workers + slots + calls.
///
/// No worker serves before it has entered service, after it has ended or while it is dark; no slot holds two calls and
/// no worker more calls than slots; queues hold what they say, within their limits; every count (in the system, queued,
/// in flight, outstanding) is the number of calls of which it is the count.
std::string brokenPromise(const World&);

}  // namespace headroom
