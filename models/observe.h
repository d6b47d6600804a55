/// What a run shows: announced once (announce.cpp), filled bucket by bucket (observe.cpp).
#pragma once

#include "models/blueprint.h"
#include "sim/probe.h"

#include <array>
#include <cstddef>
#include <vector>

namespace headroom {

/// Tables, in the order announced.
enum TableNumber : std::size_t {
  eventTable,
  decisionTable,
  latencyTable,
  metricTable,
  alarmTable,
  workerTable,
  requestTable,
  callTable,
  workerUseTable,
  answerTable,  // where some policy is decided outside
  tableCount
};

inline constexpr std::array<double, 5> shownQuantiles{0.5, 0.9, 0.95, 0.99, 0.999};

/// In the table of latencies so many bins of a histogram are one …
inline constexpr std::size_t binsTogether = 8;
/// … which begin here [s].
const std::vector<double>& latencyEdges();

/// What can be seen of runs of this blueprint.
Announcement announcementOf(const Blueprint&);

/// slots, cpu, memory, disk I/O, network I/O as shares of one worker's capacity, when on average `busy` of its slots
/// are in use and `work` calls are being worked on (of a shared processor: on so many cores).
using Utilisation = std::array<double, 5>;
Utilisation utilisationOf(const ServicePlan&, double busy, double work);
/// The first two of them.
double slotUse(const ServicePlan&, double busy);
double cpuUse(const ServicePlan&, double busy, double work);

}  // namespace headroom
