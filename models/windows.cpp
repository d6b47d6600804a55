#include "models/windows.h"

#include "models/world.h"

namespace headroom {
namespace {

void move(Histogram& latency, LongSum& sum, Flow& minute, Flow& kept) {
  minute.latency.merge(latency);
  minute.latencySum.add(sum);
  kept.latency.merge(latency);
  kept.latencySum.add(sum.low);  // of a bucket: nothing has been carried, and exact it stays
  latency.clear();
  sum = {};
}

void giveBack(Histogram& latency, LongSum& sum, Flow& kept) {
  latency.merge(kept.latency);
  sum.add(kept.latencySum.low);
  kept.latency.clear();
  kept.latencySum = {};
}

}  // namespace

void World::openWindows() {
  if (blueprint->windows.empty()) return;
  const std::size_t flows = 1 + services.size();
  windows.all.resize(blueprint->windows.size());
  for (WindowState& w : windows.all) w.flows.resize(flows);
  keepLatencies();
}

/// From now on latencies are wanted on other grids than the buckets': the windows' minutes, periods of metrics.
void World::keepLatencies() {
  windows.minute.resize(1 + services.size());
  windows.kept.resize(1 + services.size());
  windows.before.resize(1 + services.size());
}

/// Latencies since the last time go from the open bucket to the open minute, and to the metrics that follow them.
void World::takeLatencies() {
  pourFirst();
  for (ServiceState& s : services)
    for (Meter& m : s.scaler.meters) {
      if (!isLatency(m.spec.metric)) continue;
      m.open.latency.merge(s.bucketLatency);
      m.open.latencySum.add(s.bucketLatencySum);
    }
  move(bucketRequestLatency, bucketRequestLatencySum, windows.minute[0], windows.kept[0]);
  for (std::size_t i = 0; i < services.size(); ++i)
    move(services[i].bucketLatency, services[i].bucketLatencySum, windows.minute[i + 1], windows.kept[i + 1]);
}

/// The bucket is about to be shown, whole.
void World::restoreBucket() {
  takeLatencies();
  giveBack(bucketRequestLatency, bucketRequestLatencySum, windows.kept[0]);
  for (std::size_t i = 0; i < services.size(); ++i)
    giveBack(services[i].bucketLatency, services[i].bucketLatencySum, windows.kept[i + 1]);
}

void World::countMinute(std::size_t flow, const Tally& now) {
  windows.minute[flow].tally = now;
  windows.minute[flow].tally.subtract(windows.before[flow]);
  windows.before[flow] = now;
}

bool World::inWindow(const WindowPlan& window) const {
  if (window.fault == nowhere) return windows.minuteBegan >= window.from.ns() && now_ <= window.until.ns();
  const FaultState& fault = faults[window.fault];
  return fault.active || fault.activeThisMinute;
}

void World::closeWindows() {
  if (now_ % Duration::minutes(1).ns() != 0 && now_ != end_) return;  // the measured window begins or ends here
  takeLatencies();
  Tally users;
  for (const DemandState& d : demands) {
    users.add(d.total);
    users.add(d.bucket);
  }
  countMinute(0, users);
  for (std::size_t i = 0; i < services.size(); ++i) {
    Tally soFar = services[i].total;
    soFar.add(services[i].bucket);
    countMinute(i + 1, soFar);
  }
  for (std::size_t w = 0; w < windows.all.size(); ++w) {
    if (!inWindow(blueprint->windows[w])) continue;
    WindowState& window = windows.all[w];
    window.lengthNs += now_ - windows.minuteBegan;
    for (std::size_t f = 0; f < window.flows.size(); ++f) window.flows[f].add(windows.minute[f]);
  }
  for (Flow& f : windows.minute) {
    f.latency.clear();
    f.latencySum = {};
  }
  for (FaultState& fault : faults) fault.activeThisMinute = false;
  windows.minuteBegan = now_;
}

}  // namespace headroom
