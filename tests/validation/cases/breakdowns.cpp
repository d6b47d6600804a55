/// Zones that go dark and return, with all their workers; calls are resumed, none is lost.
#include "tests/validation/systems.h"

#include <algorithm>

namespace headroom::validation {

Group breakdowns() {
  Group group{
      "Breakdowns of zones",
      "Groups of servers (a zone each) fail at rate ξ and return at rate η, independently, busy or idle; what was "
      "running goes back to the head of the one queue. Served per unit of time is λ in every row.",
      "White and Christie (1958), Mitrany and Avi-Itzhak (1968); quasi-birth-death chains solved numerically"};
  struct Row {
    const char* id;
    int groups;
    std::int64_t servers;  // of a group
    double lambda, mu, fails, repairs, l, w, empty, full, twice, requests;
  };
  const Row rows[] = {
      {"BRK-1", 1, 1, 0.5, 1, 0.1, 0.4, 2.33333333333, 4.66666666667, 0.333333333333, 0.666666666667, 0.462962962963,
       4e6},
      {"BRK-2", 1, 1, 0.6, 1, 0.01, 0.1, 3.54545454545, 5.90909090909, 0.313506493506, 0.686493506494, 0.491917625232,
       1e7},
      {"BRK-3", 2, 1, 1.2, 1, 0.05, 0.5, 2.54189142623, 2.11824285519, 0.211925856055, 0.532720757824, 0.252891529261,
       5e6},
      {"BRK-4", 5, 1, 3.5, 1, 0.02, 0.2, 6.01279971663, 1.71794277618, 0.0209624309263, 0.494766817592, 0.171019747448,
       1e7},
      {"BRK-5", 3, 2, 3, 1, 0.01, 0.1, 3.72957272826, 1.24319090942, 0.0452212209096, 0.160206295276, 0.0261598047447,
       8e6},
      {"BRK-6", 3, 4, 7, 1, 0.001, 0.05, 7.37219889556, 1.05317127079, 0.000883929461809, 0.0792064103004,
       0.00434400669528, 1e7},
      {"BRK-7", 3, 4, 8.5, 1, 0.002, 0.05, 12.3962828273, 1.45838621497, 0.000171647963708, 0.280477348265,
       0.070348466216, 2e7},
  };
  for (const Row& r : rows) {
    const std::int64_t n = r.groups * r.servers;
    const auto all = static_cast<double>(n);
    ScenarioSpec spec = oneQueueFor(inZones(station(r.lambda, exponential(1 / r.mu)), r.groups), n);
    for (int z = 0; z < r.groups; ++z) darkenAgain(spec, z, 1 / r.fails, 1 / r.repairs);
    const double slow = std::max(1 / (r.fails + r.repairs), relaxation(all, r.mu, r.lambda)) * 2;
    group.cases.push_back({r.id,
                           "",
                           spec,
                           steady(r.requests, r.lambda, slow),
                           {inSystem(r.l), sojourn(r.w), utilisation(r.lambda / r.mu / all)}});
    std::vector<Figure> shares;
    if (r.empty > 0.005) shares.push_back(probability("P(N = 0)", r.empty, [](double x) { return x == 0; }));
    shares.push_back(probability("P(N ≥ servers)", r.full, [all](double x) { return x >= all; }));
    if (r.twice > 0.005)
      shares.push_back(probability("P(N ≥ 2 · servers)", r.twice, [all](double x) { return x >= 2 * all; }));
    const bool rare = r.full < 0.1;  // no probability here that a commit could tell
    group.cases.push_back(
        {r.id, "at one instant", lookedAt(spec, 5 * slow), replicated(rare ? 125'000 : 5000), std::move(shares), rare});
  }
  return group;
}

}  // namespace headroom::validation
