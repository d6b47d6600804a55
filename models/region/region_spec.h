/// Where it is: the zones of the region and what crossing between them costs.
#pragma once

#include "models/param.h"

#include <string>
#include <vector>

namespace headroom {

struct ZoneSpec {
  std::string name;
};

struct CrossZoneSpec {
  Duration latency;  // one way
  UsdPerGb price;    // per direction, on the bytes a call moves (`demands.network_io`)
};

struct RegionSpec {
  std::vector<std::string> zones{"a"};
  CrossZoneSpec crossZone;
  std::int64_t functionConcurrency = 1000;  // calls that all functions of the account may run at a time
};

const Type& typeOf(const RegionSpec*);

}  // namespace headroom
