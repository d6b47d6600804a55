/// How long the clairvoyant optimum of a week of minutes takes: by closing with a thousand workers, as a flow with
/// fewer.
///   headroom-optimum
#include "analysis/optimum/closing.h"
#include "analysis/optimum/flow.h"
#include "tests/models/seven_days_demand.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <sys/resource.h>

namespace headroom {
namespace {

double userSeconds() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  return static_cast<double>(use.ru_utime.tv_sec) + 1e-6 * static_cast<double>(use.ru_utime.tv_usec);
}

/// The week of seven_days.h, scaled so that the greatest need is `most`.
optimum::Fleet weekUpTo(std::int64_t most) {
  constexpr double greatest = 4935.473754;
  optimum::Fleet needed;
  for (int k = 0; k < minutes; ++k)
    needed.push_back(static_cast<std::int64_t>(std::ceil(demandAt(k) / greatest * static_cast<double>(most) - 1e-9)));
  return needed;
}

void report(const char* what, int times, auto work) {
  const double begin = userSeconds();
  double cost = 0;
  for (int i = 0; i < times; ++i) cost = work();
  std::printf("%-44s %10.3f ms   cost %.0f\n", what, (userSeconds() - begin) / times * 1e3, cost);
}

}  // namespace
}  // namespace headroom

int main() {
  using namespace headroom;
  const optimum::Fleet thousand = weekUpTo(1000), few = weekUpTo(50);
  report("closing, 10,080 steps, 1,000 workers", 100,
         [&] { return optimum::costOf(optimum::closingOptimum(thousand, 1, 5), 1, 5); });
  report("closing, 10,080 steps, 50 workers", 100,
         [&] { return optimum::costOf(optimum::closingOptimum(few, 1, 5), 1, 5); });
  report("flow, the same, billed for 60 steps at least", 1, [&] { return optimum::flowOptimum(few, 1, 5, 60).cost; });
  report("flow, the same, billed for one", 1, [&] { return optimum::flowOptimum(few, 1, 5, 1).cost; });
}
