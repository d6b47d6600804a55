// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/experiment.h"

#include "gui/run/same_past.h"
#include "scenarios/write_yaml.h"

#include <utility>

#include <fmt/format.h>

namespace headroom::gui {
namespace {

constexpr std::int64_t millisecond = 1'000'000;

}  // namespace

Experiment::Experiment(QObject* parent) : QObject(parent) {
  connect(&session_, &RunSession::moved, this, &Experiment::compareThePast);
}

Recipe Experiment::with(const std::vector<Injection>& injections) const {
  Recipe recipe = recipe_;
  for (const Injection& i : injections) recipe.sets.push_back(setOf(i, *base_->loaded.spec));
  return recipe;
}

void Experiment::forget() {
  trouble_.clear();
  before_.reset();
  rewrote_ = false;
}

void Experiment::start(const Recipe& recipe, RunStart start) {
  recipe_ = recipe;
  injections_.clear();
  forget();
  base_ = prepare(recipe);
  session_.start(base_, start);
  Q_EMIT changed();
}

bool Experiment::inject(Injection injection) {
  const auto prepared = session_.prepared();
  if (!prepared || !prepared->ready()) return false;
  const bool running = session_.progress().state == RunState::running;
  const Instant at = session_.pauseNow();
  injection.at = Instant::atNs((at.ns() / millisecond + 1) * millisecond);
  injection.name = freshName(prepared->blueprint->spec);
  auto injections = injections_;
  injections.push_back(std::move(injection));
  return goOnWith(std::move(injections), at, running);
}

bool Experiment::takeBack(std::size_t which) {
  const bool running = session_.progress().state == RunState::running;
  const Instant at = session_.pauseNow();
  auto injections = injections_;
  injections.erase(injections.begin() + static_cast<std::ptrdiff_t>(which));
  return goOnWith(std::move(injections), at, running);
}

bool Experiment::goOnWith(std::vector<Injection> injections, Instant at, bool running) {
  const bool over = session_.progress().over();
  const auto prepared = prepare(with(injections));
  trouble_ = prepared->trouble;
  if (!prepared->ready()) {
    if (running) session_.run();
    return false;
  }
  const bool added = injections.size() > injections_.size();
  before_.reset();
  if (added) before_ = session_.data();
  rewrote_ = false;
  injections_ = std::move(injections);
  RunStart start{running, session_.pace(), at};
  if (over) start = {true, session_.pace(), {}};  // it had ended: there is no place to go on from
  session_.start(prepared, start);
  Q_EMIT changed();
  return true;
}

void Experiment::compareThePast() {
  const RunProgress& p = session_.progress();
  if (!before_ || p.catchingUp || !session_.data() || session_.data() == before_) return;
  rewrote_ = !samePast(*before_, *session_.data(), injections_.back().at.inSeconds());
  before_.reset();
  Q_EMIT changed();
}

void Experiment::again(std::uint64_t seed) {
  recipe_.seed = seed;
  forget();
  session_.start(injections_.empty() ? prepare(recipe_) : prepare(with(injections_)), {true, session_.pace(), {}});
  Q_EMIT changed();
}

std::string Experiment::scenarioText(const std::string& directory) const {
  const auto prepared = session_.prepared();
  ScenarioSpec spec = *prepared->loaded.spec;
  spec.seed = static_cast<std::int64_t>(prepared->seed());
  return fmt::format("# {}\n", prepared->command()) + writeYaml(typeFor<ScenarioSpec>(), &spec, directory);
}

}  // namespace headroom::gui
