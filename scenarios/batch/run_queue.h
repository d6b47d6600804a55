/// Which run of a sweep is next, and when a cell is known well enough.
///
/// Promises: how many replicas a cell has in the end depends on their results alone, taken in the order of replicas,
/// and not on who ran them when. Runs beyond (begun because a core had nothing else to do) are passed over.
#pragma once

#include "scenarios/batch/run_record.h"
#include "scenarios/sweep/design.h"

#include <functional>
#include <optional>
#include <vector>

namespace headroom::batch {

class RunQueue {
 public:
  /// `mine` says which runs are to be done here.
  RunQueue(const sweep::Design&, std::function<bool(RunId)> mine);

  /// A run has ended; its figures count if it was sound.
  void done(const RunRecord&);
  /// A run that was begun has not ended, and must be begun again.
  void again(RunId);

  /// The next to be begun; a worker does the replicas of one cell, as far as there are, before those of another.
  /// Nothing: there is none for now.
  std::optional<RunId> next(std::optional<std::uint32_t> lastCell);

  /// Every run that is to be done here has ended.
  bool over() const { return open_ == 0; }
  /// Replicas a cell has in the end; nothing: not known yet.
  std::optional<std::uint32_t> replicas(std::uint32_t cell) const;
  /// Runs that are known to be wanted here, and how many of them have ended.
  std::uint64_t wanted() const;
  std::uint64_t ended() const;
  /// Runs that may yet be begun, wanted or not; at least 1.
  std::uint64_t possible() const;
  std::uint32_t cellsDone() const { return static_cast<std::uint32_t>(cells_.size()) - open_; }
  std::uint32_t cells() const { return static_cast<std::uint32_t>(cells_.size()); }

 private:
  enum class State : std::uint8_t { open, begun, ended };
  /// Of one figure over the replicas so far.
  struct Sum {
    std::uint32_t n = 0;
    double mean = 0, squares = 0;
    void add(double);
  };
  struct Cell {
    std::vector<State> runs;
    std::vector<std::vector<double>> watched;  // by replica, once ended; empty: unsound
    std::uint32_t prefix = 0;                  // replicas from the first one on that have ended
    std::uint32_t needed = 0;                  // replicas that are known to be wanted
    std::vector<Sum> sums;                     // of the figures watched, over the prefix
    bool over = false;
  };

  void advance(Cell&);
  bool reached(const Cell&) const;
  std::optional<RunId> firstOpen(std::uint32_t cell, std::uint32_t until) const;
  std::optional<RunId> begin(std::optional<RunId>);
  std::vector<double> watchedOf(const RunRecord&) const;

  const sweep::Replication rule_;
  std::function<bool(RunId)> mine_;
  std::vector<Cell> cells_;
  std::uint32_t open_ = 0;
  std::uint32_t untouched_ = 0;  // cells before this one have been begun
};

}  // namespace headroom::batch
