// SPDX-License-Identifier: GPL-3.0-or-later
/// The rows of the table `events` that are about a worker.
#pragma once

#include "gui/data/view.h"

#include <cstdint>
#include <vector>

namespace headroom::gui {

struct WorkerEvent {
  /// `gone`: terminated, or its launch failed.
  enum Kind : std::uint8_t { launch, inService, draining, gone, lost, unhealthy, healthy, warm, warmStart };
  double at = 0;
  Kind kind = launch;
  std::size_t service = 0, zone = 0;
  long worker = 0;
};

/// A number that can be one of a service, a zone or a worker; a foreign trace may hold any.
inline bool isPlace(double x) { return x >= 0 && x <= 0x1p53; }

/// In order of time.
std::vector<WorkerEvent> workerEventsOf(const RunData&);

}  // namespace headroom::gui
