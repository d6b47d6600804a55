#include "sim/time.h"

#include <gtest/gtest.h>

using namespace headroom;

TEST(Time, InstantsAndDurationsAddUpInWholeNanoseconds) {
  const Instant t = Instant::at(Duration::seconds(2)) + Duration::nanoseconds(1);
  EXPECT_EQ((t - Instant::at(Duration::seconds(1))).ns(), 1'000'000'001);
  EXPECT_EQ(Duration::fromSeconds(0.1).ns(), 100'000'000);  // 0.1 is not a double, 1e8 ns is a whole number
}
