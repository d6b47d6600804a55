/// Memory: nothing is allocated for an event once the run is warm, and a request in flight costs little.
#include "analysis/trace/trace_writer.h"
#include "models/simulation.h"
#include "tests/safety/allocation_count.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

namespace headroom {
namespace {

/// Three zones, 100 workers of 8 slots at 70 %, least outstanding, lognormal work, time-outs, a metric every minute.
ScenarioSpec busyFleet(Duration duration, Duration sample) {
  ScenarioSpec s;
  s.name = "busy";
  s.duration = duration;
  s.sample = sample;
  s.region.zones = {"a", "b", "c"};
  ServiceSpec web;
  web.name = "web";
  web.worker.slots = {8};
  web.worker.serviceTime = Lognormal{Duration::milliseconds(40), 1};
  web.fleet.min = web.fleet.max = 100;
  web.scaling.push_back({"track", TargetTrackingPolicy{}});
  s.services = {web};
  DemandSpec d;
  d.name = "clients";
  d.to = "web";
  d.rate = {{"flat", ConstantCurve{{100 * 8 * 0.7 / 0.04}}}};
  d.client.timeout = Deterministic{Duration::seconds(1)};
  d.client.attempts = 3;
  s.demand = {d};
  return s;
}

/// Allocations between two instants of a run [s].
std::uint64_t allocationsBetween(World& world, Watch watch, double from, double until) {
  while (world.now().inSeconds() < from) world.run(watch, 1000);
  const std::uint64_t before = allocationCount();
  while (world.now().inSeconds() < until) world.run(watch, 1000);
  return allocationCount() - before;
}

// Between two closings of minutes and buckets nothing but events of requests happens, half a million of them: not one
// may ask for memory.
TEST(Memory, AWarmRunAllocatesNothingForAnEvent) {
  World world(compile(busyFleet(Duration::seconds(179), Duration::seconds(179))), 1);
  const auto slice = [&](double from, double until) {
    const std::uint64_t before = world.eventCount();
    const std::uint64_t n = allocationsBetween(world, {}, from, until);
    EXPECT_GT(world.eventCount() - before, 500'000u);
    return n;
  };
  EXPECT_EQ(slice(61, 118), 0u);
  EXPECT_EQ(slice(121, 178), 0u);
}

// With buckets of a second, with metrics, and with a trace on disk: what is allocated is for buckets, of which there
// are ten thousand times fewer than events.
TEST(Memory, WhatBucketsAndTheTraceAllocateDoesNotGrowWithTheEvents) {
  for (const bool traced : {false, true}) {
    World world(compile(busyFleet(Duration::seconds(179), Duration::seconds(1))), 1);
    const std::string file =
        std::filesystem::temp_directory_path() / ("headroom-memory-" + std::to_string(getpid()) + ".h5");
    std::unique_ptr<TraceWriter> writer;
    if (traced) {
      writer = std::make_unique<TraceWriter>(file, Provenance{"busy", "2026-01-01T00:00:00Z", "0", 1, 0, {}});
      writer->announce(announcementOf(*world.blueprint));
    }
    const std::uint64_t n = allocationsBetween(world, {.listener = writer.get()}, 61, 161);
    std::printf("%s: %llu allocations in 100 buckets of a second\n", traced ? "traced" : "untraced",
                static_cast<unsigned long long>(n));
    EXPECT_LE(n, 100u * 64) << (traced ? "traced" : "untraced");
    writer.reset();
    std::filesystem::remove(file + ".part");
  }
}

/// Memory of this process that is really there [bytes].
double residentBytes() {
  long pages = 0, resident = 0;
  std::FILE* f = std::fopen("/proc/self/statm", "r");
  if (f && std::fscanf(f, "%ld %ld", &pages, &resident) != 2) resident = 0;
  if (f) std::fclose(f);
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// An overload that lets calls pile up: bytes for each further request, between 200,000 and 2,000,000 in flight.
double bytesARequest(std::optional<LawSpec> timeout) {
  ScenarioSpec s = busyFleet(Duration::hours(1), Duration::hours(1));
  s.services[0].fleet.min = s.services[0].fleet.max = 2;
  s.services[0].scaling.clear();
  s.demand[0].client.timeout = std::move(timeout);
  World world(compile(s), 1);
  const auto fill = [&](std::size_t n) {
    while (world.calls.inUse() < n) world.run({}, 1000);
    return static_cast<double>(world.calls.inUse());
  };
  const double few = fill(200'000), before = residentBytes();
  const double many = fill(2'000'000), after = residentBytes();
  return (after - before) / (many - few);
}

// Without a time-out, with one of one length, which waits in a lane, and with a drawn one, which waits in a heap.
TEST(Memory, ARequestInFlightTakesAtMost150Bytes) {
  struct Case {
    const char* name;
    std::optional<LawSpec> timeout;
    double most;
  };
  const std::array<Case, 3> cases{{{"without time-out", std::nullopt, 150},
                                   {"constant time-out", Deterministic{Duration::hours(2)}, 150},
                                   {"drawn time-out", Lognormal{Duration::hours(20), 0.1}, 150}}};
  for (const Case& c : cases) {
    const double bytes = bytesARequest(c.timeout);
    std::printf("%s: %.0f bytes\n", c.name, bytes);
    EXPECT_LE(bytes, c.most) << c.name;
    EXPECT_GE(bytes, 0.9 * sizeof(Call)) << c.name << ": the measurement is wrong";
  }
}

}  // namespace
}  // namespace headroom
