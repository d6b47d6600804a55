/// The world of a run: who is where in which state, who calls whom, and what one sees of it.
#include "gui/world/world_model.h"
#include "gui/world/world_page.h"
#include "models/scenario_spec.h"
#include "tests/gui/accessible.h"
#include "tests/gui/pointed.h"
#include "tests/gui/real_trace.h"
#include "tests/gui/told_run.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <QApplication>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

using testing::ElementsAre;

std::vector<std::string> looksIn(const ZoneScene& zone) {
  std::vector<std::string> words;
  for (const WorkerTile& t : zone.tiles) words.push_back(wordFor(t.look));
  return words;
}

long count(const ZoneScene& zone, std::size_t service, std::initializer_list<WorkerLook> looks) {
  return std::count_if(zone.tiles.begin(), zone.tiles.end(), [&](const WorkerTile& t) {
    return t.service == service && std::find(looks.begin(), looks.end(), t.look) != looks.end();
  });
}

TEST(WorldModel, AWorkerGoesThroughTheStatesOfItsLife) {
  ToldRun run;
  run.event(10, "launch", 0, 1, 5);
  run.event(30, "in_service", 0, 1, 5);
  run.event(50, "unhealthy", 0, 1, 5);
  run.event(60, "healthy", 0, 1, 5);
  run.event(70, "draining", 0, 1, 5);
  run.event(80, "terminated", 0, 1, 5);
  const WorldModel world(run);
  const auto b = [&](double t) { return looksIn(world.at(t).at(1)); };
  EXPECT_THAT(b(9.9), ElementsAre());
  EXPECT_THAT(b(10), ElementsAre("launching"));
  EXPECT_THAT(b(30), ElementsAre("in service"));
  EXPECT_THAT(b(55), ElementsAre("unhealthy"));
  EXPECT_THAT(b(60), ElementsAre("in service"));
  EXPECT_THAT(b(79), ElementsAre("draining"));
  EXPECT_THAT(b(80), ElementsAre());
}

TEST(WorldModel, ThoseLaunchedFirstAreFarthestOnTheirWay) {
  ToldRun run;
  run.event(1, "launch", 0, 0, 0);
  run.event(2, "launch", 0, 0, 1);
  run.event(3, "launch", 0, 0, 2);
  run.bucket(0, "workers_booting", 0, 0, 1);
  run.bucket(0, "workers_starting", 0, 0, 1);
  EXPECT_THAT(looksIn(WorldModel(run).at(5).at(0)), ElementsAre("starting", "booting", "launching"));
}

TEST(WorldModel, WarmingAreThoseThatEnteredLast) {
  ToldRun run;
  run.event(1, "launch", 0, 0, 0);
  run.event(2, "launch", 0, 0, 1);
  run.event(3, "in_service", 0, 0, 0);
  run.event(4, "in_service", 0, 0, 1);
  run.bucket(0, "workers_warming", 0, 0, 1);
  EXPECT_THAT(looksIn(WorldModel(run).at(5).at(0)), ElementsAre("in service", "warming"));
}

/// Of one worker the mean is its own; of two nobody knows who is the busiest, only how busy it is.
TEST(WorldModel, ALoadIsAWorkersOwnWhereItWorksAloneElseTheMeanOfItsZone) {
  ToldRun run;
  run.event(1, "in_service", 0, 0, 0);
  run.event(2, "in_service", 0, 1, 1);
  run.event(3, "in_service", 0, 1, 2);
  for (const std::size_t zone : {0u, 1u}) {
    run.bucket(0, "cpu", 0, zone, 0.4);
    run.bucket(0, "cpu_max", 0, zone, 0.7);
  }
  const auto zones = WorldModel(run).at(5);
  ASSERT_EQ(zones[0].tiles.size(), 1u);
  EXPECT_TRUE(zones[0].tiles[0].own);
  ASSERT_EQ(zones[1].tiles.size(), 2u);
  EXPECT_FALSE(zones[1].tiles[0].own);
  EXPECT_EQ(zones[1].tiles[0].load, 0.4);
  EXPECT_EQ(zones[1].most[0], 0.7);
  ZonesView view;
  view.resize(600, 400);
  view.show(WorldModel(run), 5);
  EXPECT_TRUE(view.hint(view.boxOf(0, zones[0].tiles[0]).center()).endsWith("\n40 % busy"));
  EXPECT_TRUE(view.hint(view.boxOf(1, zones[1].tiles[0]).center()).endsWith("of its zone; the busiest: 70 %"));
}

/// Of the first bucket it is told; of the second only of one of the two.
TEST(WorldModel, ALoadIsEachWorkersOwnWhereTheRunTellsIt) {
  ToldRun run;
  for (const long w : {0, 1}) run.event(1, "in_service", 0, 0, w);
  for (const std::size_t k : {0u, 1u}) run.bucket(k, "cpu", 0, 0, 0.5), run.bucket(k, "cpu_max", 0, 0, 0.75);
  run.use(0, 0, 0, 0.3, 0.25, 0);
  run.use(0, 0, 1, 0.9, 0.75, 2.34);
  run.use(1, 0, 1, 0.6, 0.55, 0);
  const WorldModel world(run);
  const auto first = world.at(5)[0].tiles, second = world.at(15)[0].tiles;
  EXPECT_EQ(first[0].load, 0.25);
  EXPECT_EQ(first[1].load, 0.75);
  EXPECT_TRUE(first[0].own && first[1].own && second[1].own && !second[0].own);
  EXPECT_EQ(second[0].load, 0.5) << "the mean of the zone";
  EXPECT_EQ(second[1].load, 0.55);
  ZonesView view;
  view.resize(600, 400);
  view.show(world, 5);
  EXPECT_TRUE(view.hint(view.boxOf(0, first[0]).center()).endsWith("\n25 % busy"));
  EXPECT_TRUE(view.hint(view.boxOf(0, first[1]).center()).endsWith("\n75 % busy, 2.3 calls wait"));
}

TEST(WorldModel, WhoWasThereAtTheStartIsThereWithoutAnEvent) {
  ToldRun run;
  run.bucket(0, "workers_in_service", 0, 0, 2);
  run.bucket(0, "workers_in_service", 0, 1, 1);
  run.event(40, "draining", 0, 0, 2);  // of the three that were there: 0 and 1 have no event
  run.event(45, "terminated", 0, 0, 2);
  run.event(50, "launch", 0, 1, 3);
  const WorldModel world(run);
  EXPECT_EQ(world.at(0)[0].tiles.size(), 2u);
  EXPECT_EQ(world.at(0)[1].tiles.size(), 1u);
  EXPECT_EQ(world.at(48)[0].tiles.size(), 1u);
  std::set<long> serials;
  for (const ZoneScene& z : world.at(55))
    for (const WorkerTile& t : z.tiles) EXPECT_TRUE(serials.insert(t.worker).second) << "one worker stands once";
  EXPECT_EQ(serials, (std::set<long>{0, 1, 3}));
}

/// A hole where a worker has been is filled by the next one; nobody moves.
TEST(WorldModel, ATileKeepsItsPlaceAndAFreeOneIsTakenAgain) {
  ToldRun run;
  for (long w : {0, 1, 2}) run.event(1, "launch", 0, 0, w);
  run.event(20, "terminated", 0, 0, 1);
  run.event(30, "launch", 0, 0, 3);
  const WorldModel world(run);
  const auto places = [&](double t) {
    std::vector<std::pair<long, std::size_t>> all;
    const std::vector<ZoneScene> scene = world.at(t);
    for (const WorkerTile& tile : scene[0].tiles) all.emplace_back(tile.worker, tile.place);
    return all;
  };
  EXPECT_THAT(places(25), ElementsAre(std::pair(0L, 0u), std::pair(2L, 2u)));
  EXPECT_THAT(places(35), ElementsAre(std::pair(0L, 0u), std::pair(3L, 1u), std::pair(2L, 2u)));
  EXPECT_EQ(world.places(0), 3u);
}

TEST(WorldModel, TheLostAreSeenUntilTheirZoneIsUpAgain) {
  ToldRun run;
  run.event(1, "launch", 0, 0, 0);
  run.event(2, "launch", 0, 1, 1);
  run.event(20, "lost", 0, 0, 0);
  run.event(20, "lost", 0, 1, 1);
  for (std::size_t k = 2; k < 9; ++k) run.zone(k, 0, "dark");  // from 20 to 90
  const WorldModel world(run);
  EXPECT_TRUE(world.at(20)[0].down());
  EXPECT_FALSE(world.at(20)[1].down());
  EXPECT_THAT(looksIn(world.at(89)[0]), ElementsAre("lost"));
  EXPECT_THAT(looksIn(world.at(90)[0]), ElementsAre());
  EXPECT_THAT(looksIn(world.at(79)[1]), ElementsAre("lost"));
  EXPECT_THAT(looksIn(world.at(80)[1]), ElementsAre()) << "a crash is mourned for a minute";
}

/// Against what the same trace counts, by another way: means of buckets in which nothing happens are whole numbers.
TEST(WorldModel, OfARealRunTilesAreAsManyAsTheSeriesCount) {
  const auto run = openTrace(RealTrace::file());
  const WorldModel world(*run);
  const auto& all = run->announcement().series;
  const auto series = [&](const char* name) {
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].name == name) return run->series(i);
    return std::vector<double>();
  };
  const auto inService = series("workers_in_service"), draining = series("workers_draining");
  std::size_t compared = 0, most = 0;
  for (std::size_t k = 0; k < run->buckets(); ++k) {
    const auto scene = world.at(run->edges()[k] + 5);
    ASSERT_EQ(scene.size(), 3u);
    for (std::size_t s = 0; s < 2; ++s)
      for (std::size_t z = 0; z < 3; ++z) {
        const double counted = inService[(k * 2 + s) * 4 + z];
        if (counted != std::floor(counted)) continue;  // somebody came or went
        double loads = 0;
        for (const WorkerTile& t : scene[z].tiles)
          if (t.service == s && t.own) loads += t.load;
        if (counted > 0) {
          EXPECT_NEAR(loads / counted, scene[z].load[s], 1e-9) << "each worker's own";
        }
        EXPECT_EQ(count(scene[z], s, {WorkerLook::inService, WorkerLook::warming, WorkerLook::unhealthy}), counted)
            << "bucket " << k << " service " << s << " zone " << z;
        ++compared;
        most = std::max(most, scene[z].tiles.size());
      }
  }
  EXPECT_GT(compared, 900u) << "of 180 buckets, 2 services and 3 zones";
  EXPECT_GT(most, 2u);
}

TEST(WorldModel, TheLossOfAZoneIsInTheScene) {
  const auto run = openTrace(RealTrace::file());
  const WorldModel world(*run);
  const auto before = world.at(outageBegins - 1), after = world.at(outageBegins + 1),
             later = world.at(outageEnds + 200);
  EXPECT_FALSE(before[1].down());
  EXPECT_TRUE(after[1].down());
  EXPECT_FALSE(later[1].down());
  EXPECT_EQ(count(after[1], 0, {WorkerLook::inService, WorkerLook::warming}), 0);
  EXPECT_EQ(count(after[1], 0, {WorkerLook::lost}), count(before[1], 0, {WorkerLook::inService, WorkerLook::warming}));
}

ServiceGraph diamond() {
  ScenarioSpec spec;
  const auto service = [&](const char* name, std::initializer_list<const char*> calls) {
    ServiceSpec s;
    s.name = name;
    for (const char* to : calls) {
      CallSpec c;
      c.to = to;
      s.calls.push_back(c);
    }
    spec.services.push_back(s);
  };
  service("store", {});
  service("web", {"left", "right"});
  service("left", {"store"});
  service("right", {"store"});
  DemandSpec users;
  users.name = "users";
  users.to = "web";
  spec.demand.push_back(users);
  return graphOf(spec);
}

TEST(ServiceGraph, EveryoneStandsToTheRightOfAllThatCallIt) {
  const ServiceGraph g = diamond();
  EXPECT_EQ(g.edges.size(), 5u);
  EXPECT_EQ(g.layers(), 4u);
  for (const GraphEdge& e : g.edges) EXPECT_LT(g.nodes[e.from].layer, g.nodes[e.to].layer);
  EXPECT_EQ(g.nodes[0].name, "users");
  EXPECT_EQ(g.nodes[1].layer, 3u) << "the store is called last, though it was written first";
  EXPECT_NE(g.nodes[3].row, g.nodes[4].row);
}

TEST(ServiceGraph, ACycleStillHasALayout) {
  ScenarioSpec spec;
  for (const char* name : {"a", "b"}) {
    ServiceSpec s;
    s.name = name;
    CallSpec c;
    c.to = name == std::string("a") ? "b" : "a";
    s.calls.push_back(c);
    spec.services.push_back(s);
  }
  const ServiceGraph g = graphOf(spec);
  EXPECT_LE(g.layers(), 4u);
}

TEST(FlowModel, WhatFlowsIsWhatTheBucketCounts) {
  ToldRun run;
  run.bucket(1, "calls_offered", 0, 50);
  run.bucket(1, "calls_served", 0, 30);
  run.bucket(1, "calls_timed_out", 0, 20);
  const FlowModel flows(run, graphOf(std::vector<std::string>{"web"}));
  const NodeFlow web = flows.nodesAt(15).at(0);
  EXPECT_EQ(web.offered, 5) << "50 in 10 s";
  EXPECT_EQ(web.served, 3);
  EXPECT_EQ(web.failing(), 0.4);
  EXPECT_EQ(flows.nodesAt(5).at(0).failing(), 0) << "nothing happened: nothing failed";
}

/// Two callers of one service: 10/s with half a call each, and 5/s with two: 5 and 10 of 15.
TEST(FlowModel, CallsAreSharedOutAsTheirCallersAreExpectedToMakeThem) {
  ServiceGraph g;
  g.nodes = {{"a"}, {"b"}, {"store"}};
  g.edges = {{0, 2, 0.5, true}, {1, 2, 2, true}};
  ToldRun run;
  const FlowModel flows(run, g);
  std::vector<NodeFlow> nodes(3);
  nodes[0].offered = 10;
  nodes[1].offered = 5;
  nodes[2].offered = 30;
  EXPECT_THAT(flows.edgesAt(nodes), ElementsAre(10, 20));
  nodes[0].offered = nodes[1].offered = 0;
  EXPECT_THAT(flows.edgesAt(nodes), ElementsAre(15, 15));
}

class World : public testing::Test {
 protected:
  World() : page_(openTrace(RealTrace::file())) {
    page_.resize(1000, 700);
    page_.show();
    page_.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&page_));
    page_.setFocus();
  }
  WorldView& world() { return page_.world(); }
  void scrubTo(double t) {
    WorldTimeline& line = world().timeline();
    QTest::mouseClick(&line, Qt::LeftButton, {}, QPoint(static_cast<int>(std::lround(line.xOf(t))), 20));
  }
  QColor colourAt(const QPointF& p) { return world().zones().grab().toImage().pixelColor(p.toPoint()); }
  WorldPage page_;
};

TEST_F(World, AClickOnTheTimelineGoesThere) {
  scrubTo(outageBegins + 60);
  EXPECT_NEAR(world().time(), outageBegins + 60, 2);
  EXPECT_TRUE(world().zones().scene()[1].down());
  scrubTo(60);
  EXPECT_FALSE(world().zones().scene()[1].down());
}

TEST_F(World, DraggingScrubs) {
  WorldTimeline& line = world().timeline();
  QTest::mousePress(&line, Qt::LeftButton, {}, {100, 20});
  QTest::mouseMove(&line, {300, 20});
  const double t = world().time();
  EXPECT_NEAR(t, line.timeOf(300), 1e-9);
  QTest::mouseRelease(&line, Qt::LeftButton, {}, {300, 20});
  QTest::mouseMove(&line, {400, 20});
  EXPECT_EQ(world().time(), t) << "released";
}

TEST_F(World, KeysStepBucketsAndJumpToFaults) {
  QTest::keyClick(&world().timeline(), Qt::Key_Home);
  QTest::keyClick(&world().timeline(), Qt::Key_Right);
  EXPECT_EQ(world().time(), 10) << "a bucket";
  QTest::keyClick(&world().timeline(), Qt::Key_Period);
  EXPECT_EQ(world().time(), 20);
  QTest::keyClick(&world().timeline(), Qt::Key_Comma);
  EXPECT_EQ(world().time(), 10);
  QTest::keyClick(&world().timeline(), Qt::Key_F);
  EXPECT_EQ(world().time(), outageBegins);
  QTest::keyClick(&world().timeline(), Qt::Key_F);
  EXPECT_EQ(world().time(), outageEnds);
  QTest::keyClick(&world().timeline(), Qt::Key_F, Qt::ShiftModifier);
  EXPECT_EQ(world().time(), outageBegins);
}

TEST_F(World, SpacePlaysAndPauses) {
  QTest::keyClick(&world().timeline(), Qt::Key_Space);
  EXPECT_TRUE(world().playing());
  EXPECT_TRUE(QTest::qWaitFor([&] { return world().time() > 0; }, 3000));
  QTest::keyClick(&world().timeline(), Qt::Key_Space);
  EXPECT_FALSE(world().playing());
  const double t = world().time();
  QTest::qWait(120);
  EXPECT_EQ(world().time(), t);
}

/// At a glance: the ground of the lost zone turns reddish, that of the others does not.
TEST_F(World, TheLostZoneLooksLost) {
  const auto reddish = [&](std::size_t zone) {
    const QRectF room = world().zones().roomOf(zone);
    double sum = 0;
    const QImage image =
        world().zones().grab(room.toRect()).toImage().scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const QColor c = image.pixelColor(0, 0);
    sum = c.red() - c.blue();
    return sum;
  };
  scrubTo(60);
  const double calm = reddish(1), other = reddish(2);
  scrubTo(outageBegins + 30);
  EXPECT_GT(reddish(1), calm + 15);
  EXPECT_LT(std::abs(reddish(2) - other), 15);
}

TEST_F(World, EveryTileIsInsideItsZoneAndSaysWhoItIs) {
  ZonesView& zones = world().zones();
  for (const QSize size : {QSize(1000, 700), QSize(420, 300), QSize(300, 900)}) {
    page_.resize(size);
    QApplication::processEvents();
    for (const double t : {60.0, outageBegins + 100, runLength - 1}) {
      scrubTo(t);
      for (std::size_t z = 0; z < zones.scene().size(); ++z)
        for (const WorkerTile& tile : zones.scene()[z].tiles) {
          EXPECT_TRUE(zones.roomOf(z).contains(zones.boxOf(z, tile))) << "at " << t << " in " << size.width();
          EXPECT_THAT(zones.hint(zones.boxOf(z, tile).center()).toStdString(), testing::HasSubstr(wordFor(tile.look)));
        }
    }
  }
}

TEST_F(World, TheGraphKnowsWhoCallsWhomFromTheTraceItself) {
  GraphView& graph = world().graph();
  scrubTo(300);
  EXPECT_LT(graph.boxOf(0).right(), graph.boxOf(1).left()) << "users, then web";
  EXPECT_LT(graph.boxOf(1).right(), graph.boxOf(2).left()) << "then orders";
  EXPECT_THAT(saidAt(graph, graph.boxOf(2).center()), testing::StartsWith("orders: "));
}

TEST_F(World, FollowsTheCursorThatChartsShare) {
  TimeWindow time;
  time.setRun(runLength, 1);
  WorldView view(time);
  view.show(openTrace(RealTrace::file()), std::nullopt);
  time.point(700);
  EXPECT_EQ(view.time(), 700);
  time.point(std::nan(""));
  EXPECT_EQ(view.time(), 700) << "nobody points: it stays";
}

TEST_F(World, EveryControlHasAName) { EXPECT_THAT(unnamedIn(page_), testing::IsEmpty()); }

}  // namespace
}  // namespace headroom::gui
