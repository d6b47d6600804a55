// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/run_engine.h"

#include "models/simulation.h"
#include "scenarios/run/external_programs.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

namespace headroom::gui {
namespace {

using namespace std::chrono_literals;

constexpr auto showEvery = 40ms;
constexpr double shortBlock = 0.002, longBlock = 0.005;  // s
constexpr std::uint64_t leastBlock = 16, greatestBlock = 1u << 16;
constexpr int eventsBetweenLooks = 256;  // where events are taken one by one
constexpr double mostUseRows = 2e6;      // of workers, a row a bucket: some 64 MB

double secondsSince(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// What charts need of the summary before there is one: who is called first, and the names of faults and changes.
std::string serviceNames(const Blueprint& b) {
  nlohmann::ordered_json names;
  if (!b.services.empty()) names["entry"] = b.services[b.entry].name;
  for (const FaultPlan& f : b.faults) names["faults"].push_back({{"name", f.name}});
  for (const ChangeSpec& c : b.spec.changes) names["changes"].push_back({{"name", c.name}, {"set", c.set}});
  return names.dump();
}

/// Each worker's use is told as long as that is not more than everything else that is kept.
bool tellsWorkers(const Blueprint& b) {
  double most = 0;
  for (const Blueprint* now = &b; now; now = now->next ? now->next->then.get() : nullptr) {
    double workers = 0;
    for (const ServicePlan& s : now->services)
      workers += s.function ? mostUseRows : static_cast<double>(s.spec.fleet.max);  // environments: nobody knows
    most = std::max(most, workers);
  }
  return most * (b.duration.inSeconds() / b.sample.inSeconds()) <= mostUseRows;
}

RunHead headOf(const Prepared& p) {
  return {p.recipe.file,
          p.blueprint->spec.name,
          "running",
          p.blueprint->calendar.iso(Instant()),
          {},
          serviceNames(*p.blueprint),
          p.seed()};
}

/// When the next thing happens, the end of the run included.
Instant nextOf(const World& w) {
  const Instant due = w.agenda.due();
  return w.draining_ ? due : std::min(due, Instant::atNs(w.end_));
}

}  // namespace

RunEngine::RunEngine(std::shared_ptr<const Prepared> prepared, RunStart start, std::function<void()> tell)
    : prepared_(std::move(prepared)),
      seenTo_(start.seenTo),
      tell_(std::move(tell)),
      wishes_{start.running, false, {}, start.pace},
      recorder_(headOf(*prepared_)),
      shown_(Clock::now()),
      measured_(Clock::now()) {
  thread_ = std::thread([this] { work(); });
}

RunEngine::~RunEngine() {
  stop();
  thread_.join();
}

void RunEngine::wish(const std::function<void(Wishes&)>& change) {
  {
    const std::lock_guard lock(mutex_);
    change(wishes_);
  }
  wished_.notify_one();
}

void RunEngine::run() {
  wish([](Wishes& w) {
    w.running = true;
    w.step.reset();
  });
}
void RunEngine::pause() {
  wish([](Wishes& w) {
    w.running = false;
    w.step.reset();
  });
}
void RunEngine::step(Step s) {
  wish([s](Wishes& w) {
    w.running = false;
    w.step = s;
  });
}
void RunEngine::setPace(double pace) {
  wish([pace](Wishes& w) { w.pace = pace; });
}
void RunEngine::stop() {
  wish([](Wishes& w) { w.quit = true; });
}

RunEngine::Wishes RunEngine::wishes() {
  const std::lock_guard lock(mutex_);
  return wishes_;
}

std::optional<RunEngine::Laid> RunEngine::take() {
  const std::lock_guard lock(mutex_);
  auto taken = std::move(laid_);
  laid_.reset();
  return taken;
}

void RunEngine::lay(Laid laid) {
  bool waiting;
  {
    const std::lock_guard lock(mutex_);
    waiting = laid_.has_value();
    if (waiting && !laid.data) laid.data = std::move(laid_->data);
    laid_ = std::move(laid);
  }
  if (!waiting) tell_();
}

void RunEngine::work() {
  try {
    const auto& blueprint = prepared_->blueprint;
    World world(blueprint, prepared_->seed(), prepared_->recipe.replica);
    recorder_.announce(announcementOf(*blueprint));
    std::unique_ptr<Outside> outside;
    if (!firstExternalPolicy(blueprint->spec).empty())
      outside = std::make_unique<ExternalPrograms>(blueprint, prepared_->loaded.directory);
    watch_ = {&recorder_, 0, outside.get(), tellsWorkers(*blueprint)};
    if (seenTo_) catchUp(world);
    show(world, wishes().running ? RunState::running : RunState::paused);
    drive(world);
    if (world.over()) {
      conclude(world);
    } else {
      recorder_.head.status = "interrupted";
      recorder_.head.fingerprint = world.fingerprint();
      show(world, RunState::stopped);
    }
  } catch (const std::exception& e) {
    progress_.state = RunState::failed;
    progress_.trouble = e.what();
    lay({nullptr, progress_, nullptr});
  }
  sayResting(true, progress_.now);
}

void RunEngine::drive(World& world) {
  while (!world.over()) {
    const Wishes now = wishes();
    if (now.quit) return;
    if (!now.running && !now.step) {
      show(world, RunState::paused);
      rest(world);
      continue;
    }
    const auto begin = Clock::now();
    if (now.step)
      takeStep(world, *now.step);
    else
      goOn(world, now.pace);
    worked_ += secondsSince(begin);
    showIfDue(world);
  }
}

void RunEngine::sayResting(bool resting, Instant at) {
  {
    const std::lock_guard lock(mutex_);
    resting_ = resting;
    restsAt_ = at;
  }
  rested_.notify_all();
}

Instant RunEngine::pauseNow() {
  pause();
  std::unique_lock lock(mutex_);
  rested_.wait(lock, [this] { return resting_; });
  return restsAt_;
}

void RunEngine::rest(const World& world) {
  sayResting(true, world.now());
  {
    std::unique_lock lock(mutex_);
    wished_.wait(lock, [this] { return wishes_.quit || wishes_.running || wishes_.step; });
    resting_ = false;
  }
  pace_ = -1;
  measured_ = Clock::now();
  measuredAt_ = world.now().inSeconds();
  measuredEvents_ = world.eventCount();
}

void RunEngine::goOn(World& world, double pace) {
  if (pace != pace_) {
    pace_ = pace;
    paceFrom_ = world.now().inSeconds();
    paceSince_ = Clock::now();
  }
  if (pace > 0)
    keepPace(world, pace);
  else
    block(world);
}

/// So many events that it takes some milliseconds, whatever an event costs.
void RunEngine::block(World& world) {
  const auto begin = Clock::now();
  world.run(watch_, blockEvents_);
  const double took = secondsSince(begin);
  if (took < shortBlock) blockEvents_ = std::min(blockEvents_ * 2, greatestBlock);
  if (took > longBlock) blockEvents_ = std::max(blockEvents_ / 2, leastBlock);
}

/// Everything that is due by now at this pace, one by one; in blocks when the pace is more than the engine can.
void RunEngine::keepPace(World& world, double pace) {
  const double target = paceFrom_ + pace * secondsSince(paceSince_);
  const auto due = [&] { return nextOf(world).inSeconds(); };
  if (due() > target) {
    const double wait = std::min(0.02, (due() - target) / pace);
    std::unique_lock lock(mutex_);
    wished_.wait_for(lock, std::chrono::duration<double>(wait),
                     [&] { return wishes_.quit || !wishes_.running || wishes_.pace != pace; });
    return;
  }
  if (target - due() > pace * 0.1) {
    block(world);
    if (world.now().inSeconds() < target - pace) pace_ = -1;  // what was missed is not made up for
    return;
  }
  const auto begin = Clock::now();
  while (!world.over() && due() <= target && secondsSince(begin) < longBlock)
    for (int i = 0; i < eventsBetweenLooks / 8 && !world.over() && due() <= target; ++i) world.run(watch_, 1);
}

/// To the end of the next event, bucket or decision, and then it is paused; what it is told meanwhile comes first.
void RunEngine::takeStep(World& world, Step step) {
  const std::size_t buckets = recorder_.buckets(), decisions = recorder_.rows(decisionTable);
  const auto reached = [&] {
    if (world.over() || step == Step::event) return true;
    return step == Step::bucket ? recorder_.buckets() > buckets : recorder_.rows(decisionTable) > decisions;
  };
  do {
    for (int i = 0; i < eventsBetweenLooks; ++i) {
      world.run(watch_, 1);
      if (reached()) break;
    }
    showIfDue(world);
    if (const Wishes now = wishes(); now.quit || now.running || now.step != step) return;
  } while (!reached());
  const std::lock_guard lock(mutex_);
  if (wishes_.step == step) wishes_.step.reset();
}

/// Event by event, so that it ends where whoever watched had been; nothing is shown but how far it has come.
void RunEngine::catchUp(World& world) {
  const auto begin = Clock::now();
  catchingUp_ = true;
  sayResting(true, *seenTo_);
  while (!world.over() && nextOf(world) <= *seenTo_ && !wishes().quit) {
    for (int i = 0; i < eventsBetweenLooks && !world.over() && nextOf(world) <= *seenTo_; ++i) world.run(watch_, 1);
    showIfDue(world);
  }
  worked_ += secondsSince(begin);
  catchingUp_ = false;
  sayResting(false, world.now());
}

void RunEngine::conclude(const World& world) {
  auto outcome = std::make_shared<RunOutcome>();
  outcome->title = prepared_->title();
  RunResult& r = outcome->result;
  r.summary = summaryOf(world);
  r.fingerprint = world.fingerprint();
  r.events = world.eventCount();
  r.wallSeconds = worked_;
  outcome->verdicts =
      judge(prepared_->blueprint->spec.expect, [&](const std::string& path) { return r.summary[path]; });
  recorder_.head.status = "complete";
  recorder_.head.fingerprint = r.fingerprint;
  recorder_.head.summaryJson = jsonOf(outcome->title, r, outcome->verdicts, false);
  show(world, RunState::ended, outcome);
}

/// Rates of the last second or so.
void RunEngine::measure(const World& world) {
  const double passed = secondsSince(measured_);
  if (passed < 0.01) return;
  const double weight = eventRate_ > 0 ? 1 - std::exp(-passed) : 1;
  eventRate_ += weight * (static_cast<double>(world.eventCount() - measuredEvents_) / passed - eventRate_);
  timeRate_ += weight * ((world.now().inSeconds() - measuredAt_) / passed - timeRate_);
  measured_ = Clock::now();
  measuredAt_ = world.now().inSeconds();
  measuredEvents_ = world.eventCount();
}

void RunEngine::showIfDue(const World& world) {
  if (Clock::now() - shown_ >= showEvery) show(world, RunState::running);
}

void RunEngine::show(const World& world, RunState state, std::shared_ptr<const RunOutcome> outcome) {
  if (state == RunState::running) measure(world);
  RunProgress p;
  p.state = state;
  p.catchingUp = catchingUp_;
  p.now = world.now();
  p.duration = prepared_->blueprint->duration.inSeconds();
  p.events = world.eventCount();
  p.eventsPerSecond = eventRate_;
  if (state == RunState::running && timeRate_ > 0)
    p.secondsLeft = std::max(0.0, p.duration - p.now.inSeconds()) / timeRate_;
  shown_ = Clock::now();
  if (state != RunState::running) p.fingerprint = world.fingerprint();
  progress_ = p;
  lay({catchingUp_ ? nullptr : recorder_.snapshot(), std::move(p), std::move(outcome)});
}

}  // namespace headroom::gui
