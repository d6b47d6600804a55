#include "scenarios/units.h"

#include <cmath>

#include <gtest/gtest.h>

namespace headroom {
namespace {

std::optional<std::int64_t> ns(std::string_view s) {
  Refusal r;
  const auto d = readDuration(s, r);
  return d ? std::optional<std::int64_t>(d->ns()) : std::nullopt;
}
std::optional<double> measure(Quantity q, std::string_view s) {
  Refusal r;
  return readMeasure(q, s, r);
}
std::string hint(Quantity q, std::string_view s) {
  Refusal r;
  if (q == Quantity::duration)
    readDuration(s, r);
  else
    readMeasure(q, s, r);
  return r.hint;
}

TEST(Units, DurationsAreExactNanoseconds) {
  EXPECT_EQ(ns("7ns"), 7);
  EXPECT_EQ(ns("2us"), 2'000);
  EXPECT_EQ(ns("250ms"), 250'000'000);
  EXPECT_EQ(ns("0.1s"), 100'000'000);
  EXPECT_EQ(ns("1.5 min"), 90'000'000'000);
  EXPECT_EQ(ns("1h30min"), 5'400'000'000'000);
  EXPECT_EQ(ns("1h 30min"), 5'400'000'000'000);
  EXPECT_EQ(ns("2d"), 172'800'000'000'000);
  EXPECT_EQ(ns("1w"), 604'800'000'000'000);
  EXPECT_EQ(ns("-5s"), -5'000'000'000);
  EXPECT_EQ(ns("1e3s"), 1'000'000'000'000);
  EXPECT_EQ(ns("9223372036854775ns"), 9'223'372'036'854'775) << "whole numbers stay exact beyond 2^53";
}

TEST(Units, WhatIsNoDurationIsRefused) {
  for (const char* s : {"", "40", "5 bananas", "30min1h", "1h1h", "1h-30min", "h", "10m", "0.1ns", "1e30s", "1_0s",
                        "010s", "nan", "inf s", "5 s s"})
    EXPECT_FALSE(ns(s)) << s;
  EXPECT_EQ(hint(Quantity::duration, "40"), "write `40ms`, `40s` or `40min`");
  EXPECT_EQ(hint(Quantity::duration, "10m"), "write `10min` or `10ms`");
  EXPECT_EQ(hint(Quantity::duration, "2 hours"), "write `2h`");
}

TEST(Units, RatesSharesBytesAndPrices) {
  EXPECT_EQ(measure(Quantity::rate, "1800 rps"), 1800.0);
  EXPECT_EQ(measure(Quantity::rate, "600/min"), 10.0);
  EXPECT_EQ(measure(Quantity::rate, "3600 /h"), 1.0);
  EXPECT_EQ(measure(Quantity::ratio, "60 %"), 0.6) << "the double nearest to 0.6, not 60 · 0.01";
  EXPECT_EQ(measure(Quantity::ratio, "99.9%"), 0.999);
  EXPECT_EQ(measure(Quantity::ratio, "0.25"), 0.25);
  EXPECT_EQ(measure(Quantity::bytes, "20MiB"), 20.0 * 1048576);
  EXPECT_EQ(measure(Quantity::bytes, "60 kB"), 60e3);
  EXPECT_EQ(measure(Quantity::bytesPerSecond, "1 Gbit/s"), 125e6);
  EXPECT_EQ(measure(Quantity::bytesPerSecond, "100 MB/s"), 1e8);
  EXPECT_EQ(measure(Quantity::usdPerHour, "0.0816 USD/h"), 0.0816);
  EXPECT_EQ(measure(Quantity::usdPerGb, "0.01 USD/GB"), 0.01);
  EXPECT_FALSE(measure(Quantity::rate, "50"));
  EXPECT_FALSE(measure(Quantity::bytes, "512Mi"));
  EXPECT_EQ(hint(Quantity::bytes, "512Mi"), "write `512MiB`");
  EXPECT_EQ(hint(Quantity::rate, "50 req/s"), "write `50rps`");
}

TEST(Units, NumbersAreDecimalAndFinite) {
  Refusal r;
  EXPECT_EQ(readNumber("1e5", r), 1e5);
  EXPECT_EQ(readNumber("-0", r), 0.0);
  EXPECT_FALSE(std::signbit(*readNumber("-0", r)));
  for (const char* s : {"010", "0x10", "0b1", "1_000", "1,5", ".5", "5.", "1e400", "1e-400", ".nan", "nan", "inf",
                        "+-1", "1.2.3", "١٢", "", " "})
    EXPECT_FALSE(readNumber(s, r)) << s;
  EXPECT_EQ(readInteger("1e5", r), 100000) << "documented: a count may be written so";
  EXPECT_EQ(readInteger("9223372036854775807", r), INT64_MAX);
  EXPECT_FALSE(readInteger("9223372036854775808", r));
  EXPECT_FALSE(readInteger("1.5", r));
}

TEST(Units, TimesOfARun) {
  Refusal r;
  EXPECT_EQ(readWhen("20h10min", r)->kind, When::Kind::offset);
  EXPECT_EQ(readWhen("20:10", r)->offset, Duration::minutes(20 * 60 + 10));
  EXPECT_EQ(readWhen("20:10", r)->kind, When::Kind::timeOfDay);
  EXPECT_EQ(readWhen("day 2 20:10", r)->day, 2);
  EXPECT_EQ(readWhen("peak", r)->kind, When::Kind::peak);
  EXPECT_EQ(readWhen("1970-01-02T00:00:00Z", r)->unixNs, 86'400'000'000'000);
  EXPECT_EQ(readTimestamp("1970-01-01T01:00:00.5+01:00", r), 500'000'000);
  for (const char* s :
       {"8:05", "24:00", "20:60", "day 0 10:00", "day 2", "noon", "20", "2026-02-30T00:00:00Z", "2026-11-27"})
    EXPECT_FALSE(readWhen(s, r)) << s;
}

/// What is written into a trace is read back to the same bits when the run is repeated from it.
TEST(Units, WrittenValuesReadBackToTheSameBits) {
  Refusal r;
  for (const std::int64_t n :
       {0LL, 1LL, 999LL, 1'000LL, 90'000'000'000LL, 86'400'000'000'000LL, 123'456'789'012'345'678LL, -5'000'000'000LL})
    EXPECT_EQ(readDuration(writeDuration(Duration::nanoseconds(n)), r)->ns(), n)
        << writeDuration(Duration::nanoseconds(n));
  for (const double x : {0.0, 0.1, 1.0 / 3, 1e-300, 6.02e23, 0.6, 123456.789, 5e15, -2.5}) {
    EXPECT_EQ(readNumber(writeNumber(x), r), x);
    for (const Quantity q : {Quantity::rate, Quantity::ratio, Quantity::bytes, Quantity::bytesPerSecond,
                             Quantity::usdPerHour, Quantity::usdPerGb})
      EXPECT_EQ(readMeasure(q, writeMeasure(q, x), r), x) << writeMeasure(q, x);
  }
}

}  // namespace
}  // namespace headroom
