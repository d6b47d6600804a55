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
      {"hpa", checkHpa},
      {"kpa", checkKpa},
      {"kpa_window", checkKpaWindow},
  };
  return all;
}

}  // namespace headroom::conformance
