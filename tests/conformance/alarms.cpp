/// An alarm over its datapoints:
///
///   alarm: {of: 3, points: 2, missing: ignore}      M of N and treatment as in a scenario; the threshold is 0.5, or
///                                                   above, at_least, below, at_most: a number
///   seen: 0 - X X X                                 oldest first: X is 1, 0 is 0, - is missing; or numbers
///   before: ok                                      its state so far; insufficient_data by default
///   state: alarm                                    what it must become, all of `seen` being there
///   states: [ok, ok, alarm]                         or: after each datapoint, as they come
#include "models/metrics/alarm_spec.h"
#include "tests/conformance/subject.h"

#include <limits>
#include <sstream>
#include <stdexcept>

namespace headroom::conformance {
namespace {

constexpr const char* names[] = {"ok", "alarm", "insufficient_data"};

AlarmState stateNamed(const std::string& name) {
  for (std::size_t i = 0; i < 3; ++i)
    if (name == names[i]) return static_cast<AlarmState>(i);
  throw std::runtime_error("there is no state `" + name + "`");
}

double pointOf(const std::string& word) {
  if (word == "-") return std::numeric_limits<double>::quiet_NaN();
  return word == "X" ? 1 : std::stod(word);
}

std::vector<double> pointsOf(const YAML::Node& seen) {
  std::vector<double> points;
  std::istringstream in(seen.as<std::string>());
  for (std::string word; in >> word;) points.push_back(pointOf(word));
  return points;
}

MissingData treatmentNamed(const std::string& name) {
  for (const Word& w : typeFor<MissingData>().words)
    if (w.name == name) return static_cast<MissingData>(w.value);
  throw std::runtime_error("there is no treatment `" + name + "`");
}

AlarmRule ruleOf(const YAML::Node& n) {
  AlarmSpec spec;
  spec.of = n["of"].as<std::int64_t>(1);
  if (n["points"]) spec.points = n["points"].as<std::int64_t>();
  spec.missing = treatmentNamed(n["missing"].as<std::string>("missing"));
  const auto threshold = [&](const char* key, std::optional<double>& to) {
    if (n[key]) to = n[key].as<double>();
  };
  threshold("above", spec.above);
  threshold("at_least", spec.atLeast);
  threshold("below", spec.below);
  threshold("at_most", spec.atMost);
  if (!spec.comparisons()) spec.above = 0.5;
  return spec.rule();
}

}  // namespace

std::string checkAlarm(const YAML::Node& n) {
  const AlarmRule rule = ruleOf(n["alarm"]);
  const std::vector<double> points = pointsOf(n["seen"]);
  AlarmState state = stateNamed(n["before"].as<std::string>("insufficient_data"));
  std::vector<std::string> wanted, got;
  if (n["state"]) {
    wanted = {n["state"].as<std::string>()};
    got = {names[static_cast<std::size_t>(judged(rule, points, state))]};
  } else {
    wanted = n["states"].as<std::vector<std::string>>();
    for (std::size_t k = 1; k <= points.size(); ++k) {
      state = judged(rule, std::span(points).first(k), state);
      got.emplace_back(names[static_cast<std::size_t>(state)]);
    }
  }
  if (wanted == got) return "";
  std::string text = "states were";
  for (const std::string& s : got) text += " " + s;
  return text;
}

}  // namespace headroom::conformance
