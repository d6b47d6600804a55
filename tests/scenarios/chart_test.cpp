// Figures of a trace, from the command line.
#include "tests/scenarios/shell.h"
#include "tests/text_of_file.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Chart : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new Scratch;
    ASSERT_EQ(inShell("headroom run -q crashes -o " + trace() + " >/dev/null").code % 3, 0);
  }
  static void TearDownTestSuite() { delete folder_; }
  static std::string trace() { return *folder_ / "run.h5"; }
  static ShellAnswer chart(const std::string& options) {
    return inShell("cd " + folder_->path() + " && headroom chart run.h5 " + options + " 2>&1");
  }
  static Scratch* folder_;
};
Scratch* Chart::folder_ = nullptr;

TEST_F(Chart, IsTheSameFileTwice) {
  ASSERT_EQ(chart("--series requests_served,workers_desired -o a.svg").code, 0);
  ASSERT_EQ(chart("--series requests_served,workers_desired -o b.svg").code, 0);
  EXPECT_EQ(textOfFile(*folder_ / "a.svg"), textOfFile(*folder_ / "b.svg"));
  EXPECT_THAT(textOfFile(*folder_ / "a.svg"), StartsWith("<svg xmlns="));
}

TEST_F(Chart, APictureIsMadeByTheLibraryOfTheDesktop) {
  ASSERT_EQ(chart("--series requests_served -o c.png").code, 0);
  EXPECT_THAT(textOfFile(*folder_ / "c.png"), StartsWith("\x89PNG"));
  const ShellAnswer without = inShell("cd " + folder_->path() +
                                      " && HEADROOM=$(command -v headroom) && PATH=/nowhere $HEADROOM chart run.h5 "
                                      "--series requests_served -o d.png 2>&1");
  EXPECT_EQ(without.code, 2);
  EXPECT_THAT(without.text, HasSubstr("install librsvg2-bin"));
}

TEST_F(Chart, WhatIsWrongIsSaidWithAHint) {
  EXPECT_THAT(chart("--series requests_servd -o x.svg").text, HasSubstr("did you mean `requests_served`?"));
  EXPECT_THAT(chart("--series requests_served -o x.gif").text, HasSubstr("neither .svg nor .png"));
  EXPECT_THAT(chart("--series requests_served --from 1h --to 30min -o x.svg").text, HasSubstr("no time between"));
  EXPECT_THAT(chart("--series requests_served --from soon -o x.svg").text, HasSubstr("--from: "));
  ASSERT_EQ(chart("--series requests_served -o once.svg").code, 0);
  const ShellAnswer again = chart("--series requests_served -o once.svg");
  EXPECT_EQ(again.code, 2);
  EXPECT_THAT(again.text, HasSubstr("--force"));
}

TEST_F(Chart, OfTheWindowIsAskedForByItsName) {
  ASSERT_EQ(chart("--charts requests,latency --from 1min --to 2min -o w.svg").code, 0);
  EXPECT_THAT(textOfFile(*folder_ / "w.svg"), HasSubstr(">Latency"));
  ASSERT_EQ(chart("--charts requests -o w.csv").code, 0);
  EXPECT_THAT(textOfFile(*folder_ / "w.csv"), HasSubstr("\ntime,seconds,Requests: "));
  EXPECT_THAT(chart("--charts request -o x.svg").text, HasSubstr("did you mean `requests`?"));
  EXPECT_THAT(chart("--charts requests --zone z9 -o x.svg").text, HasSubstr("no zone `z9`"));
  EXPECT_EQ(chart("--charts requests --series requests_served -o x.svg").code, 2);
  EXPECT_EQ(chart("-o x.svg").code, 2);
}

/// Prometheus' own parser is strict about order, names, units and time stamps.
TEST_F(Chart, AStoreOfTimeSeriesReadsTheExport) {
  const ShellAnswer read =
      inShell("cd " + folder_->path() +
              " && headroom export run.h5 --as openmetrics | /usr/bin/python3 -c \"import sys; from "
              "prometheus_client.openmetrics.parser import text_string_to_metric_families as f; "
              "print(sum(len(m.samples) for m in f(sys.stdin.read())) > 1000)\" 2>&1");
  EXPECT_EQ(read.text, "True\n");
}

}  // namespace
}  // namespace headroom
