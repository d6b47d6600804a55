// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/fork.h"

#include "gui/run/same_past.h"
#include "scenarios/units.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace headroom::gui {

ForkChange changeOf(Injection injection, Instant at, const ScenarioSpec& spec) {
  injection.at = at;
  injection.name = freshName(spec);
  return {at, setOf(injection, spec), sentenceOf(injection), false};
}

ForkChange changeOf(const std::string& set, Instant at, const ScenarioSpec& spec) {
  const std::string change = fmt::format("changes.{}={{at: {}, set: {}}}", freshName(spec),
                                         writeDuration(at.sinceStart()), nlohmann::json(set).dump());
  return {at, change, set, false};
}

ForkChange changeFromTheStart(const std::string& set, Instant at) { return {at, set, set, true}; }

Fork::Fork(QObject* parent) : QObject(parent) {
  connect(&a_, &RunSession::moved, this, &Fork::follow);
  connect(&b_, &RunSession::moved, this, &Fork::follow);
}

/// Events at the moment itself are of the branches, so the common past ends a nanosecond before.
void Fork::start(const Recipe& base, const ForkChange& change) {
  change_ = change;
  parted_.reset();
  Recipe other = base;
  other.sets.push_back(change.set);
  const RunStart start{true, 0, Instant::atNs(std::max<std::int64_t>(change.at.ns() - 1, 0))};
  a_.start(prepare(base), start);
  b_.start(prepare(other), start);
}

void Fork::stop() {
  a_.stop();
  b_.stop();
}

/// Neither shows anything before it has come to the moment.
void Fork::follow() {
  if (!parted_ && a_.data() && b_.data()) parted_ = !samePast(*a_.data(), *b_.data(), change_.at.inSeconds());
  Q_EMIT moved();
}

}  // namespace headroom::gui
