/// Objectives: attainment, what is left of the error budget, and how fast it burns.
///
/// Burn rate 1 spends the budget in exactly the objective's own window; a page at 14.4 over 1 h means 2 % of 30 days
/// (Site Reliability Workbook, chapter 5, "Alerting on SLOs"). Counts are a bucket each, at the instant of the end; a
/// window consists of whole buckets. Unknown is NaN: nothing ended, or the run is shorter than the window.
#pragma once

#include <cstdint>
#include <limits>
#include <span>

namespace headroom::measures {

/// What ended, bucket by bucket. `edges` has one number more than there are buckets [s].
struct Outcomes {
  std::span<const double> edges, good, ended;
};

/// Good / ended.
double attainment(const Outcomes&);
/// (1 − attainment)/(1 − target): above 1 it is overspent. NaN for a target of 1.
double budgetSpent(double attainment, double target);

struct Burn {
  double window = 0;   // [s]
  double last = 0;     // over the window that ends with the run
  double worst = 0;    // of all windows
  double worstAt = 0;  // end of the worst [s]
};

/// Bad share over the window / (1 − target). A window in which nothing ended burns nothing.
Burn burnOver(double window, const Outcomes&, double target);

/// Share of the budget of `period` that a burn rate spends in `window`.
double budgetUsed(double burn, double window, double period);

/// How long the budget of `period` lasts at a burn rate; infinity at 0.
double timeToExhaust(double burn, double period);

/// When the error budget is used up, if it burns on as it last did.
struct RunsOut {
  enum class Kind : std::uint8_t { unknown, never, spent, after };
  Kind kind = Kind::unknown;
  double seconds = std::numeric_limits<double>::quiet_NaN();  // after the end of the run; 0: it is spent
  double burn = std::numeric_limits<double>::quiet_NaN();     // the rate that it goes on with,
  double over = std::numeric_limits<double>::quiet_NaN();     // of so long a time before the end [s]
};

/// What is left of the budget of `period`, over the burn rate of the last hour (of all of a shorter run). Left is 1
/// less what the last `period` has spent; of a longer one than the run, as if what is not in the run were good. Never:
/// nothing is burnt. Unknown: nothing ended in that hour, or the target is 1.
RunsOut runsOut(const Outcomes&, double target, double period);

/// Share of the buckets in which anything ended that kept the target: availability by time.
double shareOfTimeKept(const Outcomes&, double target);

/// Since `fault` [s]: when every minute of the next `hold` seconds was kept again; 0 if none was missed, NaN if not
/// before the end. `edges` of minutes, `kept` for each.
double recoveryTime(std::span<const double> edges, std::span<const char> kept, double fault, double hold = 300);

}  // namespace headroom::measures
