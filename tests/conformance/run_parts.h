/// What cases that are runs have in common.
#pragma once

#include "models/observe.h"
#include "scenarios/units.h"

#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>

namespace headroom::conformance {

inline double secondsOf(const YAML::Node& n) {
  Refusal r;
  const auto d = readDuration(n.as<std::string>(), r);
  if (!d) throw std::runtime_error(r.what);
  return d->inSeconds();
}

/// A part of a scenario as YAML in braces.
inline std::string inOneLine(const YAML::Node& part) {
  YAML::Node copy = YAML::Clone(part);
  copy.SetStyle(YAML::EmitterStyle::Flow);
  YAML::Emitter out;
  out << copy;
  return out.c_str();
}

/// Keeps the events of a run.
struct EventEar : Listener {
  struct Event {
    double time;
    EventKind kind;
    double zone;
    std::int64_t worker;
  };
  void announce(const Announcement&) override {}
  void bucket(Instant, Instant, std::span<const double>) override {}
  void row(std::size_t table, std::span<const double> cells) override {
    if (table == eventTable)
      events.push_back({cells[0], static_cast<EventKind>(cells[1]), cells[3], static_cast<std::int64_t>(cells[4])});
  }
  std::vector<Event> events;
};

}  // namespace headroom::conformance
