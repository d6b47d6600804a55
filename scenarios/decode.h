/// From a normalised tree to a spec, through the field tables: unknown keys, missing ones, wrong types, units, ranges.
#pragma once

#include "models/param.h"
#include "scenarios/tree.h"

#include <map>
#include <string>

namespace headroom {

/// Where a value was written, and how.
struct Written {
  Spot key;  // its key; of an element of a list: the element
  Spot value;
  std::string text;  // of a scalar
};
using WrittenAt = std::map<std::string, Written, std::less<>>;  // by path: "services.web.fleet.min"

/// Fills `target`, which `root` describes and which holds its defaults; whatever is wrong becomes an issue.
void decode(const Node&, const Type& root, void* target, Reading&, WrittenAt&);

/// Reads one scalar of the field's type; false: refused, and the issue is written.
bool decodeScalar(const Node&, const Field&, void* target, const std::string& path, Reading&);

}  // namespace headroom
