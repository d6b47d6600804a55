/// A real trace as plain data.
#include "analysis/trace/trace.h"
#include "gui/data/view.h"
#include "sim/issue.h"
#include "tests/gui/real_trace.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

const Curve* find(const std::vector<Curve>& curves, const std::string& name) {
  for (const Curve& c : curves)
    if (c.name == name) return &c;
  return nullptr;
}

double total(const Trace& trace, const std::string& series) {
  const auto all = trace.series(series);
  return std::accumulate(all.begin(), all.end(), 0.0);
}

TEST(Series, RatesAddUpToTheCountsOfTheTrace) {
  const TraceView v = readTrace(RealTrace::file());
  const Trace trace(RealTrace::file());
  for (const char* name : {"requests_offered", "requests_served"}) {
    const Curve* curve = find(name == std::string("requests_served") ? v.plots[0].stack : v.plots[0].lines, name);
    ASSERT_TRUE(curve) << name;
    ASSERT_EQ(curve->values.size() + 1, v.edges.size());
    double sum = 0;
    for (std::size_t k = 0; k < curve->values.size(); ++k) sum += curve->values[k] * (v.edges[k + 1] - v.edges[k]);
    EXPECT_NEAR(sum, total(trace, name), 1e-6 * sum);
    EXPECT_GT(sum, 10'000) << "60 requests a second for half an hour";
  }
  EXPECT_EQ(v.end(), runLength);
}

/// Zone b holds a third of the fleet; at the outage's begin it is gone at once.
TEST(Series, TheStackOfWorkersShowsTheLossOfAZone) {
  const TraceView v = readTrace(RealTrace::file());
  const Curve* settled = find(v.plots[1].stack, "workers_in_service");
  ASSERT_TRUE(settled);
  const std::size_t before = bucketAt(v.edges, outageBegins - 1), after = bucketAt(v.edges, outageBegins);
  EXPECT_LT(settled->values[after], settled->values[before]);
  ASSERT_TRUE(find(v.plots[1].stack, "workers_booting")) << "the lost are replaced";
  ASSERT_TRUE(find(v.plots[1].lines, "workers_desired"));
}

TEST(Series, UtilisationIsAShareAndLatencyIsOrdered) {
  const TraceView v = readTrace(RealTrace::file());
  const Curve* cpu = find(v.plots[2].lines, "cpu");
  ASSERT_TRUE(cpu);
  for (const double x : cpu->values) EXPECT_TRUE(std::isnan(x) || (x >= 0 && x <= 1)) << x;
  const Curve *p50 = find(v.plots[3].lines, "p50"), *p99 = find(v.plots[3].lines, "p99");
  ASSERT_TRUE(p50 && p99 && find(v.plots[3].lines, "p95"));
  for (std::size_t k = 0; k < p50->values.size(); ++k)
    EXPECT_TRUE(std::isnan(p50->values[k]) || p50->values[k] <= p99->values[k]);
}

TEST(Series, AMeanOverZonesCountsEachWorkerOnce) {
  const TraceView v = readTrace(RealTrace::file());
  const Trace trace(RealTrace::file());
  const std::size_t k = bucketAt(v.edges, outageBegins / 2), zones = 4, services = 2;
  const auto at = [&](const char* name, std::size_t zone) {
    return trace.series(name, k, 1).at(0 * services * zones + zone);
  };
  double busy = 0, workers = 0;
  for (std::size_t z = 0; z < 3; ++z) {
    const double n = at("workers_in_service", z) + at("workers_draining", z);
    busy += n * at("cpu", z);
    workers += n;
  }
  EXPECT_NEAR(find(v.plots[2].lines, "cpu")->values[k], busy / workers, 1e-12);
}

TEST(Series, FaultsHaveTheirNamePlaceAndInterval) {
  const TraceView v = readTrace(RealTrace::file());
  ASSERT_EQ(v.faults.size(), 1u);
  EXPECT_EQ(v.faults[0].name, "zone_outage");
  EXPECT_EQ(v.faults[0].where, "zone b");
  EXPECT_EQ(v.faults[0].from, outageBegins);
  EXPECT_EQ(v.faults[0].until, outageEnds);
}

TEST(Series, DecisionsComeInOrderAndSayWhy) {
  const TraceView v = readTrace(RealTrace::file());
  ASSERT_FALSE(v.decisions.empty());
  EXPECT_TRUE(std::is_sorted(v.decisions.begin(), v.decisions.end(), [](auto& a, auto& b) { return a.at < b.at; }));
  const auto out = std::find_if(v.decisions.begin(), v.decisions.end(), [](auto& d) { return d.after > d.before; });
  ASSERT_NE(out, v.decisions.end()) << "60 rps of 20 ms on 2 vCPU each need more than 3 workers at 30 %";
  EXPECT_NE(out->reason.find(std::to_string(out->before) + " → " + std::to_string(out->after)), std::string::npos);
  EXPECT_NE(out->reason.find("alarm"), std::string::npos);
  EXPECT_NE(out->reason.find("cpu"), std::string::npos);
}

TEST(Series, AServiceCanBeChosen) {
  EXPECT_EQ(readTrace(RealTrace::file()).services, (std::vector<std::string>{"web", "orders"}));
  const TraceView orders = readTrace(RealTrace::file(), "orders");
  EXPECT_EQ(orders.service, 1u);
  EXPECT_EQ(find(orders.plots[1].lines, "workers_desired")->values[0], 3);
  EXPECT_THROW(readTrace(RealTrace::file(), "nobody"), Failure);
}

const Plot* plotOf(const TraceView& v, const std::string& id) {
  for (const Plot& p : v.plots)
    if (p.id == id) return &p;
  return nullptr;
}

TEST(Series, ZonesAddUpToTheService) {
  const TraceView v = readTrace(RealTrace::file());
  for (const char* state : {"workers_in_service", "workers_booting"}) {
    const Curve* all = find(plotOf(v, "workers")->stack, state);
    ASSERT_TRUE(all) << state;
    Values sum(all->values.size(), 0.0);
    for (const char* zone : {"a", "b", "c"})
      if (const Curve* one = find(plotOf(v, std::string("workers[") + zone + "]")->stack, state))
        for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += one->values[k];
    for (std::size_t k = 0; k < sum.size(); ++k) EXPECT_NEAR(sum[k], all->values[k], 1e-9);
  }
}

TEST(Series, TheTargetOfThePolicyIsALine) {
  const TraceView v = readTrace(RealTrace::file());
  const Curve* out = find(plotOf(v, "utilisation")->lines, "scale_out_above");
  ASSERT_TRUE(out);
  EXPECT_NEAR(out->values[0], 0.3, 1e-12);
  const Curve* in = find(plotOf(v, "utilisation")->lines, "scale_in_below");
  EXPECT_NEAR(in ? in->values[0] : 0.27, 0.27, 1e-12) << "target tracking scales in 10 % below its target";
}

TEST(Series, UsedAndUnusedAndNotServingIsWhatIsPaid) {
  const TraceView v = readTrace(RealTrace::file());
  const Plot* capacity = plotOf(v, "capacity");
  ASSERT_TRUE(capacity);
  const Values paid = Trace(RealTrace::file()).series("paid");  // of two services
  for (std::size_t k = 0; k + 1 < v.edges.size(); ++k) {
    double sum = 0;
    for (const Curve& c : capacity->stack) sum += c.values[k];
    EXPECT_NEAR(sum, paid[2 * k], 1e-9 * paid[2 * k]);
  }
}

TEST(Series, OtherServicesAreNamed) {
  const TraceView v = readTrace(RealTrace::file());
  const Plot* others = plotOf(v, "other-calls");
  ASSERT_TRUE(others);
  EXPECT_EQ(others->lines.at(0).label, "orders");
  EXPECT_EQ(plotOf(v, "cost")->stack.size(), 2u);
}

TEST(Series, OfOneZoneAreOnlyItsWorkers) {
  const auto run = openTrace(RealTrace::file());
  const TraceView v = viewOf(*run, "web", "b"), all = viewOf(*run, "web");
  EXPECT_EQ(plotOf(v, "workers")->title, "Workers of web in zone b");
  EXPECT_EQ(plotOf(v, "workers")->stack.at(0).values, plotOf(all, "workers[b]")->stack.at(0).values);
  EXPECT_THROW(viewOf(*run, "web", "z"), Failure);
}

TEST(Series, TheBucketOfATimeIsTheOneThatBeginsThere) {
  const std::vector<double> edges{0, 10, 20, 25};
  EXPECT_EQ(bucketAt(edges, 10), 1u);
  EXPECT_EQ(bucketAt(edges, 9.99), 0u);
  EXPECT_EQ(bucketAt(edges, -5), 0u);
  EXPECT_EQ(bucketAt(edges, 99), 2u);
}

}  // namespace
}  // namespace headroom::gui
