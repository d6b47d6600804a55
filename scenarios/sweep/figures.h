/// All numbers of a run under their names: what a sweep keeps of it.
#pragma once

#include "models/blueprint.h"
#include "models/summary.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::sweep {

/// The summary's figures, then objectives as `slo.NAME.attainment`, then faults as `faults.NAME.recovered_s`, last the
/// length of the window that was measured.
std::vector<Figure> allFigures(const Summary&, const Blueprint&);

/// The figures that runs of a scenario will have; their values mean nothing. Failure if it cannot be compiled.
std::vector<Figure> figuresOf(const ScenarioSpec&);

/// The path of a figure named as in `expect` ("latency.p99", "web.latency.p99") or by its path; nothing: there is none.
std::optional<std::string> pathOf(const std::string& metric, const std::vector<Figure>&);

}  // namespace headroom::sweep
