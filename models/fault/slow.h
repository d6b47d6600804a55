/// Work takes `factor` times as long in a zone, a service, or a service's part in a zone: work that begins while it
/// holds; of a shared processor, what runs as well.
#pragma once

#include "models/fault/impairment.h"
#include "models/param.h"

#include <cstdint>
#include <string>

namespace headroom {

struct Slow {
  std::string service, zone;
  double factor = 3;

  Impairment impairment() const { return {factor, 0}; }
};

const Type& typeOf(const Slow*);

}  // namespace headroom
