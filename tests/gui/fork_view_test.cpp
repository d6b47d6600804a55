// SPDX-License-Identifier: GPL-3.0-or-later
/// Two branches as plain data.
#include "gui/run/fork_view.h"

#include "gui/data/happening_rows.h"
#include "gui/run/fork.h"
#include "gui/run/live_data.h"
#include "models/simulation.h"
#include "tests/gui/live_run.h"

#include <algorithm>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

TraceView forkedView(std::vector<double> served) {
  TraceView v;
  for (std::size_t k = 0; k <= served.size(); ++k) v.edges.push_back(static_cast<double>(k));
  Plot p{"Requests", "/s"};
  p.lines = {Curve{"requests_served", std::move(served)}};
  v.plots = {p};
  return v;
}

TEST(ForkView, TheDifferenceIsOneCurveAboutZeroOverWhatBothHaveComeTo) {
  const TraceView a = forkedView({5, 5, 5, 5}), b = forkedView({5, 7, 2});
  const auto quantities = quantitiesOf(a);
  ASSERT_EQ(quantities.size(), 1u);
  const TraceView v = forkView(a, b, quantities[0]);
  EXPECT_EQ(v.edges.size(), 4u);
  ASSERT_EQ(v.plots.size(), 2u);
  EXPECT_EQ(v.plots[0].lines[0].values, (std::vector<double>{5, 5, 5}));
  EXPECT_EQ(v.plots[0].lines[1].values, (std::vector<double>{5, 7, 2}));
  ASSERT_EQ(v.plots[1].lines.size(), 1u);
  EXPECT_EQ(v.plots[1].lines[0].values, (std::vector<double>{0, 2, -3})) << "B − A";
  EXPECT_TRUE(v.plots[1].difference);
}

TEST(ForkView, FiguresHaveTheirDifferenceWithItsSign) {
  Summary a, b;
  a.figures = {{"availability", 0.99, false}, {"cost_usd.total", 4, false}, {"workers.max", 5, true}};
  b.figures = {{"availability", 0.97, false}, {"cost_usd.total", 5, false}, {"workers.max", 5, true}};
  std::map<std::string, std::string> difference;
  for (const FigureRow& row : figuresOf(a, b)) difference[row.name] = row.difference;
  EXPECT_EQ(difference["availability"], "−2 points");
  EXPECT_EQ(difference["cost"], "+1.00 USD");
  EXPECT_EQ(difference["workers, most"], "same");
  EXPECT_EQ(difference["latency p50"], "") << "not known";
}

/// One may have closed the bucket that ends at the moment, and the other not yet.
TEST(Fork, AFaultLeavesThePastOfBothAlone) {
  for (int i = 0; i < 3; ++i) {
    Fork fork;
    Recipe recipe;
    recipe.file = "small.yaml";
    recipe.text = smallScenario;
    Injection outage;
    outage.place = "c";
    const Instant at = Instant::at(Duration::minutes(12));
    fork.start(recipe, changeOf(outage, at, prepareSmall()->blueprint->spec));
    ASSERT_TRUE(waitFor([&] { return fork.over(); }));
    EXPECT_EQ(fork.parted(), false);
  }
}

/// What the fork shows is what the command line runs with the same words.
TEST(Fork, APolicysLimitChangesAtTheMomentAndThePastIsOne) {
  Fork fork;
  Recipe recipe;
  recipe.file = "small.yaml";
  recipe.text = smallScenario;
  const ForkChange change =
      changeOf("services.web.fleet.min=6", Instant::at(Duration::minutes(5)), prepareSmall()->blueprint->spec);
  EXPECT_EQ(change.set, R"(changes.injected-1={at: 5min, set: "services.web.fleet.min=6"})");
  fork.start(recipe, change);
  ASSERT_TRUE(waitFor([&] { return fork.over(); }));
  EXPECT_EQ(fork.parted(), false);
  EXPECT_NE(fork.b().outcome()->result.fingerprint, fork.a().outcome()->result.fingerprint);
  EXPECT_EQ(fork.b().outcome()->result.fingerprint, fingerprintOf(*prepareSmall({change.set})));
  const RunData& b = *fork.b().data();
  const TraceView view = viewOf(b, "", "");
  std::vector<std::string> told;
  for (const HappeningRow& row : eventTable(b, view).rows)
    if (row.kind == "settings change") told.push_back(row.cells.back());
  EXPECT_EQ(told, std::vector<std::string>{"injected-1: services.web.fleet.min=6"});
  const HappeningTable decisions = decisionTable(b, view);
  EXPECT_TRUE(std::any_of(decisions.rows.begin(), decisions.rows.end(),
                          [](const HappeningRow& r) { return r.cells[3] == "3 → 6" && r.cells[6] == "user"; }));
}

/// The policy of the first half compares with 30 %, that of the second with 15 %.
TEST(Fork, AChartsThresholdIsTheOneOfItsTime) {
  const auto p = prepareSmall({"faults=null", changeOf("services.web.scaling.target_tracking.target=15 %",
                                                       Instant::at(Duration::minutes(10)), ScenarioSpec())
                                                  .set});
  ASSERT_TRUE(p->ready());
  LiveRecorder live({});
  live.head.start = p->blueprint->calendar.iso(Instant());
  live.announce(announcementOf(*p->blueprint));
  World world(p->blueprint, p->seed());
  world.run({.listener = &live});
  const TraceView v = viewOf(*live.snapshot(), "web", "");
  std::map<double, std::size_t> levels;  // how many buckets have it
  for (const Plot& plot : v.plots)
    for (const Curve& c : plot.lines)
      if (c.name == "scale_out_above")
        for (const double x : c.values) ++levels[x];
  EXPECT_EQ(levels, (std::map<double, std::size_t>{{0.3, 60}, {0.15, 120}})) << "of 10 s, 10 and 20 min";
}

/// A setting that cannot change in a run is there from the start, and the fork says that the past is another.
TEST(Fork, ASettingPartsTheBranchesBeforeTheMomentAndThatIsKnown) {
  Fork fork;
  Recipe recipe;
  recipe.file = "small.yaml";
  recipe.text = smallScenario;
  fork.start(recipe, changeFromTheStart("services.web.fleet.min=6", Instant::at(Duration::minutes(5))));
  ASSERT_TRUE(waitFor([&] { return fork.over(); }));
  EXPECT_EQ(fork.parted(), true);
  EXPECT_EQ(fork.b().outcome()->result.fingerprint, fingerprintOf(*prepareSmall({"services.web.fleet.min=6"})));
}

}  // namespace
}  // namespace headroom::gui
