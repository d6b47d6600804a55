/// A trace of a real, small run: half an hour, three zones, zone b dark from minute 10 to minute 15.
#pragma once

#include "analysis/trace/trace_writer.h"
#include "scenarios/load.h"
#include "scenarios/run/run.h"
#include "sim/issue.h"
#include "tests/analysis/scratch.h"
#include "tests/no_progress.h"

#include <string>

namespace headroom::gui {

inline constexpr double runLength = 1800, outageBegins = 600, outageEnds = 900;

inline const char* const smallScenario = R"(
version: 1
name: Small outage
start: 2026-11-27T08:00:00Z
duration: 30min
seed: 7
sample: 10s
region: {zones: [a, b, c]}
demand:
  users:
    to: web
    rate: [{diurnal: {mean: 60 rps, swing: 50 %, peak_at: "08:15"}}]
    client: {timeout: 2s, attempts: 2}
services:
  web:
    worker: {type: m7g.large, slots: 8, service_time: {exponential: {mean: 100ms}}, demands: {cpu: 20ms}}
    start: {launch: 5s, boot: 20s, init: 5s}
    balancer: {policy: round_robin, health_check: {interval: 10s, unhealthy_after: 2}}
    fleet: {min: 3, max: 12, warm_up: 30s, drain: 10s}
    scaling: [{target_tracking: {metric: cpu, target: 30 %}}]
    calls: [{to: orders}]
  orders:
    worker: {type: m7g.large, slots: 16, service_time: 20ms}
    fleet: {min: 3, max: 3}
faults: [{zone_outage: {zone: b, at: 10min, lasts: 5min}}]
)";

/// Runs the scenario and writes its trace, with the use of each worker.
inline void writeTrace(const std::string& file) {
  const Loaded loaded = loadText(smallScenario, "small.yaml");
  std::string wrong;
  for (const Issue& issue : loaded.issues) wrong += std::to_string(issue.place.line) + ": " + issue.what + "\n";
  if (!loaded.ok()) throw Failure(wrong);
  const auto blueprint = compile(*loaded.spec);
  TraceWriter writer(file, {loaded.spec->name, "2026-11-27T08:00:00Z", "test", 7, 0, {{"resolved", loaded.resolved}}});
  writer.announce(announcementOf(*blueprint));
  NoProgress quiet;
  const RunResult result = runOnce(blueprint, 7, 0, {.listener = &writer, .workerUse = true}, quiet);
  writer.finish({"complete", result.fingerprint, R"({"entry": "web", "faults": [{"name": "zone_outage"}]})", {}});
}

/// Written once for all tests of the program.
class RealTrace {
 public:
  static const std::string& file() {
    static const RealTrace only;
    return only.file_;
  }

 private:
  RealTrace() : file_(scratch_ / "small.h5") { writeTrace(file_); }
  Scratch scratch_;
  std::string file_;
};

}  // namespace headroom::gui
