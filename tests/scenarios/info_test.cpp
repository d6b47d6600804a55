/// `headroom info`: what a trace amounts to, for people and for programs.
#include "analysis/trace/trace_writer.h"
#include "models/observe.h"
#include "models/simulation.h"
#include "scenarios/info/run_info.h"
#include "scenarios/load.h"
#include "scenarios/run/figure_text.h"
#include "tests/scenarios/shell.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using testing::HasSubstr;

/// 40 requests/s, even, of 100 ms: 4 erlangs. A worker has 2 slots, is rated at 80 %: 16 requests/s; six in three zones
/// carry 96. One zone is lost for ten minutes.
const char* const anHour = R"(
version: 1
name: Six workers
duration: 30min
sample: 10s
region: {zones: [a, b, c]}
demand: {users: {to: web, rate: 40 rps, arrivals: deterministic}}
services:
  web:
    worker: {type: m7g.medium, slots: 2, service_time: 100ms, queue: 100}
    fleet: {min: 6, max: 6}
    start: {boot: 60s}
    balancer: {health_check: {interval: 10s, unhealthy_after: 2}}
faults: [zone_outage: {name: storm, zone: b, at: 10min, lasts: 10min}]
objectives: [{name: fast, good: served within 1s, target: 99.9 %, window: 30h}]
)";

/// The scenario's trace, under a title of somebody's choice.
std::string traceIn(const Scratch& folder, const std::string& title, const std::string& more = "") {
  const Loaded loaded = loadText(anHour + more, "six.yaml");
  EXPECT_TRUE(loaded.ok()) << (loaded.issues.empty() ? "" : loaded.issues.front().what);
  const auto blueprint = compile(*loaded.spec);
  TraceWriter writer(
      folder / "six.h5",
      {.scenario = title, .start = "2026-03-02T00:00:00Z", .version = "0", .texts = {{"resolved", loaded.resolved}}});
  writer.announce(announcementOf(*blueprint));
  World world(blueprint, 1);
  while (!world.run({.listener = &writer}, 1'000'000)) {}
  TraceEnd end;
  end.fingerprint = world.fingerprint();
  writer.finish(end);
  return folder / "six.h5";
}

nlohmann::json measured(const Scratch& folder) {
  const Trace trace(traceIn(folder, "Six workers"));
  return nlohmann::json::parse(jsonOf(runInfoOf(trace), trace, "six.h5"));
}

TEST(Info, MeasuresASmallRunAsItsNumbersSay) {
  const Scratch folder;
  const auto json = measured(folder);
  EXPECT_EQ(json["schema"], 1);
  EXPECT_EQ(json["status"], "complete");
  const auto& web = json["measures"]["services"]["web"];
  EXPECT_NEAR(web["capacity"]["rated_rps"], 16, 1e-9);
  EXPECT_NEAR(web["headroom"][0]["at_peak"], 1 - 40.0 / 96, 1e-9);
  EXPECT_NEAR(web["headroom"][1]["at_peak"], 1 - 40.0 / 64, 1e-9);
  EXPECT_NEAR(web["headroom"][2]["at_peak"], 1 - 40.0 / 32, 1e-9);
  EXPECT_NEAR(web["headroom"][0]["least"], 1 - 40.0 / 64, 1e-9) << "while the zone was gone";
  EXPECT_EQ(web["workers"]["lost"], 2);
  const auto workers = [&](const char* what) { return web["workers"][what].get<int>(); };
  EXPECT_EQ(workers("launched") - workers("launch_failed") - workers("lost") - workers("terminated"), 0) << "six again";
  EXPECT_EQ(web["headroom"][0]["zones_lost"], 0);
  EXPECT_NEAR(web["regret"]["optimum_worker_h"], 3 * 0.5, 1e-9) << "⌈40/16⌉ workers for half an hour";
  EXPECT_NEAR(web["capacity"]["unmet_share"], 0, 1e-12);
  const auto& parts = web["regret"]["parts"];
  double sum = 0;
  for (const auto& [name, hours] : parts.items()) sum += hours.get<double>();
  EXPECT_NEAR(sum, web["regret"]["worker_h"], 1e-9);
  EXPECT_GT(parts["zone_reserve_worker_h"], 2 * 0.5 - 4.0 / 60)
      << "⌈3 · 3/2⌉ = 5 are two more than three; six served, four for the few minutes until new ones did";
  EXPECT_LT(parts["zone_reserve_worker_h"], 2 * 0.5);
}

TEST(Info, ObjectivesAndFaultsHaveTheirNamesAndBudgets) {
  const Scratch folder;
  const auto json = measured(folder)["measures"];
  const auto& fast = json["objectives"][0];
  EXPECT_EQ(fast["name"], "fast");
  EXPECT_EQ(fast["target"], 0.999);
  EXPECT_EQ(fast["ended"], json["requests"]["served"].get<int>() + json["requests"]["lost"].get<int>());
  const double bad = fast["ended"].get<double>() - fast["good"].get<double>();
  EXPECT_GT(bad, 0) << "two workers died and checks need ten seconds to see it";
  EXPECT_NEAR(fast["budget_spent"], bad / fast["ended"].get<double>() / 0.001 / 60, 1e-9) << "half an hour of 30";
  EXPECT_TRUE(fast["burn"][0]["worst"].is_null()) << "an hour is more than there is";
  const auto& out = fast["runs_out"];
  EXPECT_EQ(out["when"], "after");
  EXPECT_NEAR(out["burn"], bad / fast["ended"].get<double>() / 0.001, 1e-9) << "of all of a run that is shorter";
  EXPECT_NEAR(out["after_s"], fast["budget_left"].get<double>() * 30 * 3600 / out["burn"].get<double>(), 1e-6);
  EXPECT_EQ(json["faults"][0]["name"], "storm");
  EXPECT_EQ(json["faults"][0]["begins_s"], 600);
  EXPECT_EQ(json["faults"][0]["ends_s"], 1200);
}

/// Of a window those that are in it.
TEST(Info, SettingsThatChangedAreSaidWithTheirTimeAndValues) {
  const Scratch folder;
  const std::string file = traceIn(folder, "Six workers", R"(
changes: [{name: relief, at: 5min, set: ["services.web.fleet.min=9", "services.web.fleet.max=9"]}]
)");
  const Trace trace(file);
  const auto json = nlohmann::json::parse(jsonOf(runInfoOf(trace), trace, file))["measures"]["changes"];
  ASSERT_EQ(json.size(), 1u);
  EXPECT_EQ(json[0]["name"], "relief");
  EXPECT_EQ(json[0]["at_s"], 300);
  EXPECT_EQ(json[0]["set"][1], "services.web.fleet.max=9");
  EXPECT_THAT(textOf(runInfoOf(trace), trace, file),
              testing::HasSubstr("change        relief: 00:05:00 into the run, services.web.fleet.min=9, "
                                 "services.web.fleet.max=9\n"));
  EXPECT_TRUE(runInfoOf(trace, {600, 1800}).changes.empty());
}

/// A calm run of even arrivals: all requests take 100 ms, so do all percentiles, to within 1/32.
TEST(Info, PercentilesOfRequestsOverAnyWindowAreThoseOfItsHistograms) {
  const Scratch folder;
  const Trace trace(traceIn(folder, "Six workers"));
  const measures::LatencyFigures all = runInfoOf(trace).measures.latency,
                                 calm = runInfoOf(trace, {60, 540}).measures.latency,
                                 before = runInfoOf(trace, {0, 600}).measures.latency,
                                 since = runInfoOf(trace, {600, 1800}).measures.latency;
  EXPECT_EQ(calm.n, 480 * 40);
  EXPECT_NEAR(calm.p999, 0.1, 0.1 / 32);
  EXPECT_EQ(before.n + since.n, all.n) << "windows that touch share nothing and leave nothing out";
  EXPECT_EQ(all.n, runInfoOf(trace).measures.served);
}

TEST(Info, OfAWindowTakesItsBucketsOnly) {
  const Scratch folder;
  const Trace trace(traceIn(folder, "Six workers"));
  const RunInfo before = runInfoOf(trace, {60, 540});
  EXPECT_EQ(before.measures.seconds, 480);
  EXPECT_EQ(before.measures.offered, 480 * 40);
  EXPECT_EQ(before.measures.availability, 1);
  EXPECT_TRUE(before.measures.faults.empty());
  EXPECT_TRUE(std::isnan(runInfoOf(trace, {1795, 1799}).measures.availability)) << "no whole bucket";
}

/// The storm is from 10:00 to 20:00: of a window that holds a part of it only that part is known.
TEST(Info, AFaultThatReachesOutOfTheWindowIsNotSaidToBeginOrEndNever) {
  const Scratch folder;
  const Trace trace(traceIn(folder, "Six workers"));
  const auto faultIn = [&](measures::Window w) {
    const std::string text = textOf(runInfoOf(trace, w), trace, "six.h5");
    const std::size_t at = text.find("  fault ");
    return at == std::string::npos ? "" : text.substr(at, text.find('\n', at) - at);
  };
  EXPECT_THAT(faultIn({540, 900}), HasSubstr("begins 00:10:00 into the run, noticed 00:10:"));
  EXPECT_THAT(faultIn({540, 900}), HasSubstr("ends after the window"));
  EXPECT_THAT(faultIn({540, 610}), HasSubstr("noticed not in the window"));
  EXPECT_THAT(faultIn({900, 1500}), HasSubstr("storm: begins before the window, ends 00:20:00"));
  EXPECT_EQ(faultIn({1210, 1800}), "");
}

TEST(Info, InTextSaysTheSame) {
  const Scratch folder;
  const Trace trace(traceIn(folder, "Six workers"));
  const std::string text = textOf(runInfoOf(trace), trace, "six.h5");
  EXPECT_THAT(text, HasSubstr("Six workers\n  trace         six.h5: complete, seed 1"));
  EXPECT_THAT(
      text,
      HasSubstr("headroom    58.33 % at the peak of 40/s, 37.5 % with a zone more lost, -25 % with two more lost"));
  EXPECT_THAT(text, HasSubstr("least 37.5 % at 00:10:00"));
  EXPECT_THAT(text, HasSubstr("fault         storm: begins 00:10:00"));
  EXPECT_THAT(text, HasSubstr("burn rate over 1 h not known, over 6 h not known, over 3 d not known"));
  EXPECT_THAT(text, HasSubstr("█▅▅▅▆█")) << "sparklines";
}

TEST(Info, NamesDoNotDriveTheTerminal) {
  const Scratch folder;
  const Trace trace(traceIn(folder,
                            "\x1b]0;owned\x07\x1b[2J\xc2\x9b"
                            "31m"));
  const std::string text = textOf(runInfoOf(trace), trace, "a\nb\x1b[31m.h5");
  EXPECT_THAT(text, HasSubstr("?]0;owned??[2J??31m\n"));
  EXPECT_THAT(text, HasSubstr("a?b?[31m.h5: complete"));
  for (const char c : text) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
}

TEST(Info, OnlyHarmlessTextIsShownOfAName) {
  EXPECT_EQ(shown::name("päckchen 包 😀"), "päckchen 包 😀");
  EXPECT_EQ(shown::name("a\x7f\tb"), "a??b");
  EXPECT_EQ(shown::name("\xc2\x80\xc2\xa0"), "??\xc2\xa0") << "C1, and a space that does not break";
  EXPECT_EQ(shown::name("x\xe2\x80\xaey"), "x???y") << "right to left from here on";
  EXPECT_EQ(shown::name("\xff\xc3"), "??");
  EXPECT_EQ(shown::name("\xc0\xaf\xed\xa0\x80"), "?????") << "overlong, and half a pair";
}

TEST(Info, IsACommand) {
  EXPECT_EQ(inShell("headroom info /nowhere.h5 2>&1").code, 2);
  const Scratch folder;
  traceIn(folder, "Six workers");
  const ShellAnswer answer = inShell("headroom info " + (folder / "six.h5"));
  EXPECT_EQ(answer.code, 0);
  EXPECT_THAT(inShell("headroom info --from 1min --to 9min " + (folder / "six.h5")).text,
              HasSubstr("window        00:01:00 to 00:09:00 since the start"));
  EXPECT_EQ(inShell("headroom info --from 9min --to 1min " + (folder / "six.h5") + " 2>&1").code, 2);
  EXPECT_EQ(inShell("headroom info --from 61s --to 69s " + (folder / "six.h5") + " 2>&1").code, 2) << "no whole bucket";
  EXPECT_EQ(inShell("headroom info --from nonsense " + (folder / "six.h5") + " 2>&1").code, 2);
  EXPECT_THAT(answer.text, HasSubstr("web\n    calls"));
}

}  // namespace
}  // namespace headroom
