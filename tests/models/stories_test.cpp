/// Stories of sampled requests: which are told, and that they are whole.
#include "models/simulation.h"

#include <map>

#include <gtest/gtest.h>

namespace headroom {
namespace {

class StoryEar : public Listener {
 public:
  void announce(const Announcement&) override {}
  void bucket(Instant, Instant, std::span<const double>) override {}
  void row(std::size_t table, std::span<const double> cells) override {
    if (table == requestTable) requests[cells[0]] = {cells.begin(), cells.end()};
    if (table == callTable) calls[cells[0]].push_back({cells.begin(), cells.end()});
  }
  std::map<double, std::vector<double>> requests;            // story → its row
  std::map<double, std::vector<std::vector<double>>> calls;  // story → rows
};

/// web calls orders once for every call of its own; callers give up after 100 ms, try twice, and time out now and then.
ScenarioSpec twoServices(const std::string& policy = "") {
  ScenarioSpec spec;
  spec.name = "stories";
  spec.duration = Duration::seconds(2000);
  spec.atEnd = ScenarioSpec::AtEnd::drain;
  DemandSpec demand;
  demand.name = "users";
  demand.to = "web";
  demand.rate.push_back({"constant", ConstantCurve{{10}}});
  demand.client.timeout = Deterministic{Duration::milliseconds(100)};
  demand.client.attempts = 2;
  spec.demand.push_back(demand);
  for (const char* name : {"web", "orders"}) {
    ServiceSpec s;
    s.name = name;
    s.worker.slots.value = 4;
    s.worker.serviceTime = Exponential{Duration::milliseconds(20)};
    if (policy == "random") s.balancer.policy = BalancerSpec::Policy::random;
    spec.services.push_back(s);
  }
  CallSpec call;
  call.name = call.to = "orders";
  spec.services[0].calls.push_back(call);
  return spec;
}

StoryEar storiesOf(const ScenarioSpec& spec, double share) {
  StoryEar ear;
  World world(compile(spec), 1);
  world.run({&ear, share});
  return ear;
}

/// The share of requests told is the share asked for: binomial, five standard deviations of n = 20,000.
TEST(Stories, AsManyAreToldAsWereAskedFor) {
  const auto stories = static_cast<double>(storiesOf(twoServices(), 0.1).requests.size());
  EXPECT_NEAR(stories, 2000, 5 * std::sqrt(20'000 * 0.1 * 0.9) + 5 * std::sqrt(20'000.0) * 0.1);
}

/// A story that is told among few is told among more, whoever serves it: it hangs on the request alone.
TEST(Stories, ThoseToldAmongFewAreToldAmongMoreAndUnderAnotherPolicy) {
  const auto offered = [](const StoryEar& ear) {
    std::map<double, int> at;
    for (const auto& [story, row] : ear.requests) ++at[row[3]];
    return at;
  };
  const auto few = offered(storiesOf(twoServices(), 0.01)), more = offered(storiesOf(twoServices(), 0.1));
  ASSERT_GT(few.size(), 100u);
  for (const auto& [when, n] : few) EXPECT_EQ(more.count(when), 1u) << when;
  EXPECT_EQ(few, offered(storiesOf(twoServices("random"), 0.01)));
}

/// Every attempt of a told request is a call to web, and every one that came so far made one to orders.
TEST(Stories, AreWhole) {
  const StoryEar ear = storiesOf(twoServices(), 0.1);
  std::size_t retried = 0;
  for (const auto& [story, request] : ear.requests) {
    std::size_t entry = 0;
    for (const auto& call : ear.calls.at(story)) {
      entry += call[3] == 1;
      EXPECT_GE(call[6], request[3]) << "no call before the wish";
      EXPECT_LE(call[6], call[8]) << "no end before the begin";
    }
    EXPECT_EQ(static_cast<double>(entry), request[5]) << "a row for each attempt";
    retried += request[5] > 1;
  }
  EXPECT_GT(retried, 0u) << "the test has retries to look at";
}

/// Telling changes nothing: the same fingerprint with and without.
TEST(Stories, ChangeNothingOfTheRun) {
  const auto blueprint = compile(twoServices());
  StoryEar ear;
  World told(blueprint, 1), silent(blueprint, 1);
  told.run({&ear, 1});
  silent.run({});
  EXPECT_EQ(told.fingerprint(), silent.fingerprint());
  EXPECT_EQ(static_cast<double>(ear.requests.size()), summaryOf(silent)["requests.offered"]);
}

}  // namespace
}  // namespace headroom
