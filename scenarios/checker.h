/// What the parts of `check` share: the scenario, the issues so far, and the words for them.
#pragma once

#include "models/calendar.h"
#include "models/fleet/instance_types.h"
#include "scenarios/check.h"
#include "scenarios/suggest.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// Of the catalogue; nullptr: it has no such type.
const InstanceType* typeNamed(const std::string& name);

struct Checker {
  const ScenarioSpec& spec;
  const PlaceOf& placeOf;
  Issues issues = {};
  std::optional<Calendar> calendar = {};  // empty: start or time zone are wrong
  /// Mean time a call of each service holds its slot [s]: its own work, and its dependencies where nobody waits.
  std::map<std::string, double> holding = {};
  /// Calls that one call may become in its deepest dependency, if every attempt is used up.
  std::map<std::string, double> amplification = {};

  bool onlyReferences = false;

  /// A name that leads nowhere; said even where the rest of the scenario could not be read.
  void dangling(const std::string& path, std::string what, std::string wanted, Hint hint);
  void error(const std::string& path, std::string what, std::string wanted = {}, Hint hint = {});
  void warning(const std::string& path, std::string what, std::string wanted = {}, Hint hint = {});

  const ServiceSpec* service(const std::string& name) const;
  std::vector<std::string> serviceNames() const;

  /// The reference must name a service, a zone of the region.
  void refersToService(const std::string& path, const std::string& name);
  void refersToZone(const std::string& path, const std::string& name);
  void inRun(const std::string& path, const When&);
  /// The instant of any `When` but `peak`.
  std::optional<Instant> instantOf(const When&) const;
  void law(const std::string& path, const LawSpec&, bool mayBeZero = true);
  void client(const std::string& path, const ClientSpec&);

  void run();
  void time();
  void region();
  void demand(const DemandSpec&);
  void curve(const std::string& path, const CurveSpec&);
  void services();
  void graph();
  void calls(const ServiceSpec&);
  void worker(const ServiceSpec&);
  /// Of the catalogue; an issue, and nullptr, if there is none of that name.
  const InstanceType* instanceType(const std::string& path, const std::string& name);
  void fleet(const ServiceSpec&);
  void group(const ServiceSpec&);
  void hooks(const ServiceSpec&);
  void warmPool(const ServiceSpec&);
  void spot(const ServiceSpec&);
  void types(const ServiceSpec&);
  void typesBeside(const std::string& path, const ServiceSpec&);
  void oneType(const std::string& path, const ServiceSpec&, const TypeSpec&);
  /// All slots busy at once must not ask for more than the machine has.
  void machineBears(const std::string& path, const ServiceSpec&, const InstanceType&, double slots);
  void function(const ServiceSpec&);
  void functionConcurrency();
  void severalMetrics(const std::string& path, const ServiceSpec&, const ExternalPolicy&);
  void policies(const ServiceSpec&);
  void pods(const ServiceSpec&, const PolicySpec&, const std::string& path);
  void alarms(const ServiceSpec&);
  void metric(const std::string& path, const ServiceSpec&, const MetricSpec&);
  void alarm(const std::string& path, const ServiceSpec&, const AlarmSpec&);
  void target(const std::string& path, const MetricSpec&, double target);
  void targetTracking(const std::string& path, const TargetTrackingPolicy&);
  void steps(const std::string& path, const StepPolicy&);
  void adjustment(const std::string& path, Adjustment, std::int64_t by, std::int64_t minMagnitude);
  void scheduled(const std::string& path, const ServiceSpec&, const ScheduledPolicy&);
  void plans(const std::string& path, const ServiceSpec&, const PolicySpec&);
  void forecast(const std::string& path, const ServiceSpec&, const ForecastSpec&, bool saidOtherwise);
  void predictive(const std::string& path, const PredictivePolicy&);
  void chunks(const std::string& path, const ChunksPolicy&);
  void readsCurves(const std::string& path, const std::string& what, const ServiceSpec&);
  void carries(const std::string& path, const ServiceSpec&, bool said);
  void clairvoyant(const std::string& path, const ServiceSpec&, const ClairvoyantPolicy&);
  void rungs(const std::string& path, const ServiceSpec&, const RungSpec&);
  void vertical(const std::string& path, const ServiceSpec&, const VerticalPolicy&);
  void offeredLoad(const ServiceSpec&);
  void fault(const FaultSpec&);
  void change(const ChangeSpec&);
  void objective(const ObjectiveSpec&);
  void expectation(const ExpectSpec&);
  void window(const std::string& path, const ExpectSpec&);
};

/// Rough mean of a curve over the run [1/s]; empty where it cannot be known without reading a file.
std::optional<double> meanRate(const CurveSpec&, Duration run);

}  // namespace headroom
