/// Workers of a service die: as many as `workers`, each time; over at once.
#pragma once

#include "models/param.h"

#include <cstdint>
#include <string>

namespace headroom {

class World;

struct InstanceCrash {
  std::string service;
  std::int64_t workers = 1;

  static constexpr bool overAtOnce = true;
  void begin(World&, std::uint32_t fault) const;
};

const Type& typeOf(const InstanceCrash*);

}  // namespace headroom
