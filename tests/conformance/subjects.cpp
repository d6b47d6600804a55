#include "tests/conformance/subject.h"

namespace headroom::conformance {

const std::vector<Subject>& subjects() {
  static const std::vector<Subject> all{
      {"alarm", checkAlarm},
      {"policies", checkPolicies},
      {"launches", checkLaunches},
      {"statistic", checkStatistic},
      {"adjustment", checkAdjustment},
      {"schedule", checkSchedule},
      {"termination", checkTermination},
      {"replacement", checkReplacement},
      {"balance", checkBalance},
      {"warm_pool", checkWarmPool},
      {"concurrency", checkConcurrency},
      {"rate", checkEnvironmentRate},
      {"call_rate", checkCallRate},
      {"on_demand", checkOnDemand},
      {"allocation", checkAllocation},
      {"group_run", checkGroupRun},
      {"hpa", checkHpa},
      {"kpa", checkKpa},
      {"kpa_window", checkKpaWindow},
  };
  return all;
}

}  // namespace headroom::conformance
