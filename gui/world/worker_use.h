// SPDX-License-Identifier: GPL-3.0-or-later
/// How busy each worker is, bucket by bucket: of a run that tells it (its table `worker_use`).
///
/// Read when it is asked for: of a long run with many workers it is more than all the rest.
#pragma once

#include "gui/data/view.h"

#include <array>
#include <cstddef>
#include <map>
#include <utility>

namespace headroom::gui {

struct OwnUse {
  double load;    // of its CPU; of its slots, where there is no use of the CPU
  double queued;  // calls that wait at it
};

class WorkerUse {
 public:
  WorkerUse() = default;
  /// The run must outlive it.
  explicit WorkerUse(const RunData&);
  /// Nothing is told of its workers.
  bool silent() const { return rows_ == 0; }
  /// By service and serial number, in the bucket that begins at `begin` and ends at `end`.
  std::map<std::pair<std::size_t, long>, OwnUse> in(double begin, double end) const;

 private:
  enum Cell : std::size_t { time, service, worker, slots, cpu, queued, cells };
  std::size_t firstFrom(double time) const;

  const RunData* run_ = nullptr;
  std::size_t table_ = 0, rows_ = 0;
  std::array<std::size_t, cells> columns_{};
};

}  // namespace headroom::gui
