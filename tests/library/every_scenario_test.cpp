/// What holds for every scenario of the library.
#include "scenarios/library.h"
#include "scenarios/load.h"
#include "tests/library/library_run.h"
#include "tests/library/try_it.h"
#include "tests/text_of_file.h"
#include "tests/with_underscores.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

// A scenario is to run in 2 s on one core, the whole library in 20 s. Timed tests flicker, so work is bounded instead:
// a release build did 4 to 10 million events a second, by scenario, and 35 scenarios, 80 million events, traces
// included, in 9 s of CPU. A new one may not be heavier than they are on the average.
constexpr std::uint64_t mostEvents = 8'000'000, mostEventsOnAverage = 80'000'000 / 35;

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const LibraryScenario& s : libraryScenarios()) all.push_back(s.name);
  return all;
}

class EveryScenario : public testing::TestWithParam<std::string> {};

TEST_P(EveryScenario, LoadsWithoutAnErrorOrAWarning) {
  const Loaded loaded = load(GetParam());
  for (const Issue& issue : loaded.issues) ADD_FAILURE() << issue.place.line << ": " << issue.what;
  ASSERT_TRUE(loaded.ok());
}

TEST_P(EveryScenario, LoadsInEachOfItsStages) {
  for (const std::string& stage : load(GetParam()).stages) {
    LoadOptions options;
    options.stage = stage;
    for (const Issue& issue : load(GetParam(), options).issues)
      EXPECT_EQ(issue.severity, Issue::Severity::warning) << stage << ": " << issue.what;
  }
}

TEST_P(EveryScenario, SaysWhatItTeachesAndWhatToTry) {
  const Loaded loaded = load(GetParam());
  ASSERT_TRUE(loaded.ok());
  EXPECT_THAT(loaded.spec->about, testing::HasSubstr("Practice: \""));
  EXPECT_THAT(loaded.spec->about, testing::AnyOf(testing::HasSubstr("--set "), testing::HasSubstr("--stage ")));
  EXPECT_FALSE(loaded.spec->objectives.empty());
  EXPECT_FALSE(loaded.spec->expect.empty());
  for (const std::string& stage : loaded.stages)
    EXPECT_THAT(loaded.spec->about, testing::HasSubstr("--stage " + stage)) << "a stage nobody is told of";
}

TEST_P(EveryScenario, LoadsInEveryWayItsTextTellsToTry) {
  for (const LoadOptions& options : optionsIn(load(GetParam()).spec->about))
    for (const Issue& issue : load(GetParam(), options).issues)
      EXPECT_EQ(issue.severity, Issue::Severity::warning) << testing::PrintToString(options.sets) << ": " << issue.what;
}

TEST_P(EveryScenario, KeepsItsPromises) {
  for (const Verdict& v : libraryRun(GetParam()).verdicts)
    EXPECT_TRUE(v.met) << v.metric << " " << v.wanted << ": " << v.got;
}

TEST_P(EveryScenario, KeepsItsPromisesWithAnotherSeed) {
  for (const Verdict& v : libraryRun(GetParam(), {.seed = 2}).verdicts)
    EXPECT_TRUE(v.met) << v.metric << " " << v.wanted << ": " << v.got;
}

TEST_P(EveryScenario, IsShortWork) { EXPECT_LE(libraryRun(GetParam()).events, mostEvents); }

TEST_P(EveryScenario, StandsInTheListOfTheReadme) {
  EXPECT_THAT(textOfFile("scenarios/README.md"),
              testing::HasSubstr("| [`" + GetParam() + "`](library/" + GetParam() + ".yaml) |"));
}

INSTANTIATE_TEST_SUITE_P(Library, EveryScenario, testing::ValuesIn(names()), withUnderscores);

TEST(Library, HasTheScenariosThatItIsMeantToHave) {
  EXPECT_THAT(names(), testing::IsSupersetOf({"az-outage", "flash-crowd", "retry-storm", "closed-loop", "chain",
                                              "sticky-sessions", "mmc", "static-stability"}));
  EXPECT_GE(names().size(), 14u);
}

TEST(Library, IsShortWorkOnTheAverage) {
  std::uint64_t sum = 0;
  for (const std::string& name : names()) sum += libraryRun(name).events;
  EXPECT_LE(sum / names().size(), mostEventsOnAverage);
}

/// The examples of the README: those that begin with a version are whole scenarios, kept beside the library's.
TEST(Readme, ShowsScenariosThatLoad) {
  const std::string text = textOfFile("scenarios/README.md"), begin = "```yaml\nversion:";
  LoadOptions options;
  options.variable = [](const std::string&) { return std::nullopt; };
  int found = 0;
  for (std::size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 1), ++found) {
    const std::size_t from = at + 8;
    const std::string example = text.substr(from, text.find("```", from) - from);
    const Loaded loaded = loadText(example, libraryDirectory() + "/example.yaml", options);
    for (const Issue& issue : loaded.issues) ADD_FAILURE() << example << issue.place.line << ": " << issue.what;
  }
  EXPECT_GE(found, 4);
}

TEST(Readme, ShowsCommandsThatLoad) {
  std::istringstream lines(textOfFile("scenarios/README.md"));
  int found = 0;
  for (std::string line, command = "headroom run "; std::getline(lines, line);) {
    if (!line.starts_with(command)) continue;
    const std::string name = line.substr(command.size(), line.find(' ', command.size()) - command.size());
    if (!libraryFile(name)) continue;  // the reader's own first.yaml
    const auto options = optionsIn(line.substr(0, line.find('#')));
    const Loaded loaded = load(name, options.empty() ? LoadOptions{} : options.front());
    for (const Issue& issue : loaded.issues) ADD_FAILURE() << line << ": " << issue.what;
    ++found;
  }
  EXPECT_GE(found, 7);
}

/// Data that ships needs its source and its licence beside it.
TEST(Library, NamesSourceAndLicenceOfItsData) {
  const std::filesystem::path data = std::filesystem::path(libraryDirectory()) / "data";
  const std::string readme = textOfFile(data / "README.md");
  for (const auto& entry : std::filesystem::directory_iterator(data)) {
    const std::string name = entry.path().filename();
    if (entry.path().extension() != ".csv" && entry.path().extension() != ".txt") continue;
    EXPECT_THAT(readme, testing::HasSubstr("`" + name + "`"));
    EXPECT_THAT(textOfFile(entry.path()).substr(0, 400),
                testing::AllOf(testing::HasSubstr("# source: "), testing::HasSubstr("# licence: ")))
        << name;
  }
}

}  // namespace
}  // namespace headroom
