#include "analysis/trace/trace.h"

#include "analysis/trace/copy.h"
#include "analysis/trace/h5.h"
#include "analysis/trace/target.h"
#include "analysis/trace/trace_writer.h"
#include "sim/issue.h"
#include "tests/analysis/sample_run.h"
#include "tests/analysis/scratch.h"

#include <bit>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using testing::HasSubstr;

Provenance provenance() {
  return {"Evening peak", "2026-11-27T00:00:00Z", "0.1", 7, 2, {{"scenario", "version: 1\nname: ä\n"}, {"stage", ""}}};
}

TraceEnd ending(const std::string& status = "complete") {
  return {status,
          "0123abcd",
          "{\"availability\":1}",
          {{"availability", 1}, {"latency_s.p99", 0.25}, {"mttr", sample::unknown}}};
}

void writeTrace(const std::string& to, std::int64_t buckets, const TraceEnd& end = ending()) {
  TraceWriter writer(to, provenance());
  writer.announce(sample::announcement(buckets));
  sample::show(writer, 0, buckets, buckets);
  writer.finish(end);
}

bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

/// All numbers of the first `buckets` buckets are what sample_run.h says, to the bit.
void expectSample(const Trace& t, std::size_t buckets) {
  const Announcement a = sample::announcement(1);
  ASSERT_GE(t.buckets(), buckets);
  std::size_t offset = 0;
  for (const Series& s : a.series) {
    const std::size_t width = a.width(s);
    if (!width) continue;
    const auto read = t.series(s.name);
    ASSERT_EQ(read.size(), t.buckets() * width) << s.name;
    std::size_t wrong = 0;
    for (std::size_t k = 0; k < buckets; ++k)
      for (std::size_t i = 0; i < width; ++i)
        wrong += !same(read[k * width + i], sample::values(static_cast<std::int64_t>(k))[offset + i]);
    EXPECT_EQ(wrong, 0u) << s.name;
    offset += width;
  }
}

void expectRows(const Trace& t, std::size_t table,
                const std::function<std::vector<std::vector<double>>(std::int64_t)>& of) {
  const std::size_t rows = t.rows(table);
  for (std::size_t c = 0; c < t.announcement().tables[table].columns.size(); ++c) {
    const auto read = t.column(table, c);
    std::size_t wrong = 0, perBucket = of(0).size();
    for (std::size_t i = 0; i < rows; ++i)
      wrong += !same(read[i], of(static_cast<std::int64_t>(i / perBucket))[i % perBucket][c]);
    EXPECT_EQ(wrong, 0u) << t.announcement().tables[table].columns[c].name;
  }
}

TEST(Trace, EveryNumberComesBackToTheBit) {
  // 5,003 buckets: whole chunks and a rest in each series; 15,009 events likewise.
  const Scratch dir;
  writeTrace(dir / "run.h5", 5003);
  const Trace t(dir / "run.h5");
  EXPECT_EQ(t.buckets(), 5003u);
  expectSample(t, 5003);
  ASSERT_EQ(t.rows(0), 3 * 5003u);
  ASSERT_EQ(t.rows(1), 2 * 5003u);
  expectRows(t, 0, sample::events);
  expectRows(t, 1, sample::requests);
  const auto last = t.bounds(5002, 1);
  EXPECT_EQ(last, (std::vector<double>{50020, 50027})) << "the last bucket is three seconds shorter";
  EXPECT_EQ(t.series("requests_offered", 5000, 2), (std::vector<double>{500000, 500100}));
  EXPECT_TRUE(t.series("requests_offered", 6000, 2).empty());
}

TEST(Trace, TellsWhatWasAnnounced) {
  const Scratch dir;
  writeTrace(dir / "run.h5", 20);
  const Trace t(dir / "run.h5");
  const Announcement &was = sample::announcement(20), &is = t.announcement();
  EXPECT_EQ(is.sample, was.sample);
  EXPECT_EQ(is.duration, was.duration);
  ASSERT_EQ(is.axes.size(), 3u) << "an axis without labels is not in the file";
  EXPECT_EQ(is.axes[1].labels, was.axes[1].labels);
  EXPECT_EQ(is.axes[2].values, was.axes[2].values);
  ASSERT_EQ(is.series.size(), 5u) << "nor is a series over it";
  for (const Series& s : was.series) {
    const Series* read = t.find(s.name);
    if (s.name == "never") continue;
    ASSERT_TRUE(read) << s.name;
    EXPECT_EQ(read->unit, s.unit);
    EXPECT_EQ(read->sentence, s.sentence);
    EXPECT_EQ(read->axes, s.axes);
    EXPECT_EQ(read->cell, s.cell);
    EXPECT_EQ(read->flags, s.flags);
  }
  ASSERT_EQ(is.tables.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(is.tables[i].row, was.tables[i].row);
    EXPECT_EQ(is.tables[i].compress, was.tables[i].compress);
    ASSERT_EQ(is.tables[i].columns.size(), was.tables[i].columns.size());
    for (std::size_t c = 0; c < is.tables[i].columns.size(); ++c) {
      EXPECT_EQ(is.tables[i].columns[c].name, was.tables[i].columns[c].name);
      EXPECT_EQ(is.tables[i].columns[c].unit, was.tables[i].columns[c].unit);
      EXPECT_EQ(is.tables[i].columns[c].type, was.tables[i].columns[c].type);
      EXPECT_EQ(is.tables[i].columns[c].flags, was.tables[i].columns[c].flags);
    }
  }
  EXPECT_EQ(t.title(), "Evening peak");
  EXPECT_EQ(t.seed(), 7u);
  EXPECT_EQ(t.replica(), 2u);
  EXPECT_EQ(t.status(), "complete");
  EXPECT_EQ(t.fingerprint(), "0123abcd");
  EXPECT_EQ(t.text("scenario"), "version: 1\nname: ä\n");
  EXPECT_EQ(t.summaryJson(), "{\"availability\":1}");
}

TEST(Trace, IsTheSameBytesTwice) {
  const Scratch dir;
  writeTrace(dir / "a.h5", 300);
  writeTrace(dir / "b.h5", 300);
  EXPECT_EQ(dir.bytes("a.h5"), dir.bytes("b.h5"));
}

TEST(Trace, ShownWhileWrittenIsTheSameDataAndNotMuchLarger) {
  // Showing after each bucket writes thousands of partial chunks; none of that may be left in the file.
  const Scratch dir;
  writeTrace(dir / "plain.h5", 20000);
  {
    TraceWriter writer(dir / "live.h5", provenance(), std::chrono::milliseconds(0));
    writer.announce(sample::announcement(20000));
    sample::show(writer, 0, 20000, 20000);
    writer.finish(ending());
  }
  const Trace t(dir / "live.h5");
  expectSample(t, 20000);
  expectRows(t, 0, sample::events);
  EXPECT_LT(dir.bytes("live.h5").size(), dir.bytes("plain.h5").size() * 3 / 2 + (4u << 20));
}

TEST(Trace, ReplayedShowsTheSameRunAgain) {
  const Scratch dir;
  writeTrace(dir / "run.h5", 3000);
  {
    TraceWriter again(dir / "again.h5", provenanceOf(Trace(dir / "run.h5")));
    replay(Trace(dir / "run.h5"), again);
    again.finish(ending());
  }
  const Trace t(dir / "again.h5");
  EXPECT_EQ(t.buckets(), 3000u);
  expectSample(t, 3000);
  expectRows(t, 0, sample::events);
}

TEST(Trace, KeepsAllBitsOfASeed) {
  const Scratch dir;
  for (const std::uint64_t seed : {(1ull << 53) + 1, ~0ull}) {  // no double; no signed number
    Provenance p = provenance();
    p.seed = seed;
    TraceWriter writer(dir / "run.h5", p);
    writer.announce(sample::announcement(1));
    writer.finish(ending());
    EXPECT_EQ(Trace(dir / "run.h5").seed(), seed);
  }
}

TEST(Trace, PassesOverWhatSomebodyHasAdded) {
  const Scratch dir;
  writeTrace(dir / "run.h5", 10);
  const Announcement before = Trace(dir / "run.h5").announcement();
  const std::size_t rows = Trace(dir / "run.h5").rows(0);
  {
    const h5::Id file = h5::openFile(dir / "run.h5", h5::Open::modify);
    const double number = 1;
    h5::createFixed(file, "note", H5T_NATIVE_DOUBLE, {}, &number);
    h5::createTexts(file, "authors", {"a", "b"});
    const h5::Id group = h5::createGroup(file, "mine");
    h5::createText(group, "why", "because");
    h5::createFixed(h5::openGroup(file, "events"), "mean", H5T_NATIVE_DOUBLE, {}, &number);
  }
  const Trace t(dir / "run.h5");
  EXPECT_EQ(t.buckets(), 10u);
  EXPECT_EQ(t.announcement().series.size(), before.series.size());
  ASSERT_EQ(t.announcement().tables.size(), 2u);
  EXPECT_EQ(t.announcement().tables[0].columns.size(), before.tables[0].columns.size());
  EXPECT_EQ(t.rows(0), rows);
}

TEST(Trace, RunWithoutBucketsIsATrace) {
  const Scratch dir;
  writeTrace(dir / "run.h5", 0);
  const Trace t(dir / "run.h5");
  EXPECT_EQ(t.buckets(), 0u);
  EXPECT_TRUE(t.series("requests_offered").empty());
}

TEST(Trace, InterruptedRunBearsItsStatus) {
  const Scratch dir;
  writeTrace(dir / "run.h5", 10, ending("interrupted"));
  EXPECT_EQ(Trace(dir / "run.h5").status(), "interrupted");
  EXPECT_FALSE(dir.has("run.h5.part"));
}

TEST(Trace, AbandonedLeavesAPartThatIsRecovered) {
  const Scratch dir;
  {
    TraceWriter writer(dir / "run.h5", provenance());
    writer.announce(sample::announcement(100));
    sample::show(writer, 0, 40, 100);
  }
  EXPECT_FALSE(dir.has("run.h5"));
  const std::string before = dir.bytes("run.h5.part");
  EXPECT_EQ(recoverTrace(dir / "run.h5.part", dir / "run.h5"), 40u);
  EXPECT_EQ(dir.bytes("run.h5.part"), before) << "the source is not touched";
  const Trace t(dir / "run.h5");
  EXPECT_EQ(t.status(), "recovered");
  EXPECT_EQ(t.title(), "Evening peak");
  EXPECT_EQ(t.version(), "0.1");
  EXPECT_EQ(t.replica(), 2u);
  expectSample(t, 40);
  EXPECT_EQ(t.rows(0), 120u);
}

TEST(Trace, PartOfAnEarlierRunIsMovedAside) {
  const Scratch dir;
  dir.put("run.h5.part", "old");
  dir.put("run.h5.part.1", "older");
  writeTrace(dir / "run.h5", 3);
  EXPECT_EQ(dir.bytes("run.h5.part.1"), "older");
  EXPECT_EQ(dir.bytes("run.h5.part.2"), "old");
}

TEST(Trace, SecondWriterOfTheSameTargetIsRefused) {
  const Scratch dir;
  TraceWriter first(dir / "run.h5", provenance());
  first.announce(sample::announcement(3));
  TraceWriter second(dir / "run.h5", provenance());
  try {
    second.announce(sample::announcement(3));
    FAIL() << "two writers of one file";
  } catch (const Failure& e) {
    EXPECT_THAT(e.what(), HasSubstr("another run is writing it"));
  }
  const auto issue = checkTarget(dir / "run.h5", false, true);
  ASSERT_TRUE(issue);
  EXPECT_EQ(issue->what, "another run is writing it");
}

TEST(Target, NothingOfTheUsersIsReplacedByAccident) {
  const Scratch dir;
  writeTrace(dir / "trace.h5", 2);
  dir.put("letter.h5", "dear");
  EXPECT_FALSE(checkTarget(dir / "new.h5", false, false));
  EXPECT_FALSE(checkTarget(dir / "trace.h5", false, false)) << "without -o a trace is replaced";
  EXPECT_TRUE(checkTarget(dir / "trace.h5", true, false)) << "a named file needs --force";
  EXPECT_TRUE(checkTarget(dir / "letter.h5", false, false)) << "and so does what is no trace";
  EXPECT_FALSE(checkTarget(dir / "letter.h5", false, true));
  EXPECT_TRUE(checkTarget(dir / "no/such/run.h5", false, true));
  EXPECT_TRUE(checkTarget(dir / ".", false, true));
}

TEST(Trace, WhatIsNoTraceIsRefusedInASentence) {
  const Scratch dir;
  dir.put("letter.h5", "dear");
  EXPECT_THROW(Trace(dir / "letter.h5"), Failure);
  EXPECT_THROW(Trace(dir / "none.h5"), Failure);
  EXPECT_THROW(recoverTrace(dir / "letter.h5", dir / "out.h5"), Failure);
  EXPECT_FALSE(dir.has("out.h5"));
}

TEST(Trace, UnwritableDirectoryIsAFailureWithTheReason) {
  TraceWriter writer("/proc/no-such/run.h5", provenance());
  try {
    writer.announce(sample::announcement(3));
    FAIL();
  } catch (const Failure& e) {
    EXPECT_THAT(e.what(), HasSubstr("No such file or directory"));
  }
}

}  // namespace
}  // namespace headroom
