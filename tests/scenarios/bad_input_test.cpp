// Every file of tests/bad is refused, with the message that stands beside it: NNN-name.yaml, NNN-name.txt.
#include "scenarios/load.h"
#include "scenarios/render_issues.h"
#include "tests/text_of_file.h"
#include "tests/with_underscores.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include <gtest/gtest.h>

namespace headroom {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> badFiles() {
  std::vector<std::string> files;
  for (const auto& e : fs::directory_iterator("tests/bad"))
    if (e.path().extension() == ".yaml") files.push_back(e.path().stem().string());
  std::sort(files.begin(), files.end());
  return files;
}

/// "tests/bad/x.yaml:1:2: error: …" with FILE for its name, since messages are the same wherever the files lie.
std::string firstError(const Loaded& l, const std::string& file) {
  const auto i = std::find_if(l.issues.begin(), l.issues.end(),
                              [](const Issue& x) { return x.severity == Issue::Severity::error; });
  if (i == l.issues.end()) return "";
  std::string line = issueLine(*i);
  for (std::size_t at; (at = line.find(file)) != std::string::npos;) line.replace(at, file.size(), "FILE");
  return line;
}

class BadInput : public ::testing::TestWithParam<std::string> {};

TEST_P(BadInput, IsRefusedWithItsPlaceAndQuickly) {
  const std::string file = "tests/bad/" + GetParam() + ".yaml";
  const auto begin = std::chrono::steady_clock::now();
  const Loaded l = load(file);
  const auto took = std::chrono::steady_clock::now() - begin;
  std::string wanted = textOfFile("tests/bad/" + GetParam() + ".txt");
  while (wanted.ends_with('\n')) wanted.pop_back();
  EXPECT_FALSE(l.ok());
  EXPECT_EQ(firstError(l, file), wanted) << renderIssues(l.issues, l.sources);
  EXPECT_LT(took, std::chrono::seconds(5)) << "a minute's work for an attacker must not be an hour's for us";
  for (const auto& i : l.issues) {
    EXPECT_FALSE(i.place.file.empty()) << i.what;
    EXPECT_GT(i.place.line, 0) << i.what;
    EXPECT_LT(i.what.size(), 400u) << i.what;
    for (const char c : i.what) EXPECT_GE(static_cast<unsigned char>(c), 0x20) << "a control character in a message";
  }
}

INSTANTIATE_TEST_SUITE_P(AllFiles, BadInput, ::testing::ValuesIn(badFiles()), withUnderscores);

TEST(BadInputs, ThereAreMany) { EXPECT_GE(badFiles().size(), 180u); }

}  // namespace
}  // namespace headroom
