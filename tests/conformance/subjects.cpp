#include "tests/conformance/subject.h"

namespace headroom::conformance {

const std::vector<Subject>& subjects() {
  static const std::vector<Subject> all{
      {"alarm", checkAlarm},
      {"policies", checkPolicies},
  };
  return all;
}

}  // namespace headroom::conformance
