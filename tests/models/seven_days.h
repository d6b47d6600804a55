/// A week of demand without chance, followed minute by minute by a policy: two daily sines, a quiet weekend, a ripple,
/// and a flash crowd on the fourth day. The expected figures were computed by programs that share nothing with this
/// one.
///
/// A worker carries 40 requests/s, is to carry 35, can carry 50; one ordered in minute k serves from minute k + 4; one
/// sent away is gone in the next, those on their way first. The policy sees each minute as it ends.
#pragma once

#include "models/scaling/control.h"
#include "tests/models/seven_days_demand.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

namespace headroom {

struct Week {
  double instanceHours = 0, launches = 0, shortMinutes = 0;
  double thetaUnder = 0, thetaOver = 0, tauUnder = 0, instability = 0, lost = 0;  // per cent
};

inline int sign(int x) { return (x > 0) - (x < 0); }

/// What a policy sees at the end of a minute.
struct Minute {
  int k;
  double rate;
  std::int64_t n, pending;  // in service, ordered
};
/// How many workers it wants.
using Decide = std::function<std::int64_t(const Minute&)>;

inline Week weekOf(const Decide& decide, std::int64_t first = neededAt(0)) {
  Week w;
  std::int64_t n = first;
  std::vector<int> pending;  // minutes from which they serve, oldest first
  double demand = 0;
  int before = 0;
  for (int k = 0; k < minutes; ++k) {
    while (!pending.empty() && pending.front() <= k) {
      pending.erase(pending.begin());
      ++n;
    }
    const double rate = demandAt(k);
    const int s = static_cast<int>(n), d = neededAt(k);
    w.instanceHours += static_cast<double>(s + static_cast<int>(pending.size())) / 60;
    w.shortMinutes += std::max(0, d - s);
    w.thetaUnder += 100.0 * std::max(0, d - s) / d / minutes;
    w.thetaOver += 100.0 * std::max(0, s - d) / d / minutes;
    w.tauUnder += 100.0 * (s < d) / minutes;
    if (k > 0) w.instability += 100.0 * (sign(s - before) != sign(d - neededAt(k - 1))) / (minutes - 1);
    w.lost += std::max(0.0, rate - canCarry * s);
    demand += rate;
    before = s;

    const auto ordered = static_cast<std::int64_t>(pending.size());
    const std::int64_t wanted = std::max<std::int64_t>(1, decide({k, rate, n, ordered}));
    std::int64_t members = n + ordered;
    for (; members < wanted; ++members) {
      pending.push_back(k + 4);
      ++w.launches;
    }
    for (; members > wanted; --members) {
      if (pending.empty()) {
        --n;
      } else {
        pending.pop_back();
      }
    }
  }
  w.lost *= 100 / demand;
  return w;
}

inline Instant endOf(int k) { return Instant::at(Duration::minutes(k + 1)); }

/// What a policy's metric was in a minute.
using Measure = double(const Minute&);
/// Load over what workers in service should carry.
inline double fullness(const Minute& m) { return m.rate / (shouldCarry * static_cast<double>(m.n)); }
inline double requests(const Minute& m) { return m.rate * 60; }

/// A control loop that follows its first policy's metric.
inline Decide follows(Control control, Measure* measure) {
  control.desired = neededAt(0);
  return [control = std::move(control), measure](const Minute& m) mutable {
    control.measured(0, {endOf(m.k - 1), endOf(m.k), measure(m), m.n});
    FleetView fleet;
    fleet.now = endOf(m.k);
    fleet.inService = m.n;
    fleet.pending = m.pending;
    fleet.members = m.n + m.pending;
    control.evaluate(fleet);
    return control.desired;
  };
}

inline std::int64_t follow(const Minute& m) { return static_cast<std::int64_t>(std::ceil(m.rate / shouldCarry)); }

struct Row {
  double instanceHours, thetaUnder, thetaOver, tauUnder, instability, launches, shortMinutes, lost;
};

/// Instance-hours within 0.05 %, short minutes within 2 (a rounding near a ceiling); shares to their last digit given.
inline void expectRow(const Week& w, const Row& r) {
  EXPECT_NEAR(w.instanceHours, r.instanceHours, 0.0005 * r.instanceHours);
  EXPECT_NEAR(w.shortMinutes, r.shortMinutes, 2);
  EXPECT_NEAR(w.launches, r.launches, 1);
  EXPECT_NEAR(w.thetaUnder, r.thetaUnder, 1e-4);
  EXPECT_NEAR(w.thetaOver, r.thetaOver, 0.01);
  EXPECT_NEAR(w.tauUnder, r.tauUnder, 1e-3);
  EXPECT_NEAR(w.instability, r.instability, 0.01);
  EXPECT_NEAR(w.lost, r.lost, 1e-4);
}

}  // namespace headroom
