// Which quantiles rest on few values: of fewer than 10/(1 − q).
#include "scenarios/run/few_values.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Summary of(double requests, double calls) {
  Summary s;
  s.figures = {{"requests.served", requests, true},
               {"latency_s.mean", 1},
               {"latency_s.p99", 1},
               {"latency_s.p999", 1},
               {"services.web.calls.served", calls, true},
               {"services.web.latency_s.p50", 1}};
  return s;
}

TEST(FewValues, AreFewerThanTenBeyondTheQuantile) {
  EXPECT_THAT(fewValues(of(10'000, 20)), IsEmpty());
  EXPECT_THAT(fewValues(of(9'999, 20)), ElementsAre("latency_s.p999"));
  EXPECT_THAT(fewValues(of(999, 20)), ElementsAre("latency_s.p99", "latency_s.p999"));
  EXPECT_THAT(fewValues(of(10'000, 19)), ElementsAre("services.web.latency_s.p50"));
}

TEST(FewValues, WhatIsUnknownIsNotAmongThem) {
  Summary s = of(0, 0);
  for (Figure& f : s.figures)
    if (!f.whole) f.value = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(fewValues(s), IsEmpty());
}

}  // namespace
}  // namespace headroom
