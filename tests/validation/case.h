/// What theory says about a system, and the scenario that must show it.
///
/// A case is data: a scenario through the public model API, how long to run it, and figures with their exact values.
/// `measure.h` runs it; nothing here looks inside a run. Cases are grouped by system; `allGroups()` is the whole list.
///
/// Times of the references have no unit. One unit of theirs is `unitSeconds` of a scenario, which keeps the nanosecond
/// 1e-7 of it.
#pragma once

#include "models/simulation.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace headroom::validation {

inline constexpr double unitSeconds = 0.01;

/// One replication, as whoever runs a scenario sees it. `window`: length of the measured window, in units.
struct Observation {
  const Summary& summary;
  double window;
};

/// A number of one replication, in units of the reference.
using Reader = std::function<double(const Observation&)>;

struct Figure {
  enum class Kind : std::uint8_t {
    mean,        // of the reader's values over replications
    variance,    // of them
    probability  // that the reader's value is not 0
  };
  std::string name;
  double expected = 0;
  Reader read;
  Kind kind = Kind::mean;
  /// The widest half-interval with which the figure still says something: relative, of a probability absolute. Of the
  /// commit's suite; the nightly one allows a fifth of it.
  double most = 0.05;
  /// Relative error that the program states for this figure (quantiles come from histograms).
  double resolution = 0;
  bool nightlyOnly = false;  // needs more replications than a commit has
};

/// Steady: one long window a replication, after a warm-up. Moment: the spec says what is measured; replications count.
struct Length {
  enum class Kind : std::uint8_t { steady, moment };
  Kind kind = Kind::steady;
  double warmUp = 0;  // units
  double window = 0;  // units, over all replications
  int replications = 50;
};

struct Case {
  std::string id;       // of the row it checks: "MM1-3"
  std::string variant;  // what is special about this run of the row; may be empty
  ScenarioSpec spec;
  Length length;
  std::vector<Figure> figures;
  bool nightlyOnly = false;
  /// Expected number of requests until t [units]: if given, counts over `bins` equal parts of the run are compared with
  /// it by χ².
  std::function<double(double)> expectedUntil = {};
  int bins = 0;

  std::string title() const { return variant.empty() ? id : id + ", " + variant; }
};

struct Group {
  std::string name;    // "M/M/1"
  std::string about;   // one line
  std::string source;  // of the expected values
  std::vector<Case> cases = {};
};

Group mm1();
Group mmc();
Group finiteRoom();
Group impatient();
Group mg1();
Group mdc();
Group sharedProcessor();
Group gim1();
Group tandem();
Group closedLoop();
Group balancers();
Group scalability();
Group breakdowns();
Group arrivalProcess();
Group unlimitedServers();
Group transients();
Group capacitySteps();

std::vector<Group> allGroups();

/// What the references have and a scenario cannot say, or a run does not show; with the reason.
struct Missing {
  std::string rows, what, why;
};
std::vector<Missing> notTested();

}  // namespace headroom::validation
