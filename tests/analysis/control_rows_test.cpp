// Rows of the control plane come back from a trace as they were written: words for codes, unknowns as promised.
#include "analysis/trace/control_rows.h"

#include "analysis/trace/trace_writer.h"
#include "sim/issue.h"
#include "tests/analysis/sample_run.h"
#include "tests/analysis/scratch.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

Announcement announcement(std::vector<Table> tables) {
  Announcement a;
  a.sample = a.duration = Duration::seconds(10);
  a.series = {{"requests_offered", "1", "Requests offered.", {}, Cell::sum, {}}};
  a.tables = std::move(tables);
  return a;
}

Table decisionTable() {
  using T = ColumnType;
  const auto number = [](const char* name) { return Column{name, "1", "A number.", T::i8, {}}; };
  const auto time = [](const char* name) { return Column{name, "s", "A time.", T::f8, {}}; };
  return {"decisions",
          "decision",
          "Decisions.",
          {number("id"),
           time("time"),
           Column{"service", "1", "Index.", T::i4, {}},
           Column{"policy", "1", "Number.", T::i4, {}},
           Column{"trigger", "1", "What.", T::u1, {"alarm", "period"}},
           Column{"metric", "1", "What.", T::u1, {"cpu", "memory"}},
           Column{"seen", "1", "Value.", T::f8, {}},
           time("period_end"),
           Column{"threshold", "1", "Value.", T::f8, {}},
           Column{"alarm", "1", "State.", T::u1, {"ok", "alarm"}},
           number("n_counted"),
           number("n_in_service"),
           number("n_pending"),
           number("desired_before"),
           number("wanted"),
           number("desired_after"),
           Column{"limit", "1", "What bound it.", T::u1, {"none", "min"}},
           time("first"),
           time("last"),
           number("count")},
          true};
}

void write(const std::string& to, const Announcement& a, const std::vector<std::vector<double>>& rows) {
  TraceWriter writer(to, {"Rows", "2026-11-27T00:00:00Z", "0.1", 1, 0, {}});
  writer.announce(a);
  for (const auto& row : rows) writer.row(0, row);
  writer.bucket(Instant(), Instant::at(a.duration), std::vector<double>{1});
  writer.finish({"complete", "0123abcd", "{}", {}});
}

TEST(ControlRows, ADecisionComesBackWithWordsForItsCodes) {
  const Scratch dir;
  const double nan = sample::unknown;
  write(dir / "run.h5", announcement({decisionTable()}),
        {{3, 7, 0, 1, 0, 1, 0.4, 6, 0.5, 1, 4, 5, 6, 5, 3, 4, 1, 7, 9, 2},
         {4, 8, 0, 1, 1, 255, nan, nan, nan, 0, 4, 5, 6, 5, 5, 5, 0, 8, 8, 1}});
  const auto rows = decisionRows(Trace(dir / "run.h5"));
  ASSERT_EQ(rows.size(), 2u);
  const DecisionRow& d = rows[0];
  EXPECT_EQ(d.id, 3);
  EXPECT_EQ(d.policy, 1);
  EXPECT_EQ(d.trigger, "alarm");
  EXPECT_EQ(d.metric, "memory");
  EXPECT_EQ(d.alarm, "alarm");
  EXPECT_EQ(d.limit, "min");
  EXPECT_EQ(std::vector({d.time, d.seen, d.periodEnd, d.threshold, d.first, d.last}),
            std::vector({7.0, 0.4, 6.0, 0.5, 7.0, 9.0}));
  EXPECT_EQ(std::vector({d.counted, d.inService, d.pending, d.before, d.wanted, d.after, d.count}),
            (std::vector<std::int64_t>{4, 5, 6, 5, 3, 4, 2}));
  EXPECT_TRUE(d.changed());
  EXPECT_EQ(rows[1].metric, "") << "an autoscaler of pods reads none of these";
  EXPECT_TRUE(std::isnan(rows[1].seen));
  EXPECT_FALSE(rows[1].changed());
}

TEST(ControlRows, ATraceWithoutTheTableOrAColumnIsRefusedByName) {
  const auto refusal = [](const std::string& file) -> std::string {
    try {
      decisionRows(Trace(file));
    } catch (const Failure& e) {
      return e.what();
    }
    return "none";
  };
  const Scratch dir;
  write(dir / "none.h5", announcement({}), {});
  EXPECT_THAT(refusal(dir / "none.h5"), testing::HasSubstr("no table `decisions`"));
  Table table = decisionTable();
  std::erase_if(table.columns, [](const Column& c) { return c.name == "limit"; });
  write(dir / "old.h5", announcement({table}), {});
  EXPECT_THAT(refusal(dir / "old.h5"), testing::HasSubstr("no column `limit`"));
}

}  // namespace
}  // namespace headroom
