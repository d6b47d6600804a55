/// Who calls whom: a graph with a vertex a service, and an edge from each caller to each service it calls.
///
/// Built from specs, before anything runs: the order in which figures of services that rest on those of others are
/// worked out, and the circles that forbid it. Vertices are indices into the services; edges keep the order of `calls`.
/// Calls to services that do not exist are left out; `check` refuses them apart.
#pragma once

#include "models/fleet/service_spec.h"

#include <cstddef>
#include <vector>

namespace headroom {

struct ServiceOrder {
  /// Every service once, the called before their callers (but for calls that close a circle).
  std::vector<std::size_t> calledFirst;
  /// For every call that closes a circle: the services along it, in the order they call, the first again at the end.
  /// One that calls itself is a circle of two entries.
  std::vector<std::vector<std::size_t>> circles;
};

/// By one depth-first search (Boost.Graph): finished first is called first; a back edge closes a circle.
ServiceOrder orderOf(const std::vector<ServiceSpec>& services);

}  // namespace headroom
