/// A service like clockwork, so that what must come out can be counted by hand, and ways to run it and to listen.
#pragma once

#include "models/observe.h"
#include "models/simulation.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace headroom {

inline When after(double seconds) { return When{When::Kind::offset, Duration::fromSeconds(seconds), 0, 0, ""}; }

/// Zones a and b; a request every second, on the second or at one phase of it, each worked on for exactly `work` [s] by
/// the only worker, which has one slot. Faults are the only thing that faults bring about: nobody is replaced.
inline ScenarioSpec clockwork(double seconds, double work) {
  ScenarioSpec spec;
  spec.duration = Duration::fromSeconds(seconds);
  spec.region.zones = {"a", "b"};
  DemandSpec demand;
  demand.name = "users";
  demand.to = "web";
  demand.rate.push_back({"constant", ConstantCurve{{1}}});
  demand.arrivals.kind = ArrivalsSpec::Kind::deterministic;
  spec.demand.push_back(demand);
  ServiceSpec web;
  web.name = "web";
  web.worker.serviceTime = Deterministic{Duration::fromSeconds(work)};
  web.fleet.replaceUnhealthy = false;
  spec.services.push_back(web);
  return spec;
}

/// Evenly spaced calls, `rate` a second of 100 ms each, on two workers of four slots, of which a fleet may have ten: a
/// tenth of `rate` slots of eight are busy at any time.
inline ScenarioSpec eightSlots(double rate) {
  ScenarioSpec spec;
  spec.name = "steady";
  DemandSpec demand;
  demand.name = "users";
  demand.to = "web";
  demand.rate.push_back({"steps", StepsCurve{{{Duration(), {rate}}}}});
  demand.arrivals.kind = ArrivalsSpec::Kind::deterministic;
  spec.demand.push_back(demand);
  ServiceSpec web;
  web.name = "web";
  web.worker.slots.value = 4;
  web.worker.serviceTime = Deterministic{Duration::milliseconds(100)};
  web.fleet.min = 2;
  web.fleet.max = 10;
  spec.services.push_back(web);
  return spec;
}

inline Summary run(const ScenarioSpec& spec) {
  World world(compile(spec), 1);
  world.run({});
  return summaryOf(world);
}

/// Keeps all that is shown.
struct Heard : Listener {
  void announce(const Announcement&) override {}
  void bucket(Instant, Instant, std::span<const double> values) override {
    buckets.emplace_back(values.begin(), values.end());
  }
  void row(std::size_t table, std::span<const double> cells) override {
    rows[table].emplace_back(cells.begin(), cells.end());
  }
  /// When desired capacity changed, and to what.
  std::vector<std::pair<double, double>> changes() const {
    std::vector<std::pair<double, double>> found;
    if (const auto all = rows.find(decisionTable); all != rows.end())
      for (const std::vector<double>& r : all->second)
        if (r[13] != r[15]) found.emplace_back(r[1], r[15]);
    return found;
  }
  /// Of the table of events.
  std::vector<std::vector<double>> eventRows(EventKind kind) const {
    std::vector<std::vector<double>> found;
    if (const auto all = rows.find(eventTable); all != rows.end())
      for (const std::vector<double>& r : all->second)
        if (r[1] == static_cast<double>(kind)) found.push_back(r);
    return found;
  }
  std::vector<std::vector<double>> buckets;
  std::map<std::size_t, std::vector<std::vector<double>>> rows;  // by table
};

/// A run to its end, and what happened to its workers.
struct Told : Heard {
  struct Event {
    double time, worker, zone;
  };
  explicit Told(const ScenarioSpec& spec) {
    World world(compile(spec), 1);
    world.run({this, 0});
    summary = summaryOf(world);
  }
  std::vector<Event> events(EventKind kind) const {
    std::vector<Event> found;
    for (const std::vector<double>& r : eventRows(kind))
      if (r[4] >= 0) found.push_back({r[0], r[4], r[3]});
    return found;
  }
  std::vector<double> times(EventKind kind) const {
    std::vector<double> found;
    for (const Event& e : events(kind)) found.push_back(e.time);
    return found;
  }
  std::vector<double> workers(EventKind kind) const {
    std::vector<double> found;
    for (const Event& e : events(kind)) found.push_back(e.worker);
    return found;
  }
  Summary summary;
};

}  // namespace headroom
