/// Policies of the literature over the week of seven_days.h.
#include "tests/models/seven_days.h"

namespace headroom {
namespace {

template <class P>
Week weekUnder(double perWorker) {
  P p;
  p.carries = Rate{perWorker};
  p.delay = Duration();
  return weekOf(follows(Control({{"policy", p}}, {}, Duration(), 1, 100'000), requests));
}

TEST(ResearchWeek, FollowingTheLoadComesToTheFiguresComputedElsewhere) {
  expectRow(weekUnder<FollowPolicy>(shouldCarry), {4543.38, 0.0219, 12.734, 0.119, 24.625, 873, 188, 0.0145});
}

TEST(ResearchWeek, ReactComesToTheFiguresComputedElsewhere) {
  expectRow(weekUnder<ReactPolicy>(carries), {4837.95, 0.0299, 20.808, 0.258, 25.300, 935, 284, 0.0331});
}

TEST(ResearchWeek, RegComesToTheFiguresComputedElsewhere) {
  expectRow(weekUnder<RegPolicy>(carries), {4460.33, 0.2322, 13.432, 4.008, 16.986, 336, 757, 0.0373});
}

TEST(ResearchWeek, HistComesToTheFiguresComputedElsewhere) {
  expectRow(weekUnder<HistPolicy>(carries), {4750.62, 0.4719, 23.367, 5.903, 16.787, 946, 2874, 0.6863});
}

/// Utilisation of what a worker can carry: out above 80 %, in below 50 %.
TEST(ResearchWeek, ThresholdsComeToTheFiguresComputedElsewhere) {
  expectRow(weekUnder<ThresholdPolicy>(canCarry), {4755.83, 0.2401, 21.991, 3.681, 16.043, 272, 1044, 0.1442});
}

}  // namespace
}  // namespace headroom
