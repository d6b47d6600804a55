// What the program says on the command line: `describe`, `schema`, and the way out of a mistake.
#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Answer {
  int code = -1;
  std::string text;
};

/// Runs the program, which is built beside the tests. `what`: arguments and redirections, as for a shell.
Answer headroom(const std::string& what) {
  const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "headroom";
  Answer answer;
  FILE* pipe = popen(("'" + program.string() + "' " + what).c_str(), "r");
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) answer.text.append(buffer.data(), n);
  answer.code = pclose(pipe) / 256;
  return answer;
}

TEST(CommandLine, DescribeSaysWhatAScenarioMaySay) {
  const Answer answer = headroom("describe zone_outage");
  EXPECT_EQ(answer.code, 0);
  EXPECT_THAT(answer.text, StartsWith("zone_outage: "));
  EXPECT_THAT(headroom("describe").text, HasSubstr("faults: zone_outage"));
  EXPECT_THAT(headroom("describe --markdown").text, HasSubstr("### `zone_outage`"));
  EXPECT_EQ(nlohmann::json::parse(headroom("describe fleet --json").text)["schema"], 1);
}

TEST(CommandLine, DescribeOfAnUnknownWordNamesTheNearestAndIsBadUsage) {
  const Answer answer = headroom("describe zone_outag 2>&1 >/dev/null");
  EXPECT_EQ(answer.code, 2);
  EXPECT_THAT(answer.text, HasSubstr("did you mean `zone_outage`?"));
  EXPECT_EQ(headroom("describe --json --markdown 2>/dev/null").code, 2);
}

TEST(CommandLine, SchemaIsOneJsonDocument) {
  const Answer answer = headroom("schema");
  EXPECT_EQ(answer.code, 0);
  EXPECT_EQ(nlohmann::json::parse(answer.text)["title"], "A scenario of Headroom");
}

TEST(CommandLine, AMistakeEndsWithTheWayOut) {
  const Answer command = headroom("rnu 2>&1");
  EXPECT_EQ(command.code, 2);
  EXPECT_THAT(command.text, HasSubstr("there is no command `rnu`"));
  EXPECT_THAT(command.text, HasSubstr("did you mean `run`?"));
  EXPECT_THAT(headroom("scenarios show 2>&1").text, HasSubstr("try `headroom scenarios show --help`"));
  const Answer nothing = headroom("2>&1");
  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(nothing.text, HasSubstr("demo"));
}

TEST(CommandLine, AMissingTraceIsBadInput) {
  for (const char* command : {"info", "export", "recover", "run --from"}) {
    const Answer answer = headroom(std::string(command) + " /nowhere/run.h5 2>&1");
    EXPECT_EQ(answer.code, 2) << command;
    EXPECT_THAT(answer.text, HasSubstr("there is no file /nowhere/run.h5")) << command;
  }
}

/// The data of a library scenario are found again although the trace lies elsewhere.
TEST(CommandLine, ATraceOfALibraryScenarioIsRepeatedFromAnyDirectory) {
  const auto directory = std::filesystem::temp_directory_path() / ("headroom-from-" + std::to_string(::getpid()));
  std::filesystem::create_directory(directory);
  const std::string trace = (directory / "first.h5").string();
  ASSERT_EQ(headroom("run az-outage --set duration=20min --set 'faults=null' --set 'expect=null' -q -o " + trace +
                     " >/dev/null")
                .code,
            0);
  const auto first = nlohmann::json::parse(headroom("info --json " + trace).text);
  const auto again = nlohmann::json::parse(headroom("run -q --no-trace --json --from " + trace).text);
  EXPECT_EQ(first["fingerprint"], again["fingerprint"]);
  std::filesystem::remove_all(directory);
}

}  // namespace
