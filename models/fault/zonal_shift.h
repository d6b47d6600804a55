/// Traffic is shifted away from a zone, by whoever operates it or knows better than the checks: its workers run on and
/// get no new calls, users enter by the other zones, launches go elsewhere, zones are not evened out, and no policy
/// takes capacity away. When it ends, calls come back and the zones are evened out again. ("Auto Scaling group zonal
/// shift", Amazon EC2 Auto Scaling User Guide; "Zonal shift for your Application Load Balancer".)
///
/// Workers of the zone are still in the fleet's metrics: they are idle, and pull its averages down. Our reading: if all
/// workers elsewhere are unhealthy, fail-open is for those. Left out: names that clients have cached; shifts of
/// Kubernetes, whose autoscalers are not kept from taking pods away here either.
#pragma once

#include "models/param.h"

#include <cstdint>
#include <string>

namespace headroom {

class World;

struct ZonalShift {
  enum class Unhealthy : std::uint8_t { replace, ignore };
  std::string service, zone;
  Unhealthy unhealthy = Unhealthy::replace;

  void begin(World&, std::uint32_t fault) const;
  void end(World&, std::uint32_t fault) const;
};

const Type& typeOf(const ZonalShift*);

/// May the group replace the unhealthy of a zone, as far as shifts go?
bool replacesUnhealthyIn(const World&, std::uint32_t service, std::uint8_t zone);

}  // namespace headroom
