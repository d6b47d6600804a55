/// Answers are errors with this probability, those to health checks too.
#pragma once

#include "models/fault/impairment.h"
#include "models/param.h"

#include <cstdint>
#include <string>

namespace headroom {

struct Erroring {
  std::string service, zone;
  Ratio probability{0.5};

  Impairment impairment() const { return {1, probability.value}; }
};

const Type& typeOf(const Erroring*);

}  // namespace headroom
