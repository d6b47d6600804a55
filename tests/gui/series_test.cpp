/// A real trace as plain data.
#include "gui/data/series.h"

#include "analysis/trace/trace.h"
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

TEST(Series, TheBucketOfATimeIsTheOneThatBeginsThere) {
  const std::vector<double> edges{0, 10, 20, 25};
  EXPECT_EQ(bucketAt(edges, 10), 1u);
  EXPECT_EQ(bucketAt(edges, 9.99), 0u);
  EXPECT_EQ(bucketAt(edges, -5), 0u);
  EXPECT_EQ(bucketAt(edges, 99), 2u);
}

}  // namespace
}  // namespace headroom::gui
