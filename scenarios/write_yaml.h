/// A described struct as YAML, every value written, in the order of its table; load() takes it back to the same values.
#pragma once

#include "models/param.h"

#include <string>

namespace headroom {

/// Paths of files are written relative to `directory`.
std::string writeYaml(const Type&, const void* value, const std::string& directory);

/// One value of a scalar or set type, as it would be written.
std::string writeScalar(const Type&, const void* value);

}  // namespace headroom
