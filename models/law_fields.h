/// The laws of chance as a scenario may name them.
#pragma once

#include "models/param.h"
#include "sim/law.h"

namespace headroom {

const Type& typeOf(const LawSpec*);

}  // namespace headroom
