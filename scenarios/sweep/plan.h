/// A sweep made ready: every cell a scenario that has been read and checked, before the first run begins.
#pragma once

#include "scenarios/load.h"
#include "scenarios/sweep/design.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace headroom::sweep {

/// How a cell's scenario is loaded: `headroom run FILE --stage STAGE --set …`, but for where relative paths start.
struct CellPlan {
  std::string file, stage;
  std::vector<std::string> sets;
  std::uint64_t meaning = 0;
  std::shared_ptr<const Loaded> scenario = nullptr;  // made in memory, not out of files
};

struct Plan {
  Design design;
  std::vector<CellPlan> cells;
  LimitsSpec limits;
  bool traces = false;
  std::string directory;  // of the sweep: where relative paths of its settings start
  std::string external;   // a policy that would start a program; empty: there is none
};

struct Planned {
  std::optional<Plan> plan;  // empty: something is wrong
  Issues issues;
  std::vector<LoadedText> sources;
  std::size_t warned = 0;  // cells of which `check` warns; the first warning is among the issues
};

struct PlanOptions {
  std::optional<std::uint64_t> seed;
  std::optional<bool> traces;  // empty: as the sweep says
};

/// Loads and checks every cell: some milliseconds for each.
Planned planOf(const std::string& file, const PlanOptions& = {});
Planned planOfText(const std::string& text, const std::string& fileName, const PlanOptions& = {});

/// 16 digits; of all that decides what the runs will be.
std::string hashOf(const Plan&);

/// The scenario of a cell.
Loaded loadCell(const CellPlan&, const std::string& directory);

}  // namespace headroom::sweep
