/// What a scenario promised against what came out.
#pragma once

#include "models/scenario_spec.h"
#include "models/summary.h"

#include <functional>
#include <string>
#include <vector>

namespace headroom {

struct Verdict {
  std::string metric;  // "latency.p99", with the service before it if one is named
  std::string over;    // its window: a fault, or the promise's own name; empty: the measured window
  std::string wanted;  // ">= 0.999"
  double got = 0;      // NaN: unknown, which never meets
  bool met = false;
};

/// The path of a metric's figure in the summary: "latency.p99" of "web" is "services.web.latency_s.p99".
std::string figurePath(const std::string& metric, const std::string& service);

/// `value` gives a figure by its path, NaN if it is unknown.
std::vector<Verdict> judge(const std::vector<ExpectSpec>&, const std::function<double(const std::string&)>& value);

}  // namespace headroom
