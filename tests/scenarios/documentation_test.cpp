// What the documentation shows is what the program says and does.
#include "scenarios/describe.h"
#include "scenarios/load.h"
#include "scenarios/run/expect.h"
#include "scenarios/run/run.h"
#include "tests/no_progress.h"
#include "tests/scenarios/shell.h"
#include "tests/text_of_file.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

/// The lines of a text without what follows ` # ` and without empty lines: README explains a scenario line by line.
std::string withoutComments(const std::string& text) {
  std::istringstream in(text);
  std::string out;
  for (std::string line; std::getline(in, line);) {
    line = line.substr(0, line.find("# "));
    line.erase(line.find_last_not_of(' ') + 1);
    if (!line.empty()) out += line + "\n";
  }
  return out;
}

std::string firstYamlBlock(const std::string& text) {
  const std::string fence = "```yaml\n";
  const auto begin = text.find(fence) + fence.size();
  return text.substr(begin, text.find("```", begin) - begin);
}

TEST(Documentation, TheReferenceIsWhatDescribeSays) {
  EXPECT_TRUE(textOfFile("docs/reference.md") == describe("", DescribeAs::markdown).value())
      << "run: build/dev/bin/headroom describe --markdown > docs/reference.md";
}

TEST(Documentation, TheScenarioInTheReadmeIsTheFileBesideIt) {
  EXPECT_EQ(withoutComments(firstYamlBlock(textOfFile("README.md"))),
            withoutComments(textOfFile("docs/first-scenario.yaml")));
}

TEST(Documentation, TheFirstScenarioRunsAndKeepsItsPromises) {
  const Loaded loaded = load("docs/first-scenario.yaml");
  ASSERT_TRUE(loaded.ok());
  EXPECT_TRUE(loaded.issues.empty());
  NoProgress quiet;
  const RunResult result = runOnce(compile(*loaded.spec), 1, 0, {}, quiet);
  const auto verdicts = judge(loaded.spec->expect, [&](const std::string& path) { return result.summary[path]; });
  ASSERT_FALSE(verdicts.empty());
  for (const Verdict& v : verdicts) EXPECT_TRUE(v.met) << v.metric << " " << v.wanted << ": " << v.got;
}

/// The answer of the page, but how long it took.
TEST(Documentation, ThePlanOnItsPageIsWhatTheProgramSays) {
  const std::string page = textOfFile("docs/planning.md");
  const std::string command = "headroom plan docs/planning.yaml\n\n";
  const auto begin = page.find(command);
  ASSERT_NE(begin, std::string::npos);
  const auto wall = [](const std::string& text) { return text.substr(0, text.rfind(';')); };
  const auto from = begin + command.size();
  const ShellAnswer said = inShell("headroom plan docs/planning.yaml -q");
  EXPECT_EQ(said.code, 0);
  EXPECT_EQ(wall(page.substr(from, page.find("```", from) - from)), wall(said.text));
}

/// README says that round robin loses far fewer requests in it than least outstanding does.
TEST(Documentation, LeastOutstandingIsDrawnToWorkersThatFailFast) {
  const auto failedWith = [](const std::string& policy) {
    LoadOptions options;
    options.sets = {"services.web.balancer.policy=" + policy};
    NoProgress quiet;
    const RunResult result = runOnce(compile(*load("docs/first-scenario.yaml", options).spec), 1, 0, {}, quiet);
    return result.summary["requests.failed"];
  };
  EXPECT_GT(failedWith("least_outstanding"), 5 * failedWith("round_robin"));
}

}  // namespace
}  // namespace headroom
