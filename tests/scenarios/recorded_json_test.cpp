// The same fifteen minutes as CloudWatch and Prometheus give them out: 300, 600 and 900 requests in five minutes each,
// which are 1, 2 and 3 a second.
#include "models/demand/recorded.h"
#include "scenarios/load.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

/// The curve of a scenario whose demand is `recorded: {file: tests/scenarios/data/…, …}`.
RecordedCurve curveOf(const std::string& recorded) {
  const std::string text =
      "version: 1\nduration: 15min\nregion: {zones: [a]}\n"
      "demand: {users: {to: web, rate: {recorded: " +
      recorded + "}}}\nservices: {web: {worker: {slots: 4, service_time: 1ms}, fleet: {min: 1}}}\n";
  const Loaded loaded = loadText(text, "tests/scenarios/data/here.yaml");
  EXPECT_TRUE(loaded.ok()) << (loaded.issues.empty() ? "" : loaded.issues[0].what);
  return loaded.ok() ? std::get<RecordedCurve>(loaded.spec->demand[0].rate[0].curve) : RecordedCurve();
}

std::vector<double> countsOf(const std::string& recorded) {
  const auto series = RecordedSeries::read(curveOf(recorded));
  EXPECT_EQ(series->interval(), Duration::minutes(5).ns());
  std::vector<double> counts;
  for (std::size_t i = 0; i < series->size(); ++i) counts.push_back(series->count(static_cast<std::int64_t>(i)));
  return counts;
}

const std::vector<double> asMeasured{300, 600, 900};

TEST(RecordedJson, MetricDataIsNewestFirstAndOneSeriesIsChosenByItsIdOrItsLabel) {
  EXPECT_EQ(countsOf("{file: get-metric-data.json, series: req}"), asMeasured);
  EXPECT_EQ(countsOf("{file: get-metric-data.json, series: RequestCount}"), asMeasured);
}

TEST(RecordedJson, MetricStatisticsHaveNoOrderAndTheSumIsMeant) {
  EXPECT_EQ(countsOf("get-metric-statistics.json"), asMeasured);
}

TEST(RecordedJson, AnAverageIsARateWhereTheUserSaysSo) {
  // One request a second, three times five minutes.
  EXPECT_EQ(countsOf("{file: get-metric-statistics.json, column: Average, values: rates}"),
            (std::vector<double>{300, 300, 300}));
}

TEST(RecordedJson, PrometheusGivesRatesAndNothingMeasuredIsAGap) {
  EXPECT_EQ(countsOf("{file: query-range.json, series: code=200, interval: 5min, gaps: linear}"), asMeasured);
  EXPECT_EQ(countsOf("{file: query-range.json, series: '{code=\"200\", job=\"web\"}', interval: 5min, gaps: zero}"),
            (std::vector<double>{300, 0, 900}));
}

TEST(RecordedJson, WhatStandsInTheFileCanBeOverruled) {
  // As counts, half a request in five minutes.
  EXPECT_EQ(countsOf("{file: query-range.json, series: code=500, values: counts}"),
            (std::vector<double>{0.5, 0.5, 0.5}));
}

/// What there is to say of `recorded`.
Issues issuesOf(const std::string& recorded) {
  const Loaded loaded = loadText(
      "version: 1\nduration: 15min\nregion: {zones: [a]}\n"
      "demand: {users: {to: web, rate: {recorded: " +
          recorded + "}}}\nservices: {web: {worker: {slots: 4, service_time: 1ms}, fleet: {min: 1}}}\n",
      "tests/scenarios/data/here.yaml");
  EXPECT_TRUE(loaded.ok());
  return loaded.issues;
}

TEST(RecordedJson, MorePagesThanAreInTheFileAreAWarning) {
  const Issues issues = issuesOf("page-one.json");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].what, "there are more pages of this answer, and they are not in this file");
}

/// Of two series one ends with `PartialData`, and then comes the rest of the other.
TEST(RecordedJson, MorePagesOfAnotherSeriesAreNoneOfThisOne) {
  EXPECT_EQ(issuesOf("{file: one-partial.json, series: whole}").size(), 0u);
  EXPECT_EQ(issuesOf("{file: one-partial.json, series: cut}").size(), 1u);
}

}  // namespace
}  // namespace headroom
