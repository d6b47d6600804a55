/// Settings that become others while the run goes on, as when somebody changes a running system.
///
/// What may change is what an operator changes without making anything anew, and what nothing that is there hangs on:
/// a fleet's limits, the numbers of its policies, what a start takes, how often callers try again, when the checks'
/// verdict turns. Left out: everything else, time-outs among it (those that run were set), and the work a call is (a
/// fault `slow` does that), laws out of files.
#pragma once

#include "models/param.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct ScenarioSpec;

struct ChangeSpec {
  std::string name;
  When at;
  std::vector<std::string> set;  // "services.web.fleet.min=9"
  // Of the reader (scenarios/changes.h), for set cannot be read here:
  std::vector<std::string> paths;            // of the values that are others from then on
  std::shared_ptr<const ScenarioSpec> then;  // the scenario as it was read, from then on
};

const Type& changeList();

/// A path of a single value, as "services.web.scaling.cpu.target_tracking.target".
bool mayChange(std::string_view path);

/// Some path is below `parent`, as "services.web.scaling".
bool touches(const std::vector<std::string>& paths, const std::string& parent);

/// A scenario, which may be another one than was read, with the settings of `then` that the change is about.
ScenarioSpec changed(ScenarioSpec, const ChangeSpec&);

}  // namespace headroom
