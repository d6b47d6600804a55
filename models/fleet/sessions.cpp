/// Calls that do not go to whoever the balancer would pick: sessions that stay with a worker, and functions.
#include "models/world.h"

namespace headroom {

/// The worker that holds the call's session; a session whose worker has gone begins again elsewhere.
std::uint32_t World::stickyWorker(ServiceState& s, const Call& call) {
  Generator g = s.edges.at(call.number);
  std::uint32_t& home = s.sessions[below(g, s.sessions.size())];
  if (home == Balancer::nobody || !s.workers[home].joined) return home = freshWorker(s, call);
  balancerOf(s, s.workers[home].zone).took(home);
  return home;
}

std::uint32_t World::chosenWorker(ServiceState& s, const Call& call) {
  return s.plan->function ? environmentFor(s, call) : stickyWorker(s, call);
}

void World::loseSessions(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  for (std::size_t i = 0; i < s.sessions.size(); ++i) {
    if (s.sessions[i] != w) continue;
    s.sessions[i] = Balancer::nobody;
    if (!measuring_) continue;
    ++s.sessionsLost;
    s.sessionWasLost[i] = 1;
  }
}

}  // namespace headroom
