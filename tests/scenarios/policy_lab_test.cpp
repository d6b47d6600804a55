// `headroom policy`: what a policy would have decided on recorded observations. The examples of docs/policy-lab.md are
// what the page says they are, and bad input is refused with its place.
#include "scenarios/lab/replay_output.h"
#include "scenarios/render_issues.h"
#include "tests/text_of_file.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom::lab {
namespace {

namespace fs = std::filesystem;

struct Replayed {
  PolicyFile policy;
  std::vector<Evaluated> all;
};

Replayed example(const std::string& policy, const std::string& observations) {
  const auto file = readPolicy("docs/policy-lab/" + policy);
  EXPECT_TRUE(file.content) << renderIssues(file.issues, file.sources);
  const auto seen = readObservations("docs/policy-lab/" + observations, *file.content);
  EXPECT_TRUE(seen.content) << renderIssues(seen.issues, seen.sources);
  return {*file.content, replay(*file.content, *seen.content)};
}

Replayed asked(const std::string& policy, const std::string& observations) {
  const auto file = readPolicyText(policy, "policy.yaml");
  EXPECT_TRUE(file.content) << renderIssues(file.issues, file.sources);
  const auto seen = readObservationsText(observations, "seen.json", *file.content);
  EXPECT_TRUE(seen.content) << renderIssues(seen.issues, seen.sources);
  return {*file.content, replay(*file.content, *seen.content)};
}

/// Every ```text block of the page that follows a line `headroom policy A B` is what that prints.
TEST(PolicyLab, ThePageShowsWhatItsExamplesPrint) {
  std::istringstream page(textOfFile("docs/policy-lab.md"));
  std::string line, command;
  int shown = 0;
  while (std::getline(page, line)) {
    const std::string call = "headroom policy docs/policy-lab/";
    if (line.starts_with(call)) command = line.substr(call.size());
    if (line != "```text") continue;
    std::string block;
    while (std::getline(page, line) && line != "```") block += line + "\n";
    const auto space = command.find(" docs/policy-lab/");
    const Replayed r = example(command.substr(0, space), command.substr(space + 17));
    EXPECT_EQ(block, tableOf(r.policy, r.all)) << command;
    ++shown;
  }
  EXPECT_EQ(shown, 9);
}

TEST(PolicyLab, CsvAndJsonOfTheSameObservationsDecideTheSame) {
  const std::vector<Evaluated> json = example("hpa.yaml", "hpa.json").all, csv = example("hpa.yaml", "hpa.csv").all;
  ASSERT_EQ(csv.size(), 2u);
  for (std::size_t i = 0; i < csv.size(); ++i) {
    EXPECT_EQ(csv[i].after, json[i].after);
    EXPECT_EQ(csv[i].seen, json[i].seen);
    EXPECT_EQ(csv[i].reason, json[i].reason);
  }
}

TEST(PolicyLab, JsonIsVersionedAndUnknownIsNull) {
  const Replayed r = example("kpa.yaml", "kpa-averages.json");
  const auto json = nlohmann::json::parse(jsonOf(r.policy, r.all));
  EXPECT_EQ(json["schema"], 1);
  EXPECT_EQ(json["policy"], "kpa");
  EXPECT_EQ(json["decisions"][0]["after"], 13);
  EXPECT_EQ(json["decisions"][0]["panicking"], true);
  EXPECT_TRUE(json["decisions"].back()["seen"].is_null());
  EXPECT_EQ(json["decisions"].back()["limit"], "missing_data");
}

const std::string tens =
    "version: 1\nfleet: {min: 1, max: 100}\npolicy: {hpa: {metrics: [{metric: q, source: external, average_value: "
    "10}]}}\n";

TEST(PolicyLab, CountsThatAreNotGivenFollowTheDecisions) {
  const auto r = asked(tens, R"({"schema": 1, "observations": [
      {"time": 0, "current": 3, "metrics": {"q": 300}}, {"time": 15, "metrics": {"q": 300}},
      {"time": 30, "current": 8, "metrics": {"q": 300}}]})");
  ASSERT_EQ(r.all.size(), 3u);
  EXPECT_EQ(r.all[0].after, 6);
  EXPECT_EQ(r.all[1].before, 6);
  EXPECT_EQ(r.all[1].after, 12);
  EXPECT_EQ(r.all[2].before, 8) << "what was observed counts";
}

TEST(PolicyLab, EvaluationsThatChangeNothingForOneReasonAreOneRow) {
  const auto r = asked(tens, R"({"schema": 1, "observations": [
      {"time": 0, "current": 3, "metrics": {"q": 30}}, {"time": 15, "metrics": {"q": 29}},
      {"time": 30, "metrics": {"q": 28}}, {"time": 45, "metrics": {"q": 10}}, {"time": 60, "metrics": {"q": 11}}]})");
  ASSERT_EQ(r.all.size(), 2u);
  EXPECT_EQ(r.all[0].count, 3);
  EXPECT_EQ(r.all[0].reason, "tolerance");
  EXPECT_EQ(r.all[0].last, Instant::at(Duration::seconds(30)));
  EXPECT_EQ(r.all[1].count, 2);
  EXPECT_EQ(r.all[1].limit, "stabilisation");
  EXPECT_EQ(r.all[1].wanted, 1);
}

/// A delay of a metric is the policy's: a datapoint of 10:00 to 10:01 is used at 10:02.
TEST(PolicyLab, DatapointsAreUsedWhenTheirDelayIsOver) {
  const Replayed r = example("target-tracking.yaml", "target-tracking.csv");
  ASSERT_GE(r.all.size(), 1u);
  const std::int64_t start = 1'795'687'200;  // 2026-11-26T10:00:00Z
  EXPECT_EQ(r.all[0].first.ns() / 1'000'000'000 - start, 5 * 60);
  EXPECT_EQ(r.all[0].after, 7) << "⌈4 · 85 / 50⌉";
}

/// NNN-what.yaml is a policy; NNN-KIND-what.json or .csv observations for KIND.policy. The message's first line stands
/// in NNN-….txt, with FILE for the name.
std::vector<std::string> badPolicies() {
  std::vector<std::string> files;
  for (const auto& e : fs::directory_iterator("tests/bad/policies")) {
    const std::string kind = e.path().extension();
    if (kind == ".yaml" || kind == ".json" || kind == ".csv") files.push_back(e.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class BadPolicy : public ::testing::TestWithParam<std::string> {};

TEST_P(BadPolicy, IsRefusedWithItsPlace) {
  const fs::path file = GetParam();
  Issues issues;
  if (file.extension() == ".yaml") {
    const auto read = readPolicy(file.string());
    EXPECT_FALSE(read.content);
    issues = read.issues;
  } else {
    const std::string stem = file.stem().string(), kind = stem.substr(4, stem.find('-', 4) - 4);
    const auto policy = readPolicyText(textOfFile("tests/bad/policies/" + kind + ".policy"), "policy.yaml");
    ASSERT_TRUE(policy.content);
    const auto read = readObservations(file.string(), *policy.content);
    EXPECT_FALSE(read.content);
    issues = read.issues;
  }
  ASSERT_FALSE(issues.empty());
  EXPECT_GT(issues[0].place.line, 0);
  EXPECT_GT(issues[0].place.column, 0);
  std::string line = issueLine(issues[0]);
  for (std::size_t at; (at = line.find(file.string())) != std::string::npos;)
    line.replace(at, file.string().size(), "FILE");
  fs::path wanted = file;
  EXPECT_EQ(line + "\n", textOfFile(wanted.replace_extension(".txt")));
}

std::string nameOfPolicy(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = fs::path(info.param).stem().string();
  for (char& c : name)
    if (c == '-') c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(AllFiles, BadPolicy, ::testing::ValuesIn(badPolicies()), nameOfPolicy);

TEST(PolicyLab, AFileThatIsNotThereIsSaidSo) {
  const auto read = readPolicy("tests/bad/policies/none.yaml");
  EXPECT_FALSE(read.content);
  ASSERT_EQ(read.issues.size(), 1u);
  EXPECT_THAT(read.issues[0].what, ::testing::HasSubstr("there is no such file"));
}

}  // namespace
}  // namespace headroom::lab
