#include "tests/validation/case.h"

namespace headroom::validation {

std::vector<Group> allGroups() {
  return {mm1(),        mmc(),          finiteRoom(),      impatient(),      mg1(),
          mdc(),        gim1(),         sharedProcessor(), tandem(),         closedLoop(),
          balancers(),  scalability(),  breakdowns(),      arrivalProcess(), unlimitedServers(),
          transients(), capacitySteps()};
}

std::vector<Missing> notTested() {
  return {
      {"MM1, MG1, PS, TANDEM", "variances of W and Wq, busy periods",
       "A run shows means and quantiles of times, no second moments, and no busy periods."},
      {"MM1, MMC, MMCK", "P(N = n) over time",
       "A run shows the mean number of calls, not how long each number held. P(N = 0) of one server is 1 − "
       "utilisation; "
       "the rows of breakdowns, transients and steps look at one instant of many replications instead."},
      {"ERLA-6", "P(wait > 0) and utilisation", "They are 1 to eleven digits: nothing varies that a test could use."},
      {"KR", "two-class loss (Kaufman-Roberts)", "Every call holds one slot: a class cannot ask for several."},
      {"PS", "W given the size of the call", "Latency is shown for all classes of requests together."},
      {"JACKSON-1, JACKSON-2", "networks with feedback",
       "Services may not call one another in a circle: a call that comes back is a new call of its caller."},
      {"MMPP", "Markov-modulated arrivals",
       "No word for a rate that changes at random. Overdispersed arrivals have gamma gaps, another process."},
      {"AVAIL, AZ", "k of n available",
       "No figure for the share of time with at least k workers in service; the zones' part of it is in BRK."},
      {"POD", "power of d choices with endlessly many servers",
       "A limit, not a system; d is 2. LB-4 to LB-6 check power of two exactly."},
      {"HW, STAFF", "square-root staffing", "Formulas for choosing c, of the same Erlang C that MMC checks."},
      {"TB, TBP", "token buckets", "No rate limiter in front of a service."},
      {"USL", "the peak", "As N = 4, 16, 64, 256, from the same table of rates."},
      {"NHPP", "Kolmogorov-Smirnov on instants of arrivals",
       "Single instants are not shown; counts in twelve parts of the run are compared by χ² instead."},
      {"ELAS, SLO, BURN, HDR, OSCI and section 24", "arithmetic without chance",
       "Not queueing: checked where that arithmetic is, or not part of the simulator yet."},
  };
}

}  // namespace headroom::validation
