/// Calls of the fleets to the cloud's API are throttled: a bucket of tokens for launches and one for terminations, a
/// worker each token; full when it begins, filled again at `rate`. What finds no token waits for the next one, and
/// other calls with it. All fleets that it touches share its buckets, as those of one account in one region do. (Amazon
/// EC2 API Reference, "Request throttling for the Amazon EC2 API": a bucket an action, and one of instances for
/// RunInstances.) Left out: the pauses of a client that backs off; a launch comes with its token.
#pragma once

#include "models/param.h"

#include <array>
#include <cstdint>
#include <string>

namespace headroom {

class World;

enum class ApiCall : std::uint8_t { launch, terminate };

struct ApiThrottling {
  std::string service;
  Rate rate{2};
  std::int64_t burst = 10;

  void begin(World&, std::uint32_t fault) const;
};

const Type& typeOf(const ApiThrottling*);

/// The instant at which such a call would be let through, if none came before it; now or earlier: at once [ns].
std::int64_t apiFreeAt(const World&, std::uint32_t service, ApiCall);
/// One is made now.
void takeApiToken(World&, std::uint32_t service, ApiCall);
/// One has to wait: who holds it up has been met.
void meetApiThrottling(World&, std::uint32_t service, ApiCall);

}  // namespace headroom
