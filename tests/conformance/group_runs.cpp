/// A service in a run, and what happens to its workers:
///
///   service: {start: {…}, fleet: {…}, scaling: […], …}   as in a scenario; one zone, one short call a second, checks
///                                                        every tenth of a second
///   until: 10min
///   happens:                       all events of the kinds that are named in it, in order, each to within half a
///   second
///     - {at: 100s, what: launch}   also: worker (the first is 0)
///     - {none: launch_failed}      a kind that must not happen
#include "models/simulation.h"
#include "scenarios/load.h"
#include "tests/conformance/run_parts.h"
#include "tests/conformance/subject.h"

#include <cmath>
#include <cstdio>
#include <set>
#include <stdexcept>

namespace headroom::conformance {
namespace {

struct Happening {
  double at;
  std::string what;
  std::int64_t worker;
};

std::string happeningText(const Happening& h) {
  char text[80];
  std::snprintf(text, sizeof text, "%.1f s: %s of worker %lld", h.at, h.what.c_str(), static_cast<long long>(h.worker));
  return text;
}

std::vector<Happening> ranWith(const YAML::Node& n) {
  YAML::Node service = YAML::Clone(n["service"]);
  if (!service["worker"]) service["worker"] = YAML::Load("{slots: 10, service_time: 1ms}");
  if (!service["balancer"]) service["balancer"] = YAML::Load("{health_check: {interval: 0.1s}}");
  const std::string text =
      "version: 1\nduration: " + n["until"].as<std::string>() +
      "\nregion: {zones: [a]}\ndemand: {users: {to: web, rate: 1 rps}}\nservices: {web: " + inOneLine(service) + "}\n" +
      (n["faults"] ? "faults: " + inOneLine(n["faults"]) + "\n" : "");
  const Loaded loaded = loadText(text, "case.yaml");
  if (!loaded.ok()) throw std::runtime_error(loaded.issues.front().what + "\n" + text);
  const auto blueprint = compile(*loaded.spec);
  EventEar ear;
  World world(blueprint, 1);
  world.run({&ear, 0});
  const std::vector<std::string> kinds = announcementOf(*blueprint).tables[eventTable].columns[1].flags;
  std::vector<Happening> heard;
  for (const EventEar::Event& e : ear.events)
    heard.push_back({e.time, kinds.at(static_cast<std::size_t>(e.kind)), e.worker});
  return heard;
}

}  // namespace

std::string checkGroupRun(const YAML::Node& n) {
  std::set<std::string> asked;
  std::vector<YAML::Node> wanted;
  for (const YAML::Node& h : n["happens"]) {
    asked.insert((h["none"] ? h["none"] : h["what"]).as<std::string>());
    if (!h["none"]) wanted.push_back(h);
  }
  std::vector<Happening> got;
  for (const Happening& h : ranWith(n))
    if (asked.count(h.what)) got.push_back(h);
  bool same = got.size() == wanted.size();
  for (std::size_t i = 0; same && i < got.size(); ++i)
    same = got[i].what == wanted[i]["what"].as<std::string>() &&
           std::abs(got[i].at - secondsOf(wanted[i]["at"])) <= 0.5 &&
           (!wanted[i]["worker"] || wanted[i]["worker"].as<std::int64_t>() == got[i].worker);
  if (same) return "";
  std::string text = "what happened was\n";
  for (const Happening& h : got) text += "  " + happeningText(h) + "\n";
  return text;
}

}  // namespace headroom::conformance
