#include "scenarios/run/few_values.h"

#include <cmath>

namespace headroom {
namespace {

struct Quantile {
  std::string_view name;
  double least;  // 10/(1 − q)
};
constexpr Quantile quantiles[] = {{"latency_s.p50", 20},
                                  {"latency_s.p90", 100},
                                  {"latency_s.p95", 200},
                                  {"latency_s.p99", 1000},
                                  {"latency_s.p999", 10'000}};

}  // namespace

std::vector<std::string> fewValues(const Summary& s) {
  std::vector<std::string> few;
  for (const Figure& f : s.figures)
    for (const Quantile& q : quantiles) {
      if (!f.path.ends_with(q.name) || std::isnan(f.value)) continue;
      const std::string of = f.path.substr(0, f.path.size() - q.name.size());  // "", "services.web.", "over.outage." …
      const Figure* served = s.find(of + "requests.served");
      if (!served) served = s.find(of + "calls.served");
      if (served && served->value < q.least) few.push_back(f.path);
    }
  return few;
}

}  // namespace headroom
