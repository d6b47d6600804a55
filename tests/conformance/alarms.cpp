/// An alarm over the last datapoints:
///
///   of: 3                   N; `points`, M, as many by default
///   points: 0 - X X X       oldest first: X is beyond the threshold, 0 is not, - is missing
///   before: ok              its state so far
///   state: alarm            what it must become
#include "models/metrics/alarm.h"
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

std::vector<double> pointsOf(const std::string& text) {
  std::vector<double> points;
  std::istringstream in(text);
  for (std::string word; in >> word;) {
    if (word != "X" && word != "0" && word != "-") throw std::runtime_error("`" + word + "` is none of X, 0, -");
    points.push_back(word == "-" ? std::numeric_limits<double>::quiet_NaN() : word == "X" ? 1 : 0);
  }
  return points;
}

}  // namespace

std::string checkAlarm(const YAML::Node& n) {
  AlarmRule rule;
  rule.points = n["of"].as<std::int64_t>();
  rule.threshold = 0.5;
  const AlarmState before = stateNamed(n["before"].as<std::string>("insufficient_data"));
  const AlarmState state = judged(rule, pointsOf(n["points"].as<std::string>()), before);
  const std::string wanted = n["state"].as<std::string>();
  return state == stateNamed(wanted) ? "" : "wanted " + wanted + ", got " + names[static_cast<std::size_t>(state)];
}

}  // namespace headroom::conformance
