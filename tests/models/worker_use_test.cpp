/// Use of each worker, bucket by bucket: whose it is, and that it adds up to what is told of zones.
#include "tests/models/clockwork.h"

#include <cmath>

#include <gtest/gtest.h>

namespace headroom {
namespace {

struct Use {
  double slots, cpu, queued;
};

/// A run that tells what its workers do.
struct Uses : Heard {
  explicit Uses(const ScenarioSpec& spec) : announced(announcementOf(*compile(spec))) {
    World world(compile(spec), 1);
    world.run({.listener = this, .workerUse = true});
    for (const auto& r : rows[workerUseTable]) of[r[0]][r[2]] = {r[3], r[4], r[5]};
    fingerprint = world.fingerprint();
  }
  /// One number of a bucket: of the only service, in a zone.
  double series(std::size_t bucket, const std::string& name, std::size_t zone) const {
    std::size_t at = 0;
    for (const Series& s : announced.series) {
      if (s.name == name) return buckets.at(bucket).at(at + zone);
      at += announced.width(s);
    }
    return NAN;
  }
  Announcement announced;
  std::map<double, std::map<double, Use>> of;  // begin of the bucket → serial number → its use
  std::string fingerprint;
};

/// Half a second of work each second: the first worker is busy half of the time, and who comes second never is.
TEST(WorkerUse, IsEachWorkersOwn) {
  ScenarioSpec spec = clockwork(60, 0.5);
  spec.sample = Duration::seconds(10);
  spec.services[0].fleet.min = spec.services[0].fleet.max = 2;
  spec.services[0].balancer.policy = BalancerSpec::Policy::lowestIndex;
  const Uses told(spec);
  ASSERT_EQ(told.of.size(), 6u);
  for (const auto& [begin, workers] : told.of) {
    ASSERT_EQ(workers.size(), 2u) << begin;
    const double busy = begin == 0 ? 0.45 : 0.5,
                 nanosecond =
                     1.5e-10;  // of ten seconds, as arrivals are rounded; the first request comes after a second
    EXPECT_NEAR(workers.at(0).slots, busy, nanosecond) << begin;
    EXPECT_NEAR(workers.at(0).cpu, busy, nanosecond) << begin;
    EXPECT_EQ(workers.at(1).slots, 0) << begin;
    EXPECT_EQ(workers.at(0).queued, 0) << begin;
  }
}

/// Work for 1.25 s each second: of every ten calls eight are done within ten seconds, so two more wait.
TEST(WorkerUse, OfOneThatIsOverrunAreItsQueueAndAllItsTime) {
  ScenarioSpec spec = clockwork(100, 1.25);
  spec.sample = Duration::seconds(10);
  const Uses told(spec);
  for (const double begin : {10.0, 50.0, 90.0}) EXPECT_DOUBLE_EQ(told.of.at(begin).at(0).slots, 1) << begin;
  EXPECT_NEAR(told.of.at(60).at(0).queued - told.of.at(50).at(0).queued, 2, 1e-9);
}

/// What zones show is the mean and the greatest of their workers', who are all there all the time.
TEST(WorkerUse, OfAZonesWorkersAddsUpToTheZones) {
  ScenarioSpec spec = eightSlots(50);
  spec.duration = Duration::seconds(300);
  spec.region.zones = {"a", "b"};
  spec.services[0].fleet.min = spec.services[0].fleet.max = 5;
  spec.services[0].worker.serviceTime = Exponential{Duration::milliseconds(200)};
  spec.services[0].balancer.policy = BalancerSpec::Policy::random;
  Uses told(spec);
  std::map<double, std::size_t> zoneOf;
  for (const auto& life : told.rows[workerTable]) zoneOf[life[1]] = static_cast<std::size_t>(life[2]);
  ASSERT_EQ(zoneOf.size(), 5u);
  ASSERT_EQ(told.of.size(), told.buckets.size());
  std::size_t bucket = 0;
  for (const auto& [begin, workers] : told.of) {
    ASSERT_EQ(workers.size(), 5u);
    for (std::size_t zone = 0; zone < 2; ++zone) {
      double slots = 0, most = 0, queued = 0, n = 0;
      for (const auto& [serial, use] : workers) {
        if (zoneOf.at(serial) != zone) continue;
        slots += use.slots;
        most = std::max(most, use.slots);
        queued += use.queued;
        ++n;
      }
      EXPECT_NEAR(told.series(bucket, "slots", zone), slots / n, 1e-12) << begin;
      EXPECT_NEAR(told.series(bucket, "slots_max", zone), most, 1e-12) << begin;
      EXPECT_NEAR(told.series(bucket, "queue_depth", zone), queued, 1e-9) << begin;
    }
    ++bucket;
  }
}

/// A zone is lost at 100 s, and its workers replaced: the dead have no use, the new ones from the bucket they enter in.
TEST(WorkerUse, IsToldOfThoseThatServe) {
  ScenarioSpec spec = eightSlots(30);
  spec.duration = Duration::seconds(600);
  spec.sample = Duration::seconds(10);
  spec.region.zones = {"a", "b"};
  FaultSpec fault;
  fault.name = "loss";
  fault.fault = ZoneOutage{{"b"}};
  fault.at = after(100);
  fault.lasts = Deterministic{Duration::seconds(300)};
  spec.faults.push_back(fault);
  Uses told(spec);
  std::map<double, std::pair<double, double>> service;  // serial number → from, to
  for (const auto& life : told.rows[workerTable])
    service[life[1]] = {life[4], std::isnan(life[5]) ? INFINITY : life[5]};
  ASSERT_GT(service.size(), 2u) << "somebody was replaced";
  std::size_t rows = 0;
  for (const auto& [begin, workers] : told.of)
    for (const auto& [serial, use] : workers) {
      EXPECT_LE(service.at(serial).first, begin + 10) << serial;
      EXPECT_GE(service.at(serial).second, begin + 10) << serial;
      ++rows;
    }
  std::size_t expected = 0;
  for (const auto& [serial, span] : service)
    for (const auto& [begin, workers] : told.of) {
      const bool lost = told.eventRows(EventKind::lost).front()[4] == serial;
      expected += span.first <= begin + 10 && span.second >= begin + 10 && !(lost && begin + 10 > 100);
    }
  EXPECT_EQ(rows, expected);
}

/// Two workers of four slots get 10 erlangs. A third enters within a bucket; a call comes to it every 10 ms or so, as
/// it has the fewest, so its slots are full after 50 ms, and stay so.
TEST(WorkerUse, OfOneThatEntersInABucketIsOfTheTimeItServed) {
  ScenarioSpec spec = eightSlots(100);
  spec.duration = Duration::seconds(60);
  spec.sample = Duration::seconds(10);
  spec.services[0].start.launch = Deterministic{Duration::seconds(12)};
  ScheduledPolicy action;
  action.at = after(15);
  action.desired = 3;
  spec.services[0].scaling.push_back({"out", action});
  Uses told(spec);
  double entered = 0;
  for (const auto& life : told.rows[workerTable])
    if (life[1] == 2) entered = life[4];
  const double begin = std::floor(entered / 10) * 10,
               served = begin + 10 - entered;  // groups act at times of their own
  ASSERT_TRUE(begin >= 20 && served > 0.1 && served < 9.9) << entered;
  EXPECT_GT(told.of.at(begin).at(2).slots, 1 - 0.05 / served);
  EXPECT_LE(told.of.at(begin).at(2).slots, 1);
  EXPECT_EQ(told.of.at(begin - 10).count(2), 0u) << "it did not serve";
}

TEST(WorkerUse, ChangesNothingOfTheRun) {
  World plain(compile(eightSlots(30)), 1);
  plain.run({});
  EXPECT_EQ(Uses(eightSlots(30)).fingerprint, plain.fingerprint());
}

}  // namespace
}  // namespace headroom
