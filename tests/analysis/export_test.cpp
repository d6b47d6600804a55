#include "analysis/trace/export.h"

#include "analysis/trace/openmetrics.h"
#include "analysis/trace/trace_writer.h"
#include "tests/analysis/sample_run.h"
#include "tests/analysis/scratch.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// A run of which every name tries to be something else.
Announcement hostileNames() {
  Announcement a = sample::announcement(2);
  a.axes[0].labels = {"=cmd|' /C calc'!A0", "a\"},b{c=\"", "-1\n# EOF"};
  a.series[0].sentence = "Two\nlines, \"quoted\" \\.";
  a.tables[0].columns[1].flags = {"@SUM(A1)", "a,b", "+1"};
  return a;
}

class Export : public testing::Test {
 protected:
  std::string text(const Announcement& a, auto write) {
    TraceWriter writer(dir_ / "run.h5", {"t", "2026-11-27T00:00:00Z", "0.1", 7, 2, {}});
    writer.announce(a);
    sample::show(writer, 0, 2, 2);
    writer.finish({"complete", "0123abcd", "{}", {}});
    std::ostringstream out;
    write(Trace(dir_ / "run.h5"), out);
    return out.str();
  }
  std::string series(const Announcement& a, TextForm form) {
    return text(a, [&](const Trace& t, std::ostream& out) { exportSeries(t, form, out); });
  }
  std::string metrics(const Announcement& a) {
    return text(a, [](const Trace& t, std::ostream& out) { exportOpenMetrics(t, out); });
  }

 private:
  Scratch dir_;
};

TEST_F(Export, ASpreadsheetSeesNumbersAndNoFormulas) {
  const std::string csv = series(hostileNames(), TextForm::csv);
  EXPECT_THAT(csv, StartsWith("time_s,until_s,"));
  EXPECT_THAT(csv, HasSubstr("\"workers_in_service[web;=cmd|' /C calc'!A0]\"")) << "`;` may part cells: it is quoted";
  const std::string events = text(
      hostileNames(), [](const Trace& t, std::ostream& out) { exportTable(t, t.table("events"), TextForm::csv, out); });
  EXPECT_THAT(events, HasSubstr("'@SUM(A1)"));
  EXPECT_THAT(events, HasSubstr("'+1"));
  EXPECT_THAT(events, Not(HasSubstr(",@SUM")));
  EXPECT_THAT(events, HasSubstr(",-1,")) << "a number stays a number";
}

TEST_F(Export, JsonLinesHoldWhatTheNamesAre) {
  const std::string jsonl = series(hostileNames(), TextForm::jsonl);
  EXPECT_THAT(jsonl, HasSubstr("\"workers_in_service[web;a\\\"},b{c=\\\"]\":"));
  EXPECT_THAT(jsonl, HasSubstr("-1\\u000a# EOF]\":"));
  EXPECT_EQ(std::count(jsonl.begin(), jsonl.end(), '\n'), 2) << "a line a bucket";
}

TEST_F(Export, OpenMetricsHasCountersGaugesSummariesAndStates) {
  // Buckets of 10 s and 7 s: 0 and 100 requests offered. 2026-11-27T00:00:00Z is 1795737600 s after 1970.
  const std::string m = metrics(sample::announcement(2));
  EXPECT_THAT(m, HasSubstr("# TYPE headroom_requests_offered counter\n# HELP headroom_requests_offered Requests "
                           "offered.\nheadroom_requests_offered_total 0 1795737610\n"
                           "headroom_requests_offered_total 100 1795737617\n"));
  EXPECT_THAT(m, HasSubstr("# TYPE headroom_request_latency_seconds summary\n# UNIT headroom_request_latency_seconds "
                           "seconds\n"));
  EXPECT_THAT(m, HasSubstr("headroom_request_latency_seconds{quantile=\"0.5\"} 0.01 1795737600\n"));
  EXPECT_THAT(m, HasSubstr("headroom_workers_in_service{service=\"web\",zone=\"b\"} 2 1795737610\n"));
  EXPECT_THAT(m, HasSubstr("headroom_zone_state{zone=\"a\",headroom_zone_state=\"up\"} 1 1795737600\n"));
  EXPECT_THAT(m, HasSubstr("headroom_zone_state{zone=\"a\",headroom_zone_state=\"dark\"} 0 1795737600\n"));
  EXPECT_THAT(m, HasSubstr("# UNIT headroom_cost_rate_usd_per_hour usd_per_hour\n"));
  EXPECT_THAT(m, testing::EndsWith("\n# EOF\n"));
  EXPECT_THAT(m, Not(HasSubstr("nan")));
}

TEST_F(Export, OpenMetricsHoldsHostileNamesAsLabels) {
  const std::string m = metrics(hostileNames());
  EXPECT_THAT(m, HasSubstr("zone=\"a\\\"},b{c=\\\"\""));
  EXPECT_THAT(m, HasSubstr("zone=\"-1\\\\x0a# EOF\""));
  EXPECT_THAT(m, HasSubstr("# HELP headroom_requests_offered Two\\\\x0alines, \\\"quoted\\\" \\\\.\n"));
  EXPECT_EQ(m.find("\n# EOF"), m.size() - 7) << "only the last line ends it";
}

TEST_F(Export, OpenMetricsNamesAreUniqueAndValid) {
  Announcement a = sample::announcement(2);
  a.series[0].name = "a b";
  a.series[3].name = "a-b";
  a.series[3].axes = {};
  a.axes.pop_back();
  a.series.erase(a.series.begin() + 3);
  a.series[4].name = "a-b";
  a.series[4].unit = "1";
  const std::string m = metrics(a);
  EXPECT_THAT(m, HasSubstr("# TYPE headroom_a_b "));
  EXPECT_THAT(m, HasSubstr("# TYPE headroom_a_b_2 "));
}

}  // namespace
}  // namespace headroom
