// SPDX-License-Identifier: GPL-3.0-or-later
/// The least that the parser takes for a value of a type, as YAML on one line.
#pragma once

#include "models/param.h"
#include "models/scenario_spec.h"

#include <string>

namespace headroom::gui {

/// Names in it are of services and zones that the scenario has.
std::string leastOf(const Type&, const Field*, const ScenarioSpec&);
/// Of a kind: `{metric: cpu, target: 50 %}`, what stands below its name.
std::string leastOf(const Kind&, const Type& of, const ScenarioSpec&);

}  // namespace headroom::gui
