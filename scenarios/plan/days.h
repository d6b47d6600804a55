/// Runs the days of a plan, many at a time, and keeps what came of each.
///
/// A day is one fleet in one replication: a run without a loss and one for each zone lost. All fleets meet the same
/// replications, request by request. Which runs there are, and their results, do not depend on the number of threads.
/// A run that has broken an objective is not cut short: a share of all its requests is only known at its end.
#pragma once

#include "models/blueprint.h"
#include "scenarios/plan/question.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace headroom::plan {

/// Told where a plan is; `goesOn` is called from several threads, one at a time, and false ends the plan.
class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual bool goesOn(const std::string& doing, std::uint64_t runs, std::uint64_t events) = 0;
};

/// Thrown where the watcher has said so.
struct Interrupted {};

struct Fleet {
  std::size_t type = 0;
  std::int64_t workers = 0;
  auto operator<=>(const Fleet&) const = default;
};

/// One constraint in one run.
struct Outcome {
  bool asked = false, met = true;
  double got = 0;
};

struct RunOutcome {
  std::vector<Outcome> constraints;   // in the task's order
  double usdPerHour = 0;              // of the service, over the measured window
  std::vector<double> servingAtLoss;  // workers in service when the zone goes, a zone each; without a loss only
  std::uint64_t events = 0;
};

/// The loss of each zone, in the order of the service's, then the run without one.
struct DayOutcome {
  std::vector<RunOutcome> runs;
  bool kept() const;
};

class Days {
 public:
  Days(const Task& task, std::uint64_t seed, unsigned threads, Watcher& watcher)
      : task_(task), seed_(seed), threads_(threads), watcher_(watcher) {}

  /// Whether the fleet keeps every constraint, in each of these replications. Throws Interrupted.
  std::vector<bool> kept(const Fleet&, std::span<const std::uint32_t> replications);
  bool has(const Fleet& fleet, std::uint32_t replication) const { return days_.contains({fleet, replication}); }
  /// Of a day that was run.
  const DayOutcome& of(const Fleet& fleet, std::uint32_t replication) const { return days_.at({fleet, replication}); }
  std::uint64_t runs() const { return runs_; }
  std::uint64_t events() const { return events_; }

 private:
  using Blueprints = std::vector<std::shared_ptr<const Blueprint>>;
  const Blueprints& blueprintsOf(const Fleet&);
  RunOutcome run(const std::shared_ptr<const Blueprint>&, std::uint32_t replication, bool loss,
                 const std::function<void(std::uint64_t)>& look) const;

  const Task& task_;
  std::uint64_t seed_;
  unsigned threads_;
  Watcher& watcher_;
  std::map<Fleet, Blueprints> blueprints_;
  std::map<std::pair<Fleet, std::uint32_t>, DayOutcome> days_;
  std::uint64_t runs_ = 0, events_ = 0;
};

}  // namespace headroom::plan
