/// Settings that change while the run goes on: what is another in one scenario than in another one, value by value.
#pragma once

#include "analysis/trace/control_rows.h"
#include "models/scenario_spec.h"
#include "sim/issue.h"

#include <map>
#include <string>
#include <vector>

namespace headroom {

using ValuesByPath = std::map<std::string, std::string>;

/// Every value as it would be written, by its path: "services.web.scaling.cpu.target_tracking.target"; elements of
/// lists without names by their number, from 0. Changes of settings are not among them.
ValuesByPath valuesOf(ScenarioSpec, const std::string& directory);

/// Paths of what differs, or is in one of them only.
std::vector<std::string> differences(const ValuesByPath&, const ValuesByPath&);

/// What of a change cannot be while a run goes on, or is none.
void mayChangeSo(const ChangeSpec&, const Place&, Issues&);

/// The change that an event of a trace tells of; null: it tells of none, or the scenario has no such one.
const ChangeSpec* changeToldBy(const EventRow&, const ScenarioSpec&);

}  // namespace headroom
