/// What a group does about launches that fail, wait, or must go elsewhere, in a run:
///
///   scenario: {fleet: {…}, start: {…}, scaling: […], faults: […]}    parts of one; zones a and b, one call a minute
///   happened:                                        how often, from one instant to another, both included
///     - {what: launch, times: 4, zone: b, from: 1min, to: 1min}
///   at_end: [3, 3]                                   members of the group by zone (where types have
///                                                    weights in units), when `until` has come
#include "models/simulation.h"
#include "scenarios/load.h"
#include "tests/conformance/run_parts.h"
#include "tests/conformance/subject.h"

#include <algorithm>
#include <stdexcept>

namespace headroom::conformance {
namespace {

std::string scenarioOf(const YAML::Node& n) {
  std::string text = "version: 1\nduration: " + n["until"].as<std::string>() +
                     "\nregion: {zones: [a, b]}\ndemand: {users: {to: web, rate: 1/min}}\n"
                     "services:\n  web:\n    worker: {slots: 1, service_time: 1ms}\n"
                     "    balancer: {health_check: {interval: 1s}}\n";
  for (const char* part : {"fleet", "start", "scaling"})
    if (n["scenario"][part]) text += std::string("    ") + part + ": " + inOneLine(n["scenario"][part]) + "\n";
  return text + "faults: " + inOneLine(n["scenario"]["faults"]) + "\n";
}

EventKind kindOf(const std::string& word) {
  if (word == "launch") return EventKind::launch;
  if (word == "launch_failed") return EventKind::launchFailed;
  if (word == "terminated") return EventKind::terminated;
  throw std::runtime_error("what is `" + word + "`?");
}

std::string checkTimes(const YAML::Node& wanted, const std::vector<EventEar::Event>& events) {
  const EventKind kind = kindOf(wanted["what"].as<std::string>());
  const double from = secondsOf(wanted["from"]), to = secondsOf(wanted["to"]);
  const std::string zone = wanted["zone"].as<std::string>("");
  const auto times = std::count_if(events.begin(), events.end(), [&](const EventEar::Event& e) {
    return e.kind == kind && e.time >= from && e.time <= to && (zone.empty() || e.zone == (zone == "a" ? 0 : 1));
  });
  if (times == wanted["times"].as<std::int64_t>()) return "";
  return inOneLine(wanted) + ": " + std::to_string(times) + " times\n";
}

}  // namespace

std::string checkLaunches(const YAML::Node& n) {
  const std::string text = scenarioOf(n);
  const Loaded loaded = loadText(text, "case.yaml");
  if (!loaded.ok()) throw std::runtime_error(loaded.issues.front().what + "\n" + text);
  EventEar ear;
  World world(compile(*loaded.spec), 1);
  world.run({&ear, 0});
  std::string wrong;
  for (const YAML::Node& wanted : n["happened"]) wrong += checkTimes(wanted, ear.events);
  if (!n["at_end"]) return wrong;
  const std::vector<std::int64_t> members = world.membersByZone(0);
  if (members != n["at_end"].as<std::vector<std::int64_t>>())
    wrong += "at the end " + std::to_string(members[0]) + " in a, " + std::to_string(members[1]) + " in b\n";
  return wrong;
}

}  // namespace headroom::conformance
