/// Scale-up, chunks and elasticity over one demand that grows and breathes, d(t) = 100 + 2t + 40 sin 2πt (t in days, 28
/// of them, area 3584 unit-days), against areas computed in closed form elsewhere. The policies decide; workers are as
/// small as a row wants chunks to be.
///
/// Of what one unit-day costs 1, `paid` is all there is, `unused` ∫(c−d)⁺, `under` ∫(d−c)⁺; one who is offline has c =
/// 0 and pays.
#include "models/scaling/control.h"

#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

namespace headroom {
namespace {

constexpr int minute = 1440;  // of them make a day
constexpr int days = 28, minutes = days * minute;

double demandOfDay(double day) { return 100 + 2 * day + 40 * std::sin(2 * std::numbers::pi * day); }

/// The greatest demand of [from, until], in minutes, both ends included; between minutes it differs by less than 1e-4.
double peakOf(int from, int until) {
  double most = 0;
  for (int k = from; k <= until; ++k) most = std::max(most, demandOfDay(static_cast<double>(k) / minute));
  return most;
}

struct Areas {
  double paid = 0, unused = 0, under = 0;
};

/// `capacity` of each minute; `offline`: not there, and paid.
Areas areasOf(const std::function<double(int)>& capacity, const std::function<bool(int)>& offline = {}) {
  constexpr int pieces = 10;
  Areas a;
  for (int k = 0; k < minutes; ++k)
    for (int i = 0; i < pieces; ++i) {
      const double d = demandOfDay((k + (i + 0.5) / pieces) / minute), length = 1.0 / minute / pieces;
      const double c = offline && offline(k) ? 0 : capacity(k);
      a.paid += capacity(k) * length;
      a.unused += std::max(0.0, c - d) * length;
      a.under += std::max(0.0, d - c) * length;
    }
  return a;
}

void expectAreas(const Areas& a, double paid, double unused, double under, double within) {
  EXPECT_NEAR(a.paid, paid, within * paid);
  EXPECT_NEAR(a.unused, unused, within * unused);
  EXPECT_NEAR(a.under, under, within * under + 1e-9);
  // What holds whatever the strategy: what is there, less what is not used, and what is missing, is the demand.
  if (under == 0) {
    EXPECT_NEAR(a.paid - a.unused + a.under, 3584, 0.01);
  }
}

constexpr double fine = 0.01;  // a unit of capacity so small that chunks of it are no chunks

/// Chunks of `size` workers of `unit` each, ordered every `every` minutes for what `peak` expects of the interval.
Areas chunked(int every, double unit, std::int64_t size, double margin, const std::function<double(int)>& peak,
              Duration term = {}) {
  ChunksPolicy spec;
  spec.size = size;
  spec.margin.value = margin;
  spec.term = term;
  ChunkOrders orders(spec);
  std::vector<double> inForce;
  for (int j = 0; j * every < minutes; ++j) {
    const Instant begins = Instant::at(Duration::minutes(j * every));
    inForce.push_back(static_cast<double>(orders.order(peak(j) / unit, begins)) * unit);
  }
  return areasOf([&](int k) { return inForce[static_cast<std::size_t>(k / every)]; });
}

constexpr int week = 7 * minute;

double perfect(int j) { return peakOf(j * week, (j + 1) * week); }
/// The first week is known.
double lastWeek(int j) { return perfect(std::max(0, j - 1)); }

TEST(Strategies, OneOrderForTheFinalPeakLeavesAThirdUnused) {
  const auto greatest = [](int) { return peakOf(0, minutes); };
  expectAreas(chunked(minutes, fine, 1, 0, greatest), 5446.035463, 1862.035463, 0, 5e-4);
}

TEST(Strategies, ChunksOfAWeekFollowTheWeeklyPeaks) {
  expectAreas(chunked(week, fine, 1, 0, perfect), 4858.035463, 1274.035463, 0, 5e-4);
  expectAreas(chunked(week, 1, 20, 0, perfect), 5180, 1596, 0, 1e-5);
  expectAreas(chunked(week, 1, 20, 0.1, perfect), 5600, 2016, 0, 1e-5);
}

TEST(Strategies, ChunksByLastWeeksPeakAreShortByAWeeksGrowth) {
  expectAreas(chunked(week, fine, 1, 0, lastWeek), 4564.035463, 1005.113243, 25.077780, 5e-3);
  expectAreas(chunked(week, 1, 20, 0, lastWeek), 4900, 1317.470921, 1.470921, 1e-4);
  expectAreas(chunked(week, fine, 1, 0.1, lastWeek), 5020.439009, 1436.439009, 0, 5e-4);
}

TEST(Strategies, ShorterIntervalsWasteLess) {
  const auto within = [](int every) { return [every](int j) { return peakOf(j * every, (j + 1) * every); }; };
  expectAreas(chunked(minute, 1, 20, 0, within(minute)), 5000, 1416, 0, 1e-5);
  expectAreas(chunked(60, 1, 20, 0, within(60)), 3961.666667, 377.666667, 0, 1e-4);
  expectAreas(chunked(60, 1, 1, 0, within(60)), 3690.166667, 106.166667, 0, 1e-4);
}

/// Hourly orders that can never be given back are those of the greatest peak so far: chunks of 20 for 140.5 rise to 160
/// on the first morning, and to 200 in the end. With a term of a day they stay for the day's valley.
TEST(Strategies, WhatCannotBeGivenBackStays) {
  const auto within = [](int j) { return peakOf(j * 60, (j + 1) * 60); };
  const Areas released = chunked(60, 1, 20, 0, within);
  const Areas kept = chunked(60, 1, 20, 0, within, Duration::hours(24));
  const Areas bought = chunked(60, 1, 20, 0, within, Duration::hours(24 * days));
  EXPECT_LT(released.paid, kept.paid);
  EXPECT_LT(kept.paid, bought.paid);
  double running = 0, expected = 0;
  for (int j = 0; j < days * 24; ++j) {
    running = std::max(running, 20 * std::ceil(within(j) / 20 - 1e-9));
    expected += running / 24;
  }
  EXPECT_NEAR(bought.paid, expected, 1e-6 * expected);
}

/// A rung for each day's peak; `largest` of the ladder.
std::vector<double> climbed(const std::vector<std::int64_t>& sizes) {
  std::vector<double> rungs;
  for (int day = 0; day < days; ++day) {
    const auto rung = static_cast<double>(sizes[rungFor(sizes, peakOf(day * minute, (day + 1) * minute))]);
    rungs.push_back(rungs.empty() ? rung : std::max(rung, rungs.back()));
  }
  return rungs;
}

TEST(Strategies, ScaleUpMovesTwiceAndLeavesNearlyAThirdUnused) {
  const std::vector<double> rungs = climbed({128, 160, 192, 224, 256});
  const auto capacity = [&](int k) { return rungs[static_cast<std::size_t>(k / minute)]; };
  EXPECT_EQ(rungs[9], 160);
  EXPECT_EQ(rungs[10], 192);
  EXPECT_EQ(rungs[25], 192);
  EXPECT_EQ(rungs[26], 224);
  expectAreas(areasOf(capacity), 5120, 1536, 0, 1e-5);
  // A quarter of an hour offline at each move, at midnight.
  const auto moving = [](int k) { return (k / minute == 10 || k / minute == 26) && k % minute < 15; };
  expectAreas(areasOf(capacity, moving), 5120, 1534.527478, 2.860811, 1e-4);
}

TEST(Strategies, ScaleUpIsBoundedByTheLargestMachine) {
  const std::vector<double> rungs = climbed({128, 160});
  expectAreas(areasOf([&](int k) { return rungs[static_cast<std::size_t>(k / minute)]; }), 4480, 969.790527, 73.790527,
              1e-4);
}

/// Target tracking that answers every minute, both ways, of workers of a thousandth. It sees the mean of a minute, as
/// it ends, and what it orders serves `launch` minutes later for one minute: a reaction of launch + 1 on average.
Areas elastic(int reaction, double headroom) {
  constexpr double unit = 0.001;
  TargetTrackingPolicy spec;
  spec.target = 1 / (1 + headroom);
  spec.highPoints = spec.lowPoints = 1;
  spec.lowRatio.value = 1;
  spec.lowValue = TargetTrackingPolicy::LowValue::newest;
  spec.delay = Duration();
  spec.warmUp = Duration();
  Control control({{"tracking", spec}}, {}, Duration(), 1, 100'000'000);
  const int launch = reaction - 1, before = 60;  // minutes; the areas begin an hour after the policy
  std::vector<double> served;                    // of each minute from -before on
  control.desired = static_cast<std::int64_t>(demandOfDay(0) / unit);
  std::vector<std::int64_t> wanted(static_cast<std::size_t>(launch + 1), control.desired);
  for (int k = -before; k < minutes; ++k) {
    const std::int64_t n = wanted[wanted.size() - static_cast<std::size_t>(launch + 1)];
    served.push_back(static_cast<double>(n) * unit);
    const double mean = demandOfDay((k + 0.5) / minute);
    const Instant end = Instant::at(Duration::minutes(k + before + 1));
    control.measured(0, {end - Duration::minutes(1), end, mean / (static_cast<double>(n) * unit), n});
    FleetView fleet;
    fleet.now = end;
    fleet.inService = n;
    fleet.members = control.desired;
    fleet.pending = std::max<std::int64_t>(0, control.desired - n);
    control.evaluate(fleet);
    wanted.push_back(control.desired);
  }
  return areasOf([&](int k) { return served[static_cast<std::size_t>(k + before)]; });
}

/// Paid and unused within 1 %, under within 5 %: what minutes and the wait of a scale-in for pending workers add.
void expectElastic(const Areas& a, double paid, double unused, double under) {
  EXPECT_NEAR(a.paid, paid, 0.01 * paid);
  EXPECT_NEAR(a.unused, unused, 0.01 * unused);
  EXPECT_NEAR(a.under, under, 0.05 * under + 1e-6);
}

TEST(Strategies, ElasticityPaysForItsDelay) {
  expectElastic(elastic(5, 0), 3583.805556, 7.680648, 7.875092);
  expectElastic(elastic(15, 0), 3583.416667, 23.038241, 23.621574);
}

TEST(Strategies, ElasticityWithHeadroomIsNeverShort) {
  expectElastic(elastic(5, 0.05), 3762.995833, 178.995833, 0);
  expectElastic(elastic(5, 0.1), 3942.186111, 358.186111, 0);
}

}  // namespace
}  // namespace headroom
