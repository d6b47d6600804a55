/// A section of a scenario's text in one line, as `--set` takes it.
#pragma once

#include <string>

namespace headroom::sweep {

/// "faults=[{zone_outage: …}]"; "faults=null" where there is none. `resolved`: as Loaded has it.
std::string flowOfSection(const std::string& resolved, const std::string& key);

}  // namespace headroom::sweep
