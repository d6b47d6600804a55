/// Launches fail: in a zone, of an instance type, of a service, or all; each with a probability (1: a ban, as where a
/// type has no capacity). They fail at the end of `start.launch`, before anything is billed; the fleet tries its next
/// type there, then another zone, and leaves the type alone there for a while. Probabilities join as those of
/// independent causes, `start.launch_fails` included, and share its draw: what fails without the fault fails with it.
#pragma once

#include "models/param.h"

#include <cstdint>
#include <string>

namespace headroom {

class World;

struct LaunchFailure {
  std::string service, zone;
  std::string type;  // of instances; empty: any
  Ratio probability{1};

  /// The zones it was in may be filled again.
  void end(World&, std::uint32_t fault) const;
};

const Type& typeOf(const LaunchFailure*);

/// The probability that a launch whose stage ends now fails for such a fault.
double launchFailureIn(const World&, std::uint32_t service, std::uint8_t zone, std::uint8_t type);
/// A launch has failed: who brought it about has been met.
void meetLaunchFailure(World&, std::uint32_t service, std::uint8_t zone, std::uint8_t type);

}  // namespace headroom
