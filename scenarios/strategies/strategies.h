/// Ways of having capacity for one demand, side by side: as much as the peak needs, one machine that grows, chunks that
/// are ordered ahead, a fleet that follows its load, and that with a forecast. Beside them, to compare with, what
/// nobody can do: the fleet of a clairvoyant.
///
/// All are of the scenario's first demand and the service it comes to; everything else is as the scenario has it, but
/// its faults, which are left out. Sizes come from the rated capacity of a worker and the greatest expected rate. What
/// is planned (static, scale-up, chunks, predictive) is planned by a perfect forecast: the comparison is in its favour.
/// A stage of the scenario that is named like a strategy says it its own way. Left out: several services at once.
#pragma once

#include "scenarios/run/run.h"

#include <map>
#include <string>
#include <vector>

namespace headroom {

struct Strategy {
  std::string name, how;
  ScenarioSpec spec;
  std::string impossible;  // why it cannot be run; empty: it can
};

/// Their names, in the order of the table.
const std::vector<std::string>& strategyNames();

/// `own`: stages of the scenario that are named like strategies. Throws Failure where there is no expected rate.
std::vector<Strategy> strategiesFor(const ScenarioSpec&, const std::map<std::string, ScenarioSpec>& own);

/// Who knows the demand (models/scaling/clairvoyant.h): no choice, so it is none of them.
Strategy clairvoyant(const ScenarioSpec&);

/// What each is compared in besides: the first zone of the service lost at the peak, for half an hour.
inline constexpr const char* zoneLossName = "strategies-zone-loss";
ScenarioSpec withZoneLoss(const Strategy&);

struct StrategyResult {
  std::string name, how, impossible;
  RunResult calm, loss;
};

struct StrategyTable {
  std::string scenario, service, zone;
  std::uint64_t seed = 1;
  double simulatedSeconds = 0, peakRate = 0;
  std::vector<StrategyResult> results;
  bool interrupted = false;
};

StrategyTable compare(const ScenarioSpec&, const std::map<std::string, ScenarioSpec>& own, std::uint64_t seed,
                      Progress&);

std::string textOf(const StrategyTable&);
std::string jsonOf(const StrategyTable&);

}  // namespace headroom
