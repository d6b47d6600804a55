/// A sweep in words and as JSON: what it would do, where it is, what came out.
#pragma once

#include "scenarios/batch/batch.h"
#include "scenarios/batch/outcome.h"
#include "scenarios/sweep/plan.h"

#include <string>

namespace headroom::batch {

/// Every cell with its settings, for `--dry-run`.
std::string textOf(const sweep::Plan&);
std::string jsonOf(const sweep::Plan&);

/// "  3 of 12 cells  71 of 240 runs  8.3 runs/s  20 s left  1 failed".
std::string lineOf(const BatchState&, double seconds);

/// `file`: where the result is.
std::string textOf(const SweepResult&, const std::string& file);
std::string jsonOf(const SweepResult&, const std::string& file);

}  // namespace headroom::batch
