/// What was decided, for people and for programs.
#pragma once

#include "scenarios/lab/replay.h"

#include <string>
#include <vector>

namespace headroom::lab {

std::string tableOf(const PolicyFile&, const std::vector<Evaluated>&);

/// One JSON document: schema, version, policy, decisions; times in seconds, shares as fractions, unknown is null.
std::string jsonOf(const PolicyFile&, const std::vector<Evaluated>&);

}  // namespace headroom::lab
