// What the program says on the command line: `describe`, `schema`, and the way out of a mistake.
#include "tests/scenarios/shell.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// `what`: arguments and redirections.
ShellAnswer program(const std::string& what) { return inShell("headroom " + what); }

/// A library scenario that reads a file, made short.
constexpr const char* shortRun = "run az-outage -q --set duration=20min --set faults=null --set expect=null ";

TEST(CommandLine, DescribeSaysWhatAScenarioMaySay) {
  const ShellAnswer answer = program("describe zone_outage");
  EXPECT_EQ(answer.code, 0);
  EXPECT_THAT(answer.text, StartsWith("zone_outage: "));
  EXPECT_THAT(program("describe").text, HasSubstr("faults: zone_outage"));
  EXPECT_THAT(program("describe --markdown").text, HasSubstr("### `zone_outage`"));
  EXPECT_EQ(nlohmann::json::parse(program("describe fleet --json").text)["schema"], 1);
}

TEST(CommandLine, DescribeOfAnUnknownWordNamesTheNearestAndIsBadUsage) {
  const ShellAnswer answer = program("describe zone_outag 2>&1 >/dev/null");
  EXPECT_EQ(answer.code, 2);
  EXPECT_THAT(answer.text, HasSubstr("did you mean `zone_outage`?"));
  EXPECT_EQ(program("describe --json --markdown 2>/dev/null").code, 2);
}

TEST(CommandLine, ImportPrintsAPartOfAScenarioOrSaysWhereTheMistakeIs) {
  const std::string folder = "tests/scenarios/data/import/";
  const ShellAnswer part = program("import asg " + folder + "groups.json " + folder + "policies.json");
  EXPECT_EQ(part.code, 0);
  EXPECT_THAT(part.text, HasSubstr("fleet: {min: 2, max: 12, initial: 4, warm_up: 1min"));
  EXPECT_THAT(inShell("headroom import hpa - < " + folder + "hpa.yaml").text, HasSubstr("- hpa:"));
  const ShellAnswer bad = program("import hpa " + folder + "hpa-v1.yaml 2>&1");
  EXPECT_EQ(bad.code, 2);
  EXPECT_THAT(bad.text, HasSubstr("hpa-v1.yaml:1:13: error: "));
}

/// A window's program that says what it was given; the command's own is somewhere else.
TEST(CommandLine, GuiHandsItsWordsToTheWindowBesideItOrOnThePath) {
  Scratch scratch;
  const std::string here = scratch.path(), call = "; PATH=/nowhere " + here + "/headroom gui ";
  ASSERT_EQ(inShell("cp $(command -v headroom) " + here).code, 0);
  const ShellAnswer missing = inShell("true" + call + "az.h5 2>&1");
  EXPECT_EQ(missing.code, 2);
  EXPECT_THAT(missing.text, AllOf(HasSubstr("headroom-gui is neither beside"), HasSubstr("./dev gui")));
  std::ofstream(scratch / "headroom-gui") << "#!/bin/sh\necho \"$@\"; exit 7\n";
  const ShellAnswer handed = inShell("chmod +x " + here + "/headroom-gui" + call + "a.h5 --shot 'x y.png' --help");
  EXPECT_EQ(handed.code, 7);
  EXPECT_EQ(handed.text, "a.h5 --shot x y.png --help\n");
}

TEST(CommandLine, SchemaIsOneJsonDocument) {
  const ShellAnswer answer = program("schema");
  EXPECT_EQ(answer.code, 0);
  EXPECT_EQ(nlohmann::json::parse(answer.text)["title"], "A scenario of Headroom");
}

TEST(CommandLine, AMistakeEndsWithTheWayOut) {
  const ShellAnswer command = program("rnu 2>&1");
  EXPECT_EQ(command.code, 2);
  EXPECT_THAT(command.text, HasSubstr("there is no command `rnu`"));
  EXPECT_THAT(command.text, HasSubstr("did you mean `run`?"));
  EXPECT_THAT(program("scenarios show 2>&1").text, HasSubstr("try `headroom scenarios show --help`"));
  const ShellAnswer nothing = program("2>&1");
  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(nothing.text, HasSubstr("demo"));
}

TEST(CommandLine, WithoutARateThereAreNoStrategiesAndNoForecasts) {
  for (const char* command : {"strategies", "forecast"}) {
    const ShellAnswer answer = program(std::string(command) + " closed-loop 2>&1");
    EXPECT_EQ(answer.code, 2) << command;
    EXPECT_THAT(answer.text, HasSubstr("error: no rate is expected")) << command;
    EXPECT_EQ(program(std::string(command) + " nowhere.yaml 2>/dev/null").code, 2) << command;
  }
  EXPECT_EQ(nlohmann::json::parse(program("forecast predicted-day --json").text)["forecasts"][0]["hours_before"], 264);
}

TEST(CommandLine, AMissingTraceIsBadInput) {
  for (const char* command : {"info", "export", "explain", "recover", "run --from"}) {
    const ShellAnswer answer = program(std::string(command) + " /nowhere/run.h5 2>&1");
    EXPECT_EQ(answer.code, 2) << command;
    EXPECT_THAT(answer.text, HasSubstr("there is no file /nowhere/run.h5")) << command;
  }
}

TEST(CommandLine, AMisspelledOptionOrNameIsMetWithTheNearest) {
  EXPECT_THAT(program("export --tabel events x.h5 2>&1").text, HasSubstr("did you mean `--table`?"));
  EXPECT_THAT(program("scenarios shwo 2>&1").text, HasSubstr("did you mean `show`?"));
  EXPECT_THAT(program("scenarios show az-outge 2>&1").text, HasSubstr("did you mean `az-outage`?"));
  EXPECT_THAT(program("info a.h5 b.h5 2>&1").text, HasSubstr("`b.h5` was not expected"));
}

TEST(CommandLine, OptionsThatWouldHaveNoEffectAreRefused) {
  for (const char* line : {"run mmc --replicas 2 -o x.h5", "run mmc --no-trace -o x.h5",
                           "run mmc --no-trace --sample-requests 0.1", "run mmc --no-trace --worker-use",
                           "run --from x.h5 --stage night", "run mmc --from x.h5", "run", "run mmc --seed -1"}) {
    const ShellAnswer answer = program(std::string(line) + " 2>&1");
    EXPECT_EQ(answer.code, 2) << line;
    EXPECT_THAT(answer.text, StartsWith("headroom: error: ")) << line;
  }
}

TEST(CommandLine, WhatDoctorFindsMissingIsHeardThroughAPipe) {
  const ShellAnswer answer = inShell("cd /proc && headroom doctor");  // nobody has room for a trace there
  EXPECT_EQ(answer.code, 1);
  EXPECT_THAT(answer.text, HasSubstr("  NO   "));
}

TEST(CommandLine, JsonIsJsonWhateverAFileIsCalled) {
  const ShellAnswer answer = program("check --json \"$(printf 'no\\377where.yaml')\"");
  EXPECT_EQ(answer.code, 2);
  const auto json = nlohmann::json::parse(answer.text);
  EXPECT_EQ(json["ok"], false);
  EXPECT_EQ(json["issues"].size(), 1u);
}

/// In the foreground `timeout` signals its child alone; else it signals the group as well, and a second signal, if it
/// comes apart from the first, ends the program at once.
TEST(CommandLine, ReplicasThatAreInterruptedSayJustThat) {
  const ShellAnswer answer =
      inShell("timeout --foreground --preserve-status -s INT 3 headroom run retry-storm -q --json --replicas 100000");
  EXPECT_EQ(answer.code, 130);
  const auto json = nlohmann::json::parse(answer.text);
  EXPECT_EQ(json["interrupted"], true);
  EXPECT_TRUE(json["expect"].empty()) << "neither kept nor broken";
}

TEST(CommandLine, ATableIsExportedInBothForms) {
  const Scratch scratch;
  ASSERT_EQ(program(shortRun + ("-o " + scratch / "run.h5") + " >/dev/null").code, 0);
  std::istringstream csv(program("export --table entities " + scratch / "run.h5").text);
  std::istringstream jsonl(program("export --table entities --format jsonl " + scratch / "run.h5").text);
  std::string names, row;
  std::getline(csv, names);
  EXPECT_THAT(names, HasSubstr("worker,zone"));
  std::size_t rows = 0;
  for (std::string line; std::getline(jsonl, line); ++rows) {
    ASSERT_TRUE(std::getline(csv, row));
    const auto json = nlohmann::ordered_json::parse(line);
    std::string header;
    for (const auto& [name, value] : json.items()) header += (header.empty() ? "" : ",") + name;
    EXPECT_EQ(header, names);
  }
  EXPECT_GE(rows, 3u) << "the workers it began with";
  EXPECT_FALSE(std::getline(csv, row));
}

/// What explain says, its lines joined again.
std::string explained(const std::string& what) {
  std::istringstream in(program("explain " + what).text);
  std::string text;
  for (std::string word; in >> word;) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// At the peak a zone is lost; four minutes later its workers are missed, for the alarm wants three minutes above.
TEST(CommandLine, ExplainSaysWhyAFleetGrewAfterAZoneWasLostAndWhyNotBefore) {
  const Scratch scratch;
  const std::string trace = scratch / "run.h5";
  ASSERT_EQ(program("run az-outage -q -o " + trace + " >/dev/null").code, 0);
  const std::string grew = explained(trace + " --at 19:38");
  EXPECT_THAT(grew, HasSubstr("At 19:38:00 target_tracking took web from 7 to 10 workers. It saw cpu at 100 %, above "
                              "the threshold of 75 %"));
  EXPECT_THAT(grew, HasSubstr("Fault zone_outage in zone b had been on since 19:34:00."));
  const std::string before = explained(trace + " --at 19:35 --why-not");
  EXPECT_THAT(before, HasSubstr("Alarm web.target_tracking.high on cpu was not on (ok); 1 of the last 3 values was "
                                "above 75 % (3 of 3 must be)"));
  const ShellAnswer json = program("explain " + trace + " --at 19:38 --json");
  EXPECT_EQ(nlohmann::json::parse(json.text)["services"][0]["change"]["after"], 10);
  EXPECT_THAT(program("explain " + trace + " --service wbe 2>&1").text, HasSubstr("did you mean `web`?"));
  for (const char* wrong : {" --at 8:05", " --at peak", " --at 'day 9 10:00'", " --why-not", " --service wbe"})
    EXPECT_EQ(program("explain " + trace + wrong + " 2>/dev/null").code, 2) << wrong;
}

TEST(CommandLine, ExplainNamesThePolicyThatDidNotAgree) {
  const Scratch scratch;
  const std::string trace = scratch / "run.h5";
  ASSERT_EQ(program("run two-policies -q -o " + trace + " >/dev/null").code, 0);
  const std::string text = explained(trace + " --at 01:30 --why-not");
  EXPECT_THAT(text, HasSubstr("by-cpu wanted 15 workers of web instead of 17"));
  EXPECT_THAT(text, HasSubstr("Another policy did not agree (by-requests)"));
}

TEST(CommandLine, ExplainSaysWhatAnAutoscalerOfPodsSawAndWhatHeldIt) {
  const Scratch scratch;
  const std::string trace = scratch / "run.h5";
  ASSERT_EQ(program("run hpa-swing -q -o " + trace + " >/dev/null").code, 0);
  const std::string text = explained(trace + " --at 00:09:45");
  EXPECT_THAT(text,
              HasSubstr("hpa took web from 4 to 3 workers. It looked at its pods, as it does every period: cpu at "
                        "18 % for a target of 60 %"));
  EXPECT_THAT(text, HasSubstr("It wanted 2 workers. The fleet may not be smaller than 3 (`min`)."));
  EXPECT_THAT(explained(trace + " --at 00:15 --why-not"), AllOf(HasSubstr("asked for no other number; cpu was "),
                                                                HasSubstr(" % for a target of 60 %, as of 00:14:")));
}

/// Read while the run goes on, and again when it was killed: as far as the trace goes.
TEST(CommandLine, ExplainOfAPartSaysThatTheRunWasNotFinished) {
  const Scratch scratch;
  const std::string trace = scratch / "run.h5", part = trace + ".part";
  const ShellAnswer answer =
      inShell("headroom run two-policies -q --set duration=3000d -o " + trace +
              " >/dev/null 2>&1 & p=$!; for i in $(seq 200); do headroom explain " + part +
              " >/dev/null 2>&1 && break; sleep 0.1; done; kill -9 $p; headroom explain " + part);
  EXPECT_EQ(answer.code, 0);
  EXPECT_THAT(answer.text, StartsWith("The run was not finished when this was written"));
  const ShellAnswer late = program("explain " + part + " --at 'day 3000 12:00' 2>&1");
  EXPECT_EQ(late.code, 2);
  EXPECT_THAT(late.text, HasSubstr("of a run that was not finished"));
}

TEST(CommandLine, ExplainOfAFleetWithoutAPolicyAndOfNoTraceSaysSo) {
  const Scratch scratch;
  const std::string trace = scratch / "run.h5";
  ASSERT_EQ(program("run mmc -q --set duration=20min --set expect=null -o " + trace + " >/dev/null").code, 0);
  EXPECT_THAT(program("explain " + trace).text, HasSubstr("it has no policy; nothing was decided"));
  EXPECT_THAT(program("explain " + trace + " --at 10min --why-not").text, HasSubstr("It has no policy"));
  const ShellAnswer none =
      inShell("echo text > " + scratch / "no.h5" + "; headroom explain " + scratch / "no.h5" + " 2>&1");
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.text, HasSubstr("it is no HDF5 file"));
}

/// The data of a library scenario are found again although the trace lies elsewhere, and again from a trace of that; a
/// seed that no double holds is the same seed.
TEST(CommandLine, ATraceIsRepeatedFromAnyDirectoryAndAgainFromThat) {
  const Scratch scratch;
  const std::string first = scratch / "v1.2", again = scratch / "again.h5";
  ASSERT_EQ(program(shortRun + ("--seed 9007199254740993 -o " + first) + " >/dev/null").code, 0);
  const auto expected = nlohmann::json::parse(program("info --json " + first).text);
  EXPECT_EQ(expected["seed"], 9007199254740993);
  ASSERT_EQ(program("run -q --from " + first + " -o " + again + " >/dev/null").code, 0);
  for (const std::string& trace : {first, again}) {
    const auto repeated = nlohmann::json::parse(program("run -q --no-trace --json --from " + trace).text);
    EXPECT_EQ(repeated["seed"], 9007199254740993) << trace;
    EXPECT_EQ(repeated["fingerprint"], expected["fingerprint"]) << trace;
  }
  EXPECT_EQ(inShell("cd " + scratch.path() + " && headroom run -q --from ./v1.2 >/dev/null").code, 0);
  EXPECT_TRUE(std::filesystem::exists(scratch / "v1-again.h5"));
}

TEST(CommandLine, WhatAKilledRunLeftIsKeptAndSaid) {
  const Scratch scratch;
  std::ofstream(scratch / "run.h5.part") << "something";
  const ShellAnswer answer = program(shortRun + ("-o " + scratch / "run.h5") + " 2>&1 >/dev/null");
  EXPECT_EQ(answer.code, 0);
  EXPECT_THAT(answer.text, HasSubstr("run.h5.part.1"));
  EXPECT_TRUE(std::filesystem::exists(scratch / "run.h5.part.1"));
}

}  // namespace
}  // namespace headroom
