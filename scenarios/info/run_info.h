/// What `headroom info` tells of a trace: its measures, and what hindsight would have cost.
#pragma once

#include "analysis/measures/measured.h"
#include "analysis/optimum/regret.h"
#include "analysis/trace/trace.h"
#include "models/scenario_spec.h"
#include "models/summary.h"

#include <string>
#include <vector>

namespace headroom {

struct RunInfo {
  measures::Measures measures;
  std::vector<optimum::Regret> regrets;  // of each service
  measures::Window window;               // the buckets that are measured
  std::vector<ChangeFigures> changes;    // of settings, in the window
};

/// What a trace's scenario and summary say that its series do not: targets, rated capacity, names of faults. What
/// cannot be read (of another version, of a run that has not ended) is left out.
measures::Facts factsOf(const Trace&);

/// What a service's workers are billed for at least, and what that added to the bill; NaN: not known.
optimum::Billing billingOf(const ScenarioSpec&, const std::string& service, double addedUsd);

/// Of whole buckets in the window; what billing added to the bill is of whole runs only, and 0 of others. Throws
/// Failure for a trace without the tables of a run.
RunInfo runInfoOf(const Trace&, measures::Window = {});

/// For people: UTF-8, nothing in it that drives a terminal, whatever names the trace holds.
std::string textOf(const RunInfo&, const Trace&, const std::string& file);

/// For programs: docs/measures.md has the names. Everything of the trace's own is beside `measures`.
std::string jsonOf(const RunInfo&, const Trace&, const std::string& file);

}  // namespace headroom
