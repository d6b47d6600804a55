// SPDX-License-Identifier: GPL-3.0-or-later
/// Which worker is where, in which state, at any instant of a run: plain data, no widgets.
///
/// Lives come from the table `events`: launch, entry, end, health. What events do not say is read from the bucket that
/// holds the instant: how many of a service's pending workers in a zone are launching, booting, starting, registering
/// (those launched first are the farthest), how many in service are warming (those that entered last), and how busy
/// they are: each worker, where the run tells it; else the zone's workers on average, and the busiest of them, which
/// are a worker's own where it works alone or all are equally busy. Workers that were there from the start and have no
/// event are as many as the first bucket counts. Left out: which workers of a warm pool run.
#pragma once

#include "gui/data/view.h"
#include "gui/world/worker_use.h"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace headroom::gui {

enum class WorkerLook : std::uint8_t {
  warm,
  launching,
  booting,
  starting,
  registering,
  warming,
  inService,
  unhealthy,
  draining,
  lost
};
inline constexpr std::size_t workerLooks = 10;
/// "in service".
const char* wordFor(WorkerLook);

struct WorkerTile {
  std::size_t service = 0;
  long worker = 0;        // its serial number
  std::size_t place = 0;  // of its service in its zone; it keeps it, and nobody else has it meanwhile
  WorkerLook look = WorkerLook::inService;
  double load = 0;   // of those that serve, 0…1; NaN: unknown
  bool own = false;  // that is its own; else the mean of its service in its zone
  double queued = std::numeric_limits<double>::quiet_NaN();  // calls that wait at it; NaN: unknown
};

struct ZoneScene {
  std::string name;
  std::string condition;          // a word of zone_state: "up", "dark"; empty: not known
  std::vector<WorkerTile> tiles;  // by service and place
  std::vector<double> load;       // of each service, the mean; NaN: unknown
  std::vector<double> most;       // of its busiest worker
  bool down() const { return condition == "dark" || condition == "isolated"; }
};

class WorldModel {
 public:
  WorldModel() = default;
  /// The run must outlive it.
  explicit WorldModel(const RunData&);

  /// Zones in their order; one that never has a worker is left out, unless it is of the region.
  std::vector<ZoneScene> at(double time) const;
  const std::vector<std::string>& services() const { return services_; }
  /// The greatest number of places that a service ever takes in a zone.
  std::size_t places(std::size_t service) const { return places_.at(service); }
  double end() const { return edges_.empty() ? 0 : edges_.back(); }
  /// Length of the bucket that holds `time`.
  double step(double time) const;

  /// A lost worker stays to be seen for so long, and while its zone is down.
  static constexpr double mourning = 60;

 private:
  struct Change {
    double at;
    WorkerLook look;  // `launching` stands for all stages before service
    bool gone = false;
  };
  struct Life {
    std::size_t service, zone;
    long worker;
    std::vector<Change> changes;
    double entered = std::numeric_limits<double>::infinity();
    double seenUntil = std::numeric_limits<double>::infinity();
    std::size_t place = 0;
  };
  /// A series over service and zone, as it stands in the run.
  struct Grid {
    std::vector<double> values;
    double at(std::size_t bucket, std::size_t cell, std::size_t cells) const {
      return values.empty() ? std::numeric_limits<double>::quiet_NaN() : values[bucket * cells + cell];
    }
  };
  void readLives(const RunData&);
  void addFirstOnes();
  void mourn();
  void seat();
  std::size_t cell(std::size_t service, std::size_t zone) const { return service * zones_.size() + zone; }
  std::size_t cells() const { return services_.size() * zones_.size(); }
  std::string conditionOf(std::size_t zone, std::size_t bucket) const;
  struct Load {
    double mean, most;
  };
  Load loadOf(std::size_t bucket, std::size_t cell) const;
  void load(std::vector<WorkerTile>&, const Load&, const std::map<std::pair<std::size_t, long>, OwnUse>&) const;
  void refine(std::vector<WorkerTile*> pending, std::vector<WorkerTile*> serving, std::size_t bucket,
              std::size_t cell) const;

  std::vector<std::string> services_, zones_, conditions_;
  std::vector<double> edges_;
  WorkerUse use_;
  std::vector<Life> lives_;  // by launch
  std::vector<std::size_t> places_;
  std::vector<bool> peopled_;   // zones that ever have a worker, or are of the region
  std::array<Grid, 4> stages_;  // registering, starting, booting, launching
  Grid inService_, warming_, cpu_, slots_, cpuMost_, slotsMost_, zoneState_;
};

}  // namespace headroom::gui
