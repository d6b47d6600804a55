/// What breaks: faults as data, apart from load. What × where × when × how strongly.
#pragma once

#include "models/param.h"
#include "sim/law.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace headroom {

/// A zone goes dark: its workers are lost at once, launches into it fail, the balancer finds out by its health checks.
struct ZoneOutage {
  std::string zone;
};
/// Workers of a service die. Without `workers`: one each time.
struct InstanceCrash {
  std::string service;
  std::int64_t workers = 1;
};
/// Work takes `factor` times as long in a zone, a service, or a service's part in a zone.
struct Slow {
  std::string service, zone;
  double factor = 3;
};
/// Answers are errors with this probability.
struct Erroring {
  std::string service, zone;
  Ratio probability{0.5};
};

struct FaultSpec {
  std::string name;
  std::optional<When> at;        // one of `at` (once) and `every` (again and again)
  std::optional<LawSpec> every;  // time from one end to the next begin; the first begins so long after the start
  std::optional<LawSpec> lasts;  // absent: to the end of the run (a crash is over at once)
  std::variant<ZoneOutage, InstanceCrash, Slow, Erroring> fault;
};

const Type& typeOf(const FaultSpec*);
const Type& faultList();

}  // namespace headroom
