/// A zone goes dark: its workers are lost at once, launches into it fail, the balancer finds out by its health checks.
/// Overlapping outages hold a zone together: it is up again when the last of them ends.
#pragma once

#include "models/param.h"

#include <cstdint>
#include <string>

namespace headroom {

class World;

struct ZoneOutage {
  std::string zone;

  void begin(World&, std::uint32_t fault) const;
  void end(World&, std::uint32_t fault) const;
};

const Type& typeOf(const ZoneOutage*);

}  // namespace headroom
