/// Stages of starts (launch, boot, init) that begin while it holds take `factor` times as long. Several multiply.
#pragma once

#include "models/param.h"

#include <cstdint>
#include <string>

namespace headroom {

class World;

struct SlowLaunches {
  std::string service, zone;
  double factor = 3;
};

const Type& typeOf(const SlowLaunches*);

/// How many times as long a stage takes that begins now.
double startFactorIn(const World&, std::uint32_t service, std::uint8_t zone);

}  // namespace headroom
