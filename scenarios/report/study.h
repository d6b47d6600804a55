/// The runs that page one of a scenario's report needs, as a sweep: the scenario as it is and the options beside it,
/// calm and with zones lost at the demand's peak, all under the same chance.
///
/// Options are the stages that the scenario names (`options:`), else the strategies. Lost is each
/// zone of its entry service; of the scenario as it is the first two together, too. Losses take the place
/// of the scenario's own zone outages, last as long as the first of these (else 30 min), and begin at the greatest rate
/// that is expected; where none is, in the middle of the run. With outages of its own the scenario is run as it is
/// written, too. Promises (`expect:`) are of that; elsewhere they are left out. Nothing of a service beyond its zones
/// is lost, and no service but the entry decides which zones there are.
///
/// What it takes for granted (assumption.h) is changed too, of the scenario as it is, under one of its losses: a sweep
/// of its own, for which loss is the worst is known only when the others have been run. It has at most as many cells as
/// they, so the runs at most double.
#pragma once

#include "scenarios/load.h"
#include "scenarios/sweep/plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace headroom {

struct StudyQuestion {
  std::string file, stage;
  std::vector<std::string> sets;
  std::uint32_t replicas = 59;
  std::optional<std::uint64_t> seed;
};

/// `impossible`: why it cannot be run; empty: it can.
struct StudyOption {
  std::string name, how, impossible;
};

/// Of the second axis: a zone, zones, none, or what the scenario itself says.
struct StudyLoss {
  enum class Kind : std::uint8_t { asWritten, none, one, two };
  Kind kind = Kind::none;
  std::string name;
  std::vector<std::string> zones;
};

/// An assumption of the scenario as it is, changed in one direction.
struct StudyChange {
  std::string about, change;  // "demand", "+20 %"
};

/// The scenario as it is under a loss, with one assumption changed in each cell; two cells of each, more and less.
struct Sensitivity {
  sweep::Plan plan;
  std::size_t under = 0;             // number of the loss
  std::vector<StudyChange> changes;  // of each cell
  std::vector<std::string> notes;    // what could not be asked
};

struct Study {
  sweep::Plan plan;
  Loaded scenario;                   // as it is
  std::string service;               // the entry
  std::vector<StudyOption> options;  // of the first axis, the scenario as it is first; then those that cannot be run
  std::vector<StudyLoss> losses;     // of the second axis; the first of them is the scenario as it is
  double peakRate = 0;               // NaN: none is expected
  std::string lossText;              // "at the peak, for 30min"
  std::vector<std::string> notes;    // what could not be asked

  /// Number of the cell; nothing: it is not run.
  std::optional<std::size_t> cell(std::size_t option, std::size_t loss) const;
  std::optional<std::size_t> loss(StudyLoss::Kind) const;  // the first of a kind
};

inline constexpr const char* studyLossName = "report-zone-loss";

/// Throws Failure, with a sentence, where it has no answer. `loaded` is what the question names, without errors.
Study studyOf(const StudyQuestion&, const Loaded& loaded);

Sensitivity sensitivityOf(const Study&, std::size_t loss);

}  // namespace headroom
