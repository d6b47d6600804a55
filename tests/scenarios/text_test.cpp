// Texts as such: encodings, sizes, what is no file, and how problems are shown.
#include "scenarios/load.h"
#include "scenarios/render_issues.h"
#include "tests/analysis/scratch.h"

#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

const std::string smallText = "version: 1\nservices: {web: {}}\n";

std::string firstSaid(const Loaded& l) { return l.issues.empty() ? "" : issueLine(l.issues[0]); }

TEST(Text, AByteOrderMarkAndMixedLineEndsAreFine) {
  EXPECT_TRUE(loadText("\xEF\xBB\xBF" + smallText, "x.yaml").ok());
  const Loaded l = loadText("version: 1\r\nservices: {web: {}}\nduration: 40\r\n", "x.yaml");
  EXPECT_EQ(firstSaid(l), "x.yaml:3:11: error: `duration`: `40` has no unit");
  EXPECT_TRUE(loadText("version: 1\nservices: {web: {}}", "x.yaml").ok()) << "no line end at the end";
}

TEST(Text, ColumnsCountCharactersNotBytes) {
  const Loaded l = loadText(smallText + "about: {ünïcödé: 1}\n", "x.yaml");
  EXPECT_EQ(firstSaid(l), "x.yaml:3:8: error: `about`: a mapping cannot stand here");
  const Loaded m = loadText("version: 1\nservices: {web: {fleet: {\"größe\": 1, mni: 2}}}\n", "x.yaml");
  ASSERT_EQ(m.issues.size(), 2u);
  EXPECT_EQ(m.issues[1].place.column, 38) << "one column for each of ö and ß";
}

TEST(Text, AllProblemsAreSaidAtOnceInOrder) {
  const Loaded l =
      loadText("version: 1\nduration: 40\nregion: {zoness: [a]}\nservices: {web: {fleet: {min: x}}}\n", "x.yaml");
  ASSERT_EQ(l.issues.size(), 3u) << renderIssues(l.issues, l.sources);
  EXPECT_EQ(l.issues[0].place.line, 2);
  EXPECT_EQ(l.issues[1].hint, "did you mean `zones`?");
  EXPECT_EQ(l.issues[2].place.line, 4);
}

TEST(Text, WhatIsNoFileIsRefusedAtOnce) {
  const Scratch scratch;
  EXPECT_THAT(firstSaid(load(scratch / "nowhere.yaml")), HasSubstr("there is no such file"));
  EXPECT_THAT(firstSaid(load(scratch.path())), HasSubstr("this is a directory"));
  EXPECT_THAT(firstSaid(load("/dev/zero")), HasSubstr("this is not a file"));
  EXPECT_THAT(firstSaid(load("https://example.org/a.yaml")), HasSubstr("not addresses"));
  ::mkfifo((scratch / "pipe").c_str(), 0600);
  EXPECT_THAT(firstSaid(load(scratch / "pipe")), HasSubstr("there is nothing in it")) << "a pipe without a writer";
}

TEST(Text, APipeWithASlowWriterIsRead) {
  const Scratch scratch;
  const std::string pipe = scratch / "pipe";
  ::mkfifo(pipe.c_str(), 0600);
  std::thread writer([&] {
    std::ofstream out(pipe);  // opens as soon as the reader does
    ::usleep(50'000);
    out << smallText;
  });
  Loaded l;
  for (int i = 0; i < 100 && !l.ok(); ++i) {  // until the writer has opened its end, the pipe is empty
    l = load(pipe);
    ::usleep(1'000);
  }
  writer.join();
  EXPECT_TRUE(l.ok()) << firstSaid(l);
}

TEST(Text, TooLargeAFileIsNotRead) {
  const Scratch scratch;
  const std::string file = scratch / "huge.yaml";
  std::ofstream(file) << "version: 1\n";
  fs::resize_file(file, 1u << 30);  // sparse
  EXPECT_THAT(firstSaid(load(file)), HasSubstr("larger than 8 MiB"));
  EXPECT_THAT(firstSaid(loadText(std::string(9u << 20, ' '), "x.yaml")), HasSubstr("larger than 8 MiB"));
}

TEST(Text, ThousandsOfUnnamedElementsAreNamedInLinearTime) {
  std::string text = smallText + "faults:\n";
  for (int i = 0; i < 20'000; ++i) text += "- zone_outage: {zone: a, at: 1min}\n";
  const Loaded l = loadText(text, "x.yaml");
  ASSERT_TRUE(l.ok()) << firstSaid(l);
  EXPECT_EQ(l.spec->faults.back().name, "zone_outage-20000");
}

TEST(Render, ShowsTheLineWithAMarkUnderThePlace) {
  const Loaded l = loadText(smallText + "duration: 40\n", "x.yaml");
  EXPECT_EQ(renderIssues(l.issues, l.sources),
            "x.yaml:3:11: error: `duration`: `40` has no unit\n"
            "  3 | duration: 40\n"
            "    |           ^ a duration, as `250ms`, `90s`, `1h30min`\n"
            "    = write `40ms`, `40s` or `40min`\n");
}

TEST(Render, LongLinesAreCutAroundThePlaceAndManyIssuesCounted) {
  std::string text = smallText + "about: {" + std::string(500, ' ') + "}\nduration: " + std::string(300, ' ') + "40\n";
  const Loaded l = loadText(text, "x.yaml");
  const std::string shown = renderIssues(l.issues, l.sources, false, 1);
  EXPECT_THAT(shown, HasSubstr("… and 1 more"));
  std::size_t longest = 0;
  for (std::size_t from = 0, to; (to = shown.find('\n', from)) != std::string::npos; from = to + 1)
    longest = std::max(longest, to - from);
  EXPECT_LT(longest, 160u);
}

TEST(Render, ControlCharactersOfTheInputNeverReachTheTerminal) {
  const Loaded l = loadText("version: 1\nname: \x1b]0;owned\x07\n", "evil\x1b[2J.yaml");
  for (const auto& i : l.issues) EXPECT_EQ(i.what.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace headroom
