// Forecasters of predictive scaling, against examples worked by hand and closed forms.
#include "models/scaling/forecast/backtest.h"

#include <cmath>
#include <limits>
#include <numbers>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::forecast {
namespace {

using testing::HasSubstr;

/// Three seasons of four that climb.
const std::vector<double> climbing{30, 21, 29, 36, 33, 25, 32, 40, 37, 27, 36, 44};

void expectValues(const Forecast& f, const std::vector<double>& expected, double within = 1e-6) {
  EXPECT_EQ(f.refused, "");
  ASSERT_EQ(f.ahead.size(), expected.size());
  for (std::size_t h = 0; h < expected.size(); ++h) EXPECT_NEAR(f.ahead[h].value, expected[h], within) << h;
}

TEST(SeasonalNaive, SaysTheLastSeasonAgain) {
  expectValues(seasonalNaive(climbing, 4, 6), {37, 27, 36, 44, 37, 27}, 0);
}

TEST(SeasonalNaive, ErrorGrowsWithTheSeasonsAhead) {
  // Differences over a season: 3 4 3 4 4 2 4 4, squares of 102; √(102/8), and √2 of that in the second season.
  const Forecast f = seasonalNaive(climbing, 4, 5);
  EXPECT_NEAR(f.ahead[0].error, std::sqrt(102 / 8.0), 1e-12);
  EXPECT_NEAR(f.ahead[3].error, std::sqrt(102 / 8.0), 1e-12);
  EXPECT_NEAR(f.ahead[4].error, std::sqrt(2 * 102 / 8.0), 1e-12);
}

TEST(HoltWinters, FollowsTheWorkedExample) {
  // Level 29, trend 0.875, season (1, -8, 0, 7) after the first season; level 37.161589, trend 0.926821 at the end.
  expectValues(holtWinters(climbing, 4, {0.5, 0.1, 0.3}, 4), {39.617476, 31.006768, 39.699722, 47.746066});
}

TEST(HoltWinters, OneStepErrorIsThatOfItsPast) {
  // Forecasts of the second and third season, one step before each value.
  const double said[] = {30.875, 23.91875, 33.494688, 40.707922, 35.597893, 28.137671, 36.120849, 44.110801};
  double squares = 0;
  for (std::size_t i = 0; i < 8; ++i) squares += (climbing[4 + i] - said[i]) * (climbing[4 + i] - said[i]);
  const Forecast f = holtWinters(climbing, 4, {0.5, 0.1, 0.3}, 3);
  EXPECT_NEAR(f.ahead[0].error, std::sqrt(squares / 8), 1e-6);
  // An error is in the next value by α(1 + β) = 0.55, in the one after it by α(1 + 2β) = 0.6.
  EXPECT_NEAR(f.ahead[1].error, f.ahead[0].error * std::sqrt(1 + 0.55 * 0.55), 1e-12);
  EXPECT_NEAR(f.ahead[2].error, f.ahead[0].error * std::sqrt(1 + 0.55 * 0.55 + 0.6 * 0.6), 1e-12);
}

TEST(HoltWinters, BestWeightsAreNoWorseThanThoseOfTheExample) {
  const Smoothing best = bestSmoothing(climbing, 4);
  EXPECT_LT(holtWinters(climbing, 4, best, 1).ahead[0].error,
            holtWinters(climbing, 4, {0.5, 0.1, 0.3}, 1).ahead[0].error);
  for (const double w : {best.level, best.trend, best.season}) {
    EXPECT_GE(w, 0);
    EXPECT_LE(w, 1);
  }
}

/// 100 + t/2 + 4 cos 2πt/12 + 10 sin 2πt/12, and what is added.
std::vector<double> wave(const std::vector<double>& added) {
  std::vector<double> y;
  for (std::size_t t = 0; t < 24; ++t) {
    const auto x = static_cast<double>(t), angle = 2 * std::numbers::pi * x / 12;
    y.push_back(100 + x / 2 + 4 * std::cos(angle) + 10 * std::sin(angle) + added[t % added.size()]);
  }
  return y;
}

TEST(HarmonicRegression, FindsAWaveOnALineAgain) {
  const Forecast f = harmonicRegression(wave({0}), {12, 1}, 13);
  EXPECT_EQ(f.refused, "");
  EXPECT_NEAR(f.ahead[0].value, 116, 1e-9);
  EXPECT_NEAR(f.ahead[12].value, 122, 1e-9);
  EXPECT_NEAR(f.ahead[0].error, 0, 1e-9);
}

TEST(HarmonicRegression, FollowsTheWorkedExampleWithErrors) {
  // Least squares gives (100.142142, 0.487640, 3.987640, 9.953871), s = 1.411589.
  const Forecast f = harmonicRegression(wave({1, -1, 0, 2, -2, 0}), {12, 1}, 1);
  EXPECT_NEAR(f.ahead[0].value, 115.833138, 1e-6);
  EXPECT_NEAR(f.ahead[0].error, 1.617314, 1e-6);
}

TEST(HarmonicRegression, AllHarmonicsOfASeasonDrawAnyShape) {
  // Four values and a trend are as many as the coefficients of season 4 with two harmonics (the last has no sine).
  std::vector<double> y;
  for (int season = 0; season < 3; ++season)
    for (const double v : {5.0, 1.0, 2.0, 9.0}) y.push_back(v);
  const Forecast f = harmonicRegression(y, {4, 2}, 4);
  expectValues(f, {5, 1, 2, 9}, 1e-9);
}

TEST(Autoregression, LevinsonAndDurbinFollowTheWorkedExamples) {
  const double r[] = {1, 0.8, 0.5, 0.2};
  const std::vector<double> weights[] = {{0.8}, {1.111111, -0.388889}, {1.054545, -0.227273, -0.145455}};
  const double variances[] = {0.36, 0.305556, 0.299091};
  for (std::size_t p = 1; p <= 3; ++p) {
    const Autoregression a = autoregressionOf({r, p + 1});
    ASSERT_EQ(a.weights.size(), p);
    for (std::size_t j = 0; j < p; ++j) EXPECT_NEAR(a.weights[j], weights[p - 1][j], 1e-6);
    EXPECT_NEAR(a.variance, variances[p - 1], 1e-6);
  }
}

TEST(Autoregression, OfTenValuesFollowsTheWorkedExample) {
  const std::vector<double> z{2, 4, 3, 5, 6, 4, 7, 8, 6, 9};
  const std::vector<double> r = autocovariances(z, 3);
  const double expected[] = {4.44, 1.364, 1.548, 0.972};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(r[i], expected[i], 1e-12);
  const Autoregression a = autoregressionOf(std::span(r).first(3));
  EXPECT_NEAR(a.weights[0], 0.220953, 1e-6);
  EXPECT_NEAR(a.weights[1], 0.280770, 1e-6);
  EXPECT_NEAR(a.variance, 3.703988, 1e-6);
}

TEST(Autoregression, OfOrderOneFadesAndItsErrorGrowsAsTheClosedFormSays) {
  // mean + φ^h (last − mean), and σ √((1 − φ^2h) / (1 − φ²)).
  std::vector<double> y;
  for (int t = 0; t < 40; ++t) y.push_back(t % 8 < 4 ? 3.0 + t % 3 : 1.0);
  const std::vector<double> r = autocovariances(y, 1);
  const double phi = r[1] / r[0], sigma = std::sqrt(r[0] * (1 - phi * phi));
  double centre = 0;
  for (const double v : y) centre += v / 40;
  const Forecast f = autoregressive(y, 1, 6);
  ASSERT_EQ(f.ahead.size(), 6u);
  for (int h = 1; h <= 6; ++h) {
    const Expected& x = f.ahead[static_cast<std::size_t>(h - 1)];
    EXPECT_NEAR(x.value, centre + std::pow(phi, h) * (y.back() - centre), 1e-12);
    EXPECT_NEAR(x.error, sigma * std::sqrt((1 - std::pow(phi, 2 * h)) / (1 - phi * phi)), 1e-12);
  }
}

TEST(Autoregression, OfAConstantIsTheConstant) {
  const Forecast f = autoregressive(std::vector<double>(30, 7), 2, 3);
  expectValues(f, {7, 7, 7}, 0);
  EXPECT_EQ(f.ahead[2].error, 0);
}

TEST(Forecasts, AreRefusedWithAReasonWhereThereIsTooLittle) {
  const std::span<const double> few = std::span(climbing).first(7);
  EXPECT_THAT(seasonalNaive(few, 4, 1).refused, HasSubstr("needs 8 values, and there are 7"));
  EXPECT_THAT(holtWinters(few, 4, {}, 1).refused, HasSubstr("two seasons of 4"));
  EXPECT_THAT(harmonicRegression(few, {4, 1}, 1).refused, HasSubstr("two seasons of 4"));
  EXPECT_THAT(harmonicRegression(climbing, {4, 3}, 1).refused, HasSubstr("at most 2 harmonics"));
  EXPECT_THAT(autoregressive(climbing, 1, 1).refused, HasSubstr("needs 13 values"));
  EXPECT_THAT(seasonalNaive(climbing, 0, 1).refused, HasSubstr("no length"));
  std::vector<double> unknown = climbing;
  unknown[3] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(holtWinters(unknown, 4, {}, 1).refused, HasSubstr("unknown"));
  EXPECT_TRUE(holtWinters(unknown, 4, {}, 1).ahead.empty());
}

TEST(Forecasts, IntervalIsTheNormalOne) {
  const Bounds b = interval({100, 10}, 0.95);
  EXPECT_NEAR(b.low, 100 - 19.599640, 1e-5);  // the 0.975 quantile is 1.9599640
  EXPECT_NEAR(b.high, 100 + 19.599640, 1e-5);
}

TEST(Backtest, ScoresFollowTheWorkedExample) {
  const std::vector<double> came{100, 120, 80, 110};
  const std::vector<Expected> said{{90, 20}, {130, 1}, {85, 20}, {100, 20}};
  const Score s = scoreOf(came, said, 0.9);
  EXPECT_EQ(s.n, 4u);
  EXPECT_NEAR(s.mae, 8.75, 1e-12);
  EXPECT_NEAR(s.rmse, 9.013878, 1e-6);
  EXPECT_NEAR(s.mape, 0.08418561, 1e-8);
  EXPECT_NEAR(s.wape, 0.08536585, 1e-8);
  EXPECT_NEAR(s.bias, 1.25, 1e-12) << "10 - 10 - 5 + 10 over four";
  const double scale = seasonalChange(std::vector<double>{70, 95, 100, 120, 80, 90, 110, 100}, 4);
  EXPECT_NEAR(scale, 11.25, 1e-12);
  EXPECT_NEAR(s.mae / scale, 0.777778, 1e-6);
  EXPECT_EQ(s.coverage, 0.75) << "the second value is ten standard errors away";
}

TEST(Backtest, CoversOnlyWhereAnErrorIsKnown) {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  const Score s = scoreOf(std::vector<double>{5, 5, 5}, std::vector<Expected>{{5, unknown}, {5, 1}, {9, 1}}, 0.9);
  EXPECT_EQ(s.coverage, 0.5);
  EXPECT_EQ(s.n, 3u);
}

TEST(Backtest, OfThePerfectlyRepeatedIsWithoutError) {
  std::vector<double> y;
  for (int t = 0; t < 40; ++t) y.push_back(t % 4);
  const auto naive = [](std::span<const double> h, std::size_t steps) { return seasonalNaive(h, 4, steps); };
  const Score s = backtest(naive, y, {8, 4, 6});
  EXPECT_EQ(s.n, 7u * 6 + 4) << "origins 8, 12 … 36; after the last there are four values left";
  EXPECT_EQ(s.mae, 0);
  EXPECT_EQ(s.coverage, 1);
  EXPECT_EQ(s.refused, 0u);
}

TEST(Backtest, OriginsSeeOnlyWhatWasThere) {
  std::vector<double> y(16, 0);
  std::size_t most = 0;
  const auto watcher = [&](std::span<const double> h, std::size_t steps) {
    most = std::max(most, h.size());
    EXPECT_EQ((h.size() - 4) % 3, 0u);
    return seasonalNaive(h, 4, steps);
  };
  const Score s = backtest(watcher, y, {4, 3, 1});
  EXPECT_EQ(most, 13u);
  EXPECT_EQ(s.refused, 2u) << "at 4 and 7 there are no two seasons yet";
  EXPECT_EQ(s.n, 2u);
}

}  // namespace
}  // namespace headroom::forecast
