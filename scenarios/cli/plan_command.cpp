#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/plan/plan.h"
#include "scenarios/run/progress.h"
#include "scenarios/units.h"

#include <chrono>
#include <cstdio>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

namespace headroom::cli {
namespace {

/// On a terminal a line that renews itself, else one every 10 s; on stderr. How many runs are still to come is known to
/// nobody.
class PlanProgress : public plan::Watcher {
 public:
  explicit PlanProgress(bool quiet) : quiet_(quiet) {}
  ~PlanProgress() override {
    if (shown_ && terminal_) fmt::print(stderr, "\r\x1b[K");
  }
  bool goesOn(const std::string& doing, std::uint64_t runs, std::uint64_t events) override {
    const auto now = Clock::now();
    const auto seconds = [](Clock::duration d) { return std::chrono::duration<double>(d).count(); };
    if (!quiet_ && seconds(now - last_) >= (terminal_ ? 0.2 : 10)) {
      last_ = now;
      shown_ = true;
      fmt::print(stderr, "{}{}; {} runs, {:.2f} M events/s{}", terminal_ ? "\r\x1b[K" : "", doing, runs,
                 static_cast<double>(events) / seconds(now - begun_) * 1e-6, terminal_ ? "" : "\n");
      std::fflush(stderr);
    }
    return !interruptRequested().load(std::memory_order_relaxed);
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool quiet_, terminal_ = isatty(2) == 1, shown_ = false;
  Clock::time_point begun_ = Clock::now(), last_ = begun_;
};

plan::Question questionOf(const PlanOptions& o, const ScenarioSpec& spec) {
  plan::Question q;
  q.service = o.service;
  q.types = o.types;
  if (o.upTo) q.upTo = o.upTo;
  q.probability = o.probability;
  q.confidence = o.confidence;
  q.failures = o.failures;
  q.seed = o.seeded ? o.seed : static_cast<std::uint64_t>(spec.seed);
  q.threads = o.threads ? o.threads : std::max(1u, std::thread::hardware_concurrency());
  if (o.lostAt.empty()) return q;
  Refusal why;
  q.lostAt = readWhen(o.lostAt, why);
  if (!q.lostAt)
    throw Failure("--at: " + why.what + "; wanted: " + why.wanted + (why.hint.empty() ? "" : "\n  " + why.hint.words));
  return q;
}

}  // namespace

int planFleet(const PlanOptions& o) {
  const auto scenario = loadOrExplain(o);
  if (!scenario || !compileOrExplain(*scenario->spec)) return 2;
  watchInterrupts();
  plan::Answer answer;
  try {
    PlanProgress progress(o.quiet);
    answer = plan::answer(*scenario->spec, questionOf(o, *scenario->spec), progress);
  } catch (const Failure& e) {
    fmt::print(stderr, "headroom: error: {}\n", e.what());
    return 2;
  }
  fmt::print("{}", o.json ? plan::jsonOf(answer) : plan::textOf(answer));
  if (answer.interrupted) return 130;
  return answer.found() ? 0 : 1;
}

}  // namespace headroom::cli
