#include "analysis/figure/trace_lines.h"

#include "analysis/trace/trace_writer.h"
#include "tests/analysis/sample_run.h"
#include "tests/analysis/scratch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;

class TraceLines : public testing::Test {
 protected:
  TraceLines() {
    TraceWriter writer(dir_ / "run.h5", {"t", "2026-11-27T00:00:00Z", "0.1", 7, 2, {}});
    writer.announce(sample::announcement(100));
    sample::show(writer, 0, 100, 100);
    writer.finish({"complete", "0123abcd", "{}", {}});
  }
  AskedLines asked(const std::string& text, double from = 0, double until = 1000) {
    return linesOf(Trace(dir_ / "run.h5"), text, from, until);
  }

 private:
  Scratch dir_;
};

TEST_F(TraceLines, CountsAreShownForASecond) {
  // Bucket k counts 100 k in 10 s; the last one is 7 s long.
  const AskedLines a = asked("requests_offered");
  EXPECT_EQ(a.unit, "1/s");
  ASSERT_EQ(a.lines.size(), 1u);
  EXPECT_DOUBLE_EQ(a.lines[0].value[5], 50);
  EXPECT_DOUBLE_EQ(a.lines[0].value[99], 9900 / 7.0);
  EXPECT_DOUBLE_EQ(a.lines[0].time[100], 997);
}

TEST_F(TraceLines, LabelsPickAndWhatIsNotNamedIsALineEach) {
  // Bucket 3: web a, b, regional: 3, 4, 0; päckchen a, b, regional: 1, 9, unknown.
  const AskedLines all = asked("workers_in_service");
  std::vector<std::string> labels;
  for (const FigureLine& l : all.lines) labels.push_back(l.label);
  EXPECT_THAT(labels, ElementsAre("web a", "web b", "päckchen a", "päckchen b")) << "nothing is regional";
  EXPECT_THAT(asked("workers_in_service[päckchen;b]").lines.at(0).value.at(3), DoubleEq(9));
  EXPECT_THAT(asked("workers_in_service[b;päckchen]").lines.at(0).value.at(3), DoubleEq(9));
  EXPECT_THAT(asked("request_latency[0.5]").lines.at(0).value.at(3), DoubleEq(0.01 + 3 / 1e6));
}

TEST_F(TraceLines, SumAddsUpWhatIsKnown) {
  EXPECT_THAT(asked("workers_in_service[web;sum]").lines.at(0).value.at(3), DoubleEq(7));
  EXPECT_THAT(asked("workers_in_service[sum]").lines.at(0).value.at(3), DoubleEq(3 + 4 + 0 + 1 + 9));
}

TEST_F(TraceLines, OnlyTheSpanIsRead) {
  const AskedLines a = asked("requests_offered", 25, 41);
  EXPECT_THAT(a.lines.at(0).time, ElementsAre(20, 30, 40, 50));
  EXPECT_THAT(a.lines.at(0).value, ElementsAre(20, 30, 40));
}

TEST_F(TraceLines, WhatIsNotThereIsSaid) {
  EXPECT_THAT(asked("requests_offred").error, HasSubstr("no series `requests_offred`"));
  EXPECT_THAT(asked("workers_in_service[d]").error, HasSubstr("`d` is no label of workers_in_service"));
  EXPECT_THAT(asked("workers_in_service[d]").hint, HasSubstr("service: web, päckchen; zone: a, b, regional"));
  EXPECT_TRUE(asked("never").lines.empty());
}

}  // namespace
}  // namespace headroom
