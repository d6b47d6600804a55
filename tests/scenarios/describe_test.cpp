#include "scenarios/describe.h"

#include "scenarios/library.h"
#include "scenarios/load.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using ::testing::HasSubstr;

TEST(Describe, EveryKeyHasASentenceAndASnakeCaseName) {
  for (const auto& t : topics()) {
    EXPECT_FALSE(t.sentence.empty()) << t.name;
    std::set<std::string> names;
    for (const auto& f : t.fields) {
      EXPECT_TRUE(names.insert(f.name).second) << t.name << "." << f.name << " twice";
      EXPECT_TRUE(f.sentence.ends_with(".") || f.sentence.ends_with("?"))
          << t.name << "." << f.name << ": " << f.sentence;
      EXPECT_EQ(f.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789"), std::string::npos) << f.name;
      EXPECT_FALSE(f.value.empty()) << t.name << "." << f.name;
    }
  }
}

TEST(Describe, DefaultsAreThoseOfTheSpecs) {
  const std::string fleet = describe("fleet", DescribeAs::text).value();
  EXPECT_THAT(fleet, HasSubstr("default 5min"));  // FleetSpec::drain
  EXPECT_THAT(describe("services.web.fleet.min", DescribeAs::text).value(), HasSubstr("at least 0"));
  EXPECT_THAT(describe("zone_outage", DescribeAs::text).value(), HasSubstr("required"));
}

TEST(Describe, AnUnknownWordGetsTheNearestOne) {
  EXPECT_FALSE(describe("zone_outag", DescribeAs::text));
  EXPECT_EQ(describeHint("zone_outag"), "did you mean `zone_outage`?");
}

TEST(Describe, JsonIsOneDocumentWithItsVersion) {
  const auto j = nlohmann::json::parse(describe("", DescribeAs::json).value());
  EXPECT_EQ(j["schema"], 1);
  EXPECT_EQ(j["topics"].size(), topics().size());
}

/// An editor's judgement and ours agree on what is sound: needs Debian's python3-jsonschema and python3-yaml.
TEST(Schema, SoundScenariosAreValid) {
  if (std::system("/usr/bin/python3 -c 'import jsonschema, yaml' 2>/dev/null") != 0)
    GTEST_SKIP() << "no python3-jsonschema";
  const auto file =
      std::filesystem::temp_directory_path() / ("headroom-schema-" + std::to_string(::getpid()) + ".json");
  std::ofstream(file) << jsonSchema();
  std::string files =
      " tests/scenarios/data/evening-peak.yaml tests/scenarios/data/extends.yaml tests/scenarios/data/short-forms.yaml";
  for (const auto& s : libraryScenarios()) files += " " + s.file;
  EXPECT_EQ(std::system(("/usr/bin/python3 tests/scenarios/schema_check.py " + file.string() + files).c_str()), 0);
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace headroom
