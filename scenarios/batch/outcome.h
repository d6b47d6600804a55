/// The runs of a sweep, put together: from one journal or from those of many shards.
#pragma once

#include "analysis/sweep/sweep_file.h"
#include "scenarios/batch/run_queue.h"
#include "scenarios/batch/run_record.h"
#include "scenarios/run/run.h"
#include "scenarios/sweep/design.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace headroom::batch {

class Outcome {
 public:
  explicit Outcome(sweep::Design design) : design_(std::move(design)) {}

  /// The same run twice is one run; a sound one takes the place of one that failed. Failure if two sound ones differ:
  /// they were not made by the same program.
  void add(RunRecord);
  const RunRecord* find(RunId) const;
  const sweep::Design& design() const { return design_; }
  const std::map<RunId, RunRecord>& runs() const { return runs_; }

  /// How many replicas each cell has in the end; nothing: runs are missing.
  std::optional<std::vector<std::uint32_t>> replicas() const;
  /// Runs that are known to be wanted and are not there.
  std::uint64_t missing() const;

 private:
  RunQueue queue() const;

  sweep::Design design_;
  std::map<RunId, RunRecord> runs_;
};

/// What one cell amounts to.
struct CellResult {
  std::string label;
  std::uint32_t replicas = 0, failed = 0, broken = 0;  // broken: runs that did not keep their scenario's promises
  std::vector<Estimate> figures;
};

/// A sweep that is whole.
struct SweepResult {
  sweep::Design design;
  std::vector<CellResult> cells;
  std::vector<RunRecord> failures;  // in the order of cells and replicas
  std::uint64_t runs = 0, events = 0;

  std::uint64_t broken() const;
};

/// `replicas` as Outcome says it.
SweepResult resultOf(const Outcome&, const std::vector<std::uint32_t>& replicas);

/// All of it for sweep.h5. The outcome must live as long.
SweepTable tableOf(const Outcome&, const std::vector<std::uint32_t>& replicas);

}  // namespace headroom::batch
