/// What is measured from a trace is what the run itself has added up. Counts and areas are the same numbers in other
/// sums; what a trace knows by its buckets only, is as near as a bucket lets it be, and the bound says so.
#include "analysis/measures/measured.h"
#include "analysis/trace/trace_writer.h"
#include "models/observe.h"
#include "models/simulation.h"
#include "scenarios/library.h"
#include "scenarios/load.h"
#include "scenarios/run/run.h"
#include "tests/analysis/scratch.h"
#include "tests/with_underscores.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include <gtest/gtest.h>

namespace headroom {
namespace {

struct NobodyWaits : Progress {
  bool report(double, std::uint64_t) override { return true; }
};

struct Both {
  Summary summary;
  measures::Measures measures;
  double longestBucket = 0;
};

measures::Facts factsOf(const ScenarioSpec& spec, const Summary& summary) {
  measures::Facts facts;
  for (const ObjectiveSpec& o : spec.objectives)
    facts.objectives.push_back({o.target.value, o.window ? o.window->inSeconds() : std::nan("")});
  for (const ServiceSpec& s : spec.services)
    facts.rated.push_back(summary["services." + s.name + ".capacity.rated_rps"]);
  for (const FaultSpec& f : spec.faults) facts.faults.push_back({f.name, isOverAtOnce(f.fault)});
  return facts;
}

Both measuredBoth(const std::string& scenario) {
  const Loaded loaded = load(scenario);
  if (!loaded.ok()) throw Failure(scenario + " does not load");
  const auto blueprint = compile(*loaded.spec);
  const Scratch scratch;
  Provenance provenance;
  provenance.scenario = scenario;
  provenance.start = blueprint->calendar.iso(Instant());
  TraceWriter writer(scratch / "run.h5", provenance);
  writer.announce(announcementOf(*blueprint));
  NobodyWaits progress;
  Both both{runOnce(blueprint, 1, 0, {.listener = &writer}, progress).summary, {}, 0};
  writer.finish({});
  const measures::RunSeries series = measures::runSeriesOf(Trace(scratch / "run.h5"));
  for (std::size_t i = 0; i + 1 < series.edges.size(); ++i)
    both.longestBucket = std::max(both.longestBucket, series.edges[i + 1] - series.edges[i]);
  both.measures = measures::measuresOf(series, factsOf(*loaded.spec, both.summary));
  return both;
}

const Both& bothOf(const std::string& scenario) {
  static std::map<std::string, Both> made;
  const auto found = made.find(scenario);
  return found != made.end() ? found->second : made.emplace(scenario, measuredBoth(scenario)).first->second;
}

void expectSame(double measured, double summed, const std::string& what) {
  EXPECT_EQ(std::isnan(measured), std::isnan(summed)) << what << ": " << measured << " and " << summed;
  if (!std::isnan(measured) && !std::isnan(summed)) {
    EXPECT_NEAR(measured, summed, 1e-9 * std::max(1.0, std::abs(summed))) << what;
  }
}

/// Each calls for something else: launches that fail, a ladder, spot, pools, zones, crashes, several services.
class Measured : public testing::TestWithParam<std::string> {
 protected:
  const Both& both = bothOf(GetParam());
  const Summary& summary = both.summary;
  double figure(const measures::ServiceMeasures& s, const std::string& path) const {
    const Figure* f = summary.find("services." + s.name + "." + path);
    if (!f) throw Failure("there is no figure " + path);
    return f->value;
  }
};

TEST_P(Measured, CountsAreTheRunsOwn) {
  const measures::Measures& m = both.measures;
  EXPECT_EQ(m.offered, summary["requests.offered"]);
  EXPECT_EQ(m.served, summary["requests.served"]);
  EXPECT_EQ(m.lost, summary["requests.failed"] + summary["requests.rejected"] + summary["requests.timed_out"]);
  EXPECT_EQ(m.retries, summary["requests.retries"]);
  expectSame(m.availability, summary["availability"], "availability");
  for (const measures::ServiceMeasures& s : m.services) {
    EXPECT_EQ(s.served, figure(s, "calls.served"));
    EXPECT_EQ(s.late, figure(s, "calls.late"));
    expectSame(s.wastedWork, figure(s, "wasted_work_s"), "wasted work");
    EXPECT_EQ(s.launched, figure(s, "workers.launched"));
    EXPECT_EQ(s.launchFailed, figure(s, "workers.launch_failed"));
    EXPECT_EQ(s.workersLost, figure(s, "workers.lost"));
    EXPECT_EQ(s.terminated, figure(s, "workers.terminated"));
    expectSame(s.workersMean, figure(s, "workers.mean"), "workers");
  }
}

TEST_P(Measured, AreasAndMoneyAreTheRunsOwn) {
  for (const measures::ServiceMeasures& s : both.measures.services) {
    expectSame(s.capacity.unusedShare, figure(s, "capacity.unused_share"), "unused");
    expectSame(s.capacity.notServingShare, figure(s, "capacity.not_serving_share"), "not serving");
    expectSame(s.capacity.unmetShare, figure(s, "capacity.unmet_share"), "unmet");
    if (std::isnan(s.capacity.unusedShare)) continue;
    expectSame(s.capacity.unusedUsd, figure(s, "cost_usd.unused"), "unused USD");
    expectSame(s.capacity.notServingUsd, figure(s, "cost_usd.not_serving"), "not serving USD");
    expectSame(s.capacity.costUsd, figure(s, "cost_usd.compute") - figure(s, "cost_usd.minimum"), "USD");
  }
}

TEST_P(Measured, ObjectivesAreTheRunsOwn) {
  for (std::size_t i = 0; i < summary.slo.size(); ++i) {
    const measures::ObjectiveMeasures& o = both.measures.objectives.at(i);
    EXPECT_EQ(o.name, summary.slo[i].name);
    EXPECT_EQ(o.good, static_cast<double>(summary.slo[i].good));
    EXPECT_EQ(o.ended, static_cast<double>(summary.slo[i].ended));
    expectSame(o.attainment, summary.slo[i].attainment, "attainment");
    expectSame(o.budgetSpent, summary.slo[i].budgetSpent, "budget");
  }
}

/// By minutes, if no bucket is longer than one.
TEST_P(Measured, FaultsAreTheRunsOwn) {
  for (std::size_t i = 0; i < both.measures.faults.size(); ++i) {
    const measures::FaultMeasures& f = both.measures.faults[i];
    EXPECT_EQ(f.name, summary.faults[i].name);
    expectSame(f.begins, summary.faults[i].begins, "begins");
    expectSame(f.noticed, summary.faults[i].noticed, "noticed");
    if (both.longestBucket <= 60) expectSame(f.recovery, summary.faults[i].recovered, f.name + " recovered");
  }
}

/// Within a bin of the file and one of the run's own histogram.
TEST_P(Measured, LatenciesAreTheRunsOwnToWithinABin) {
  EXPECT_EQ(both.measures.latency.n, both.measures.served);
  for (const auto& [got, path] :
       {std::pair{both.measures.latency.p50, "latency_s.p50"}, std::pair{both.measures.latency.p99, "latency_s.p99"}})
    EXPECT_NEAR(got, summary[path], summary[path] * (1.0 / 32 + 1.0 / 256)) << path;
  for (const measures::ServiceMeasures& s : both.measures.services) {
    EXPECT_EQ(s.latency.n, s.served);
    for (const auto& [got, path] :
         {std::pair{s.latency.p50, "latency_s.p50"}, std::pair{s.latency.p99, "latency_s.p99"}}) {
      const double truth = figure(s, path);
      if (!std::isnan(truth)) {
        EXPECT_NEAR(got, truth, truth * (1.0 / 32 + 1.0 / 256)) << path;
      }
    }
  }
}

/// A mean of a bucket hides what happens within it: demand and supply that cross there are short and over for less than
/// they were. Least headroom is of means as well, so never below the run's own.
TEST_P(Measured, ElasticityIsAsNearAsBucketsLetItBe) {
  for (const measures::ServiceMeasures& s : both.measures.services) {
    const auto near = [&](double got, const char* path, double bound) {
      const double truth = figure(s, path);
      EXPECT_EQ(std::isnan(got), std::isnan(truth)) << path;
      if (!std::isnan(truth)) {
        EXPECT_NEAR(got, truth, bound) << path;
      }
    };
    near(s.elasticity.thetaUnder, "elasticity.theta_under", 0.01);
    near(s.elasticity.thetaOver, "elasticity.theta_over", 0.01);
    near(s.elasticity.tauUnder, "elasticity.tau_under", 0.02);
    near(s.elasticity.tauOver, "elasticity.tau_over", 0.02);
    if (!std::isnan(s.headroom[0].least)) {
      EXPECT_GE(s.headroom[0].least, figure(s, "capacity.headroom_min") - 1e-9);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Library, Measured,
                         testing::Values("flash-crowd", "no-capacity", "crashes", "scale-up", "spot", "warm-pool",
                                         "zonal-shift", "hpa-swing"),
                         withUnderscores);

}  // namespace
}  // namespace headroom
