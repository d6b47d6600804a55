/// Results for people: a page of text.
#pragma once

#include "scenarios/run/result_json.h"

#include <string>
#include <vector>

namespace headroom {

std::string textOf(const RunTitle&, const RunResult&, const std::vector<Verdict>&);
std::string textOf(const RunTitle&, const ReplicaResult&, const std::vector<Verdict>&);

}  // namespace headroom
