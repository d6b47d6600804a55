/// The least fleet that keeps its objectives while any zone is lost at the peak, with stated confidence.
///
/// Each type's least is searched (search.h) on replications 0 … n − 1; n clean ones of which none, or a few, may fail
/// show a probability at a confidence by exact binomial bounds: 59 for 95 % at 95 %. Choosing the best of many by the
/// same days flatters it, so the cheapest is confirmed on days that nobody has chosen by. Where it fails there the
/// search goes on above it, and what is confirmed next needs more days: the first confirmation may err so often as its
/// days allow, each further one half of what is left, so that all of them together keep to the confidence.
///
/// Money a month is 730 h × the mean over the confirmed days without a loss. Left out: several services at once,
/// policies and targets as a choice, demand other than the scenario's.
#pragma once

#include "analysis/stats/mean.h"
#include "scenarios/plan/finding.h"
#include "scenarios/plan/question.h"
#include "scenarios/plan/search.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace headroom::plan {

struct TypeAnswer {
  std::string type, impossible;
  std::int64_t most = 0;                // no larger fleet was tried
  std::optional<std::int64_t> workers;  // the least that was found; nothing: none up to `most`
  stats::MeanInterval usdPerMonth;      // on the days of the search
  bool tied = false;                    // with the one that was chosen: the difference has no sure sign
  std::vector<Bump> bumps;
  std::optional<Finding> atMost;  // what the largest broke, where there is no answer
};

/// A fleet that was held on fresh days.
struct Attempt {
  Fleet fleet;
  Trial trial;
  std::uint32_t first = 0;  // replication
  Finding finding;
  bool kept = false;
};

/// As it stands with all zones, and with the one or two lost that hold most workers.
struct Reserve {
  double workers = 0, headroom = 0;  // headroom: 1 − demand/supply; NaN: no demand is expected
};

struct Answer {
  Task task;
  Trial trial;
  std::uint64_t seed = 1;
  double simulatedSeconds = 0, probability = 0.95, confidence = 0.95;
  double lostAtSeconds = 0;
  std::vector<TypeAnswer> types;
  std::vector<Attempt> attempts;  // the last one is the answer, if it kept
  double shown = 0;               // the probability that the answer's days show, at the confidence
  stats::MeanInterval usdPerMonth;
  std::array<Reserve, 3> reserve;            // now, one zone lost, two
  double ratedErlangs = 0, peakErlangs = 0;  // of a worker; of demand
  std::optional<Finding> nextCheaper;        // one worker less, on the days of the answer; nothing: there is no smaller
  std::uint64_t searchRuns = 0, runs = 0, events = 0;
  double wallSeconds = 0;
  bool interrupted = false;

  std::vector<std::string> known;  // where it was interrupted: what was known by then

  /// The fleet that was asked for; nullptr: there is none, or it was not found before the end.
  const Attempt* found() const { return attempts.empty() || !attempts.back().kept ? nullptr : &attempts.back(); }
};

/// Throws Failure where the question has none (question.h).
Answer answer(const ScenarioSpec&, const Question&, Watcher&);

/// How sure the k-th confirmation is to be, k from 0, so that all of them together are as sure as is asked; and its
/// trial: the first is the search's own.
double confirmationLevel(std::uint32_t k, const Trial& first, double probability, double confidence);
Trial confirmation(std::uint32_t k, const Trial& first, double probability, double confidence);

std::string textOf(const Answer&);
std::string jsonOf(const Answer&);

}  // namespace headroom::plan
