/// The clairvoyant optimum three ways: by closing, as a flow, and by trying everything.
#include "analysis/optimum/closing.h"
#include "analysis/optimum/flow.h"
#include "analysis/optimum/regret.h"
#include "sim/random.h"
#include "tests/models/seven_days_demand.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::optimum {
namespace {

using testing::ElementsAre;

const Fleet example{2, 5, 5, 1, 1, 4, 4, 1, 1, 1, 1, 3};  // 29 worker-steps

struct Optimum {
  double launch, cost;
};

/// By hand: a gap of g steps is bridged where g ≤ launch. At 1: 29 + 10 launches; at 2, 3 the gap of two between 5 and
/// 4 (3 + 3 steps more, three launches fewer); at 4 and more that of four before the last 3 as well.
TEST(Closing, OfTwelveStepsByHand) {
  EXPECT_EQ(closingOptimum(example, 1, 0), example);
  EXPECT_EQ(closingOptimum(example, 1, 1), example);
  EXPECT_THAT(closingOptimum(example, 1, 3), ElementsAre(2, 5, 5, 4, 4, 4, 4, 1, 1, 1, 1, 3));
  EXPECT_THAT(closingOptimum(example, 1, 4), ElementsAre(2, 5, 5, 4, 4, 4, 4, 3, 3, 3, 3, 3));
  EXPECT_THAT(closingOptimum(example, 1, 100), ElementsAre(2, 5, 5, 4, 4, 4, 4, 3, 3, 3, 3, 3))
      << "nothing outlasts the end";
  for (const Optimum& o : {Optimum{0, 29}, {1, 39}, {2, 49}, {3, 56}, {4, 63}, {6, 73}})
    EXPECT_EQ(costOf(closingOptimum(example, 1, o.launch), 1, o.launch), o.cost) << o.launch;
  EXPECT_EQ(costOf(example, 1, 3), 59) << "following the load";
  EXPECT_EQ(costOf(Fleet(12, 5), 1, 3), 75) << "the peak throughout";
  EXPECT_EQ(costOf(Fleet(12, 5), 1, 3, 5), 60) << "which was there before";
}

TEST(Closing, OfNothingIsNothing) {
  EXPECT_TRUE(closingOptimum({}, 1, 3).empty());
  EXPECT_THAT(closingOptimum(Fleet{0, 0}, 1, 3), ElementsAre(0, 0));
  EXPECT_THAT(closingOptimum(Fleet{7}, 0.5, 3), ElementsAre(7));
}

/// The week of seven_days.h, where a launch costs three minutes: figures by programs that share nothing with this one.
TEST(Closing, HindsightPaysForNoMoreThanBridgesOfThreeMinutes) {
  Fleet needed;
  for (int k = 0; k < minutes; ++k) needed.push_back(neededAt(k));
  const Fleet best = closingOptimum(needed, 1, 3);
  double over = 0, unlike = 0;
  const auto sign = [](std::int64_t x) { return (x > 0) - (x < 0); };
  for (std::size_t k = 0; k < best.size(); ++k) {
    ASSERT_GE(best[k], needed[k]);
    over += 100.0 * static_cast<double>(best[k] - needed[k]) / static_cast<double>(needed[k]) / minutes;
    if (k > 0) unlike += 100.0 * (sign(best[k] - best[k - 1]) != sign(needed[k] - needed[k - 1])) / (minutes - 1);
  }
  EXPECT_NEAR(costOf(best, 1, 3, needed[0]) / 60, 4025.12, 0.005);
  EXPECT_EQ(launchesOf(best, needed[0]), 774);
  EXPECT_NEAR(over, 0.0293, 1e-4);
  EXPECT_NEAR(unlike, 0.337, 1e-3);
}

/// Every fleet there is, with every way to send workers away: held ones that are free to go, and the remaining steps of
/// those that are not. Cost to the end from here.
class Everything {
 public:
  Everything(const Fleet& needed, double launch, std::int64_t minimum)
      : needed_(needed), launch_(launch), minimum_(minimum), most_(*std::max_element(needed.begin(), needed.end())) {}
  double cost() { return from(0, 0, std::vector<std::int64_t>(static_cast<std::size_t>(minimum_), 0)); }

 private:
  /// bound[j]: workers that are paid for during j + 1 more steps.
  double from(std::size_t t, std::int64_t free, std::vector<std::int64_t> bound) {
    if (t == needed_.size()) return 0;
    const auto key = std::make_tuple(t, free, bound);
    if (const auto known = costs_.find(key); known != costs_.end()) return known->second;
    std::int64_t committed = 0;
    for (const std::int64_t n : bound) committed += n;
    double best = std::numeric_limits<double>::infinity();
    for (std::int64_t kept = 0; kept <= free; ++kept)
      for (std::int64_t more = std::max<std::int64_t>(0, needed_[t] - kept - committed);
           kept + committed + more <= most_; ++more) {
        std::vector<std::int64_t> next = bound;
        next.back() += more;
        const std::int64_t released = next.front();
        next.erase(next.begin());
        next.push_back(0);
        const double now =
            static_cast<double>(kept) + static_cast<double>(more) * (launch_ + static_cast<double>(minimum_));
        best = std::min(best, now + from(t + 1, kept + released, next));
      }
    return costs_[key] = best;
  }

  const Fleet& needed_;
  double launch_;
  std::int64_t minimum_, most_;
  std::map<std::tuple<std::size_t, std::int64_t, std::vector<std::int64_t>>, double> costs_;
};

Fleet randomNeed(Stream& g, std::size_t steps, double most) {
  Fleet needed;
  for (std::size_t i = 0; i < steps; ++i) needed.push_back(static_cast<std::int64_t>(uniform(g) * (most + 1)));
  needed.front() = std::max<std::int64_t>(needed.front(), 1);
  return needed;
}

TEST(Optimum, ClosingFlowAndTryingEverythingAgree) {
  Stream g(1);
  for (int i = 0; i < 300; ++i) {
    const Fleet needed = randomNeed(g, 1 + static_cast<std::size_t>(uniform(g) * 9), 3);
    const double launch = static_cast<double>(static_cast<int>(uniform(g) * 12)) / 2;
    const double cost = costOf(closingOptimum(needed, 1, launch), 1, launch);
    EXPECT_NEAR(cost, Everything(needed, launch, 1).cost(), 1e-9) << testing::PrintToString(needed) << " " << launch;
    EXPECT_NEAR(cost, flowOptimum(needed, 1, launch, 1).cost, 1e-5) << testing::PrintToString(needed) << " " << launch;
  }
}

TEST(Optimum, FlowWithABillingMinimumIsTheBestThereIs) {
  Stream g(2);
  for (int i = 0; i < 150; ++i) {
    const Fleet needed = randomNeed(g, 1 + static_cast<std::size_t>(uniform(g) * 8), 3);
    const double launch = static_cast<double>(static_cast<int>(uniform(g) * 8)) / 2;
    const auto minimum = 1 + static_cast<std::int64_t>(uniform(g) * 4);
    const FlowOptimum flow = flowOptimum(needed, 1, launch, minimum);
    EXPECT_NEAR(flow.cost, Everything(needed, launch, minimum).cost(), 1e-5)
        << testing::PrintToString(needed) << " " << launch << " " << minimum;
    for (std::size_t t = 0; t < needed.size(); ++t) EXPECT_GE(flow.fleet[t], needed[t]);
  }
}

/// What lies beyond the end is billed too. With a minimum of 4 the fifth worker stays a step longer, for nothing.
TEST(Flow, OfTwelveStepsWithABillingMinimum) {
  EXPECT_NEAR(flowOptimum(example, 1, 3, 1).cost, 56, 1e-5);
  EXPECT_NEAR(flowOptimum(example, 1, 3, 3).cost, 58, 1e-5);
  EXPECT_NEAR(flowOptimum(example, 1, 3, 4).cost, 59, 1e-5);
  EXPECT_NEAR(flowOptimum(example, 1, 3, 6).cost, 61, 1e-5);
  EXPECT_NEAR(flowOptimum(example, 0.25, 0.75, 6).cost, 61 / 4.0, 1e-5);
  EXPECT_EQ(flowOptimum({}, 1, 3, 2).cost, 0);
  EXPECT_EQ(flowOptimum(Fleet{0, 0}, 1, 3, 2).cost, 0);
}

/// Four buckets of an hour, workers of 10/s: needed 1 2 1 2; three are paid for and serve throughout, of which one was
/// launched and prepared for half an hour.
measures::RunSeries fourHours() {
  measures::RunSeries run;
  run.edges = {0, 3600, 7200, 10800, 14400};
  measures::ServiceSeries s;
  s.paid = {35, 30, 30, 30}, s.unmet = {0, 0, 0, 5}, s.costRate = {7, 6, 6, 6};
  s.neededMax = {1, 2, 1, 2}, s.preparing = {0.5, 0, 0, 0}, s.draining = {0, 0, 0, 0};
  s.supply = {30, 30, 30, 15}, s.launching = {0, 0, 0, 0};
  run.services = {s};
  run.events = {{0, "launch", 0, 0, 4, 0}};
  return run;
}

/// A gap of one hour is not bridged: 12.5 against 6 + 2 · 0.5.
TEST(Regret, OfFourHoursByHand) {
  measures::RunSeries run = fourHours();
  run.services[0].launching = {0, 0, 0, 0.2};
  run.services[0].zones = {{1, 1, 1, 1}, {2, 2, 2, 2}, {0, 0, 0, 0}};
  const Regret r = regretOf(run, 0, 10);
  EXPECT_EQ(r.launchSeconds, 1800);
  EXPECT_NEAR(r.paidHours, 12.5, 1e-12);
  EXPECT_EQ(r.launches, 2);
  EXPECT_NEAR(r.optimumHours, 6 + 2 * 0.5, 1e-12);
  EXPECT_NEAR(r.hours, 5.5, 1e-12);
  EXPECT_NEAR(r.share, 5.5 / 7, 1e-12);
  EXPECT_NEAR(r.usd, 5.5 * 2, 1e-12) << "2 USD a worker-hour";
  EXPECT_NEAR(r.unmetHours, 0.5, 1e-12);
  // Three served, then one and a half (half of them impaired) against 1 2 1 2. Two zones that are to lose one need
  // twice as many: 1 2 1 of 2 1 2 are reserve, 1 of the first and of the third waits for nothing, half a worker of the
  // last is missing. 0.5 h of launching and 1.5 h impaired, less the two launches of hindsight.
  EXPECT_NEAR(r.parts.zoneReserve, 1 + 1 + 1, 1e-12);
  EXPECT_NEAR(r.parts.waited, 1 + 0 + 1, 1e-12);
  EXPECT_NEAR(r.parts.missing, -0.5, 1e-12);
  EXPECT_NEAR(r.parts.startUp, 12.5 - 10.5 - 2 * 0.5, 1e-12);
  EXPECT_EQ(r.parts.billing, 0);
  EXPECT_NEAR(r.unmetStarting, 0.2, 1e-12) << "a fifth of a worker was on its way, half of one was missing";
}

/// The same with 3 USD more on the bill: 1.5 worker-hours. A launch is billed for three hours: it serves two and a
/// half, three steps, at least; so hindsight keeps the second worker through the third hour and launches once.
TEST(Regret, WithABillingMinimumByHand) {
  const Regret r = regretOf(fourHours(), 0, 10, {3 * 3600, 3});
  EXPECT_EQ(r.launches, 1);
  EXPECT_NEAR(r.optimumHours, 7 + 0.5, 1e-9);
  EXPECT_NEAR(r.minimumHours, 0.5, 1e-9) << "7 without it";
  EXPECT_NEAR(r.parts.billing, 1.5, 1e-12);
  EXPECT_NEAR(r.hours, 14 - 7.5, 1e-9);
  EXPECT_EQ(r.parts.zoneReserve, 0) << "no zone";
}

/// Whatever happened: random fleets, needs, minima.
TEST(Regret, PartsAddUpToIt) {
  Stream g(3);
  for (int i = 0; i < 100; ++i) {
    measures::RunSeries run;
    measures::ServiceSeries s;
    const auto steps = 2 + static_cast<std::size_t>(uniform(g) * 20);
    run.edges = {0};
    s.zones.resize(1 + static_cast<std::size_t>(uniform(g) * 3));
    for (std::size_t k = 0; k < steps; ++k) {
      run.edges.push_back(run.edges.back() + (k + 1 < steps ? 60 : 30));
      s.neededMax.push_back(std::floor(uniform(g) * 6));
      s.supply.push_back(7 * 5 * uniform(g));
      s.preparing.push_back(uniform(g));
      s.launching.push_back(uniform(g));
      s.draining.push_back(uniform(g));
      s.paid.push_back(s.supply.back() + 7 * (s.preparing.back() + s.draining.back()));
      s.unmet.push_back(7 * uniform(g));
      s.costRate.push_back(s.paid.back() / 7 * 0.3);
      for (auto& zone : s.zones) zone.push_back(uniform(g));
      if (uniform(g) < 0.3) run.events.push_back({run.edges[k], "launch", 0, 0, 1, 0});
    }
    run.services = {s};
    const Regret r = regretOf(run, 0, 7, {600 * uniform(g), uniform(g)});
    EXPECT_NEAR(r.parts.waited + r.parts.zoneReserve + r.parts.startUp + r.parts.billing + r.parts.missing, r.hours,
                1e-9);
    EXPECT_GE(r.parts.waited, 0);
    EXPECT_GE(r.parts.zoneReserve, 0);
    EXPECT_LE(r.parts.missing, 0);
    EXPECT_LE(r.unmetStarting, r.unmetHours);
  }
}

TEST(Regret, WithoutCapacityIsNotKnown) {
  measures::RunSeries run;
  run.edges = {0, 60};
  measures::ServiceSeries s;
  s.paid = s.unmet = s.costRate = s.neededMax = s.preparing = s.draining = s.supply =
      s.launching = {std::numeric_limits<double>::quiet_NaN()};
  run.services = {s};
  EXPECT_TRUE(std::isnan(regretOf(run, 0, 10).hours));
  EXPECT_TRUE(std::isnan(regretOf(run, 0, std::numeric_limits<double>::quiet_NaN()).hours));
}

}  // namespace
}  // namespace headroom::optimum
