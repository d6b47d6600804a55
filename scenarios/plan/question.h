/// What a plan is asked, and what must be known of a scenario before anything is run: which fleets there are to choose
/// from, on which days they are held, and what they must keep.
///
/// A day is the scenario as it is, once without a loss and once for each zone of the service, lost at the peak. The
/// scenario's own zone outages are left out, and promises over them are promises over the loss. Of what it promises
/// (`expect:`) what users see is kept: availability, latency, waits, requests, calls; what it says of workers,
/// decisions or money would have the plan size the fleet for something else. Both are named in the answer.
///
/// Left out: several services at once; fleets of several types; functions, which have no fleet; programs that decide
/// from outside.
#pragma once

#include "models/scenario_spec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace headroom::plan {

struct Question {
  std::string service;             // empty: the entry
  std::vector<std::string> types;  // empty: its workers' own
  std::optional<When> lostAt;      // absent: at the peak
  std::optional<std::int64_t> upTo;
  double probability = 0.95, confidence = 0.95;
  std::uint32_t failures = 0;  // replications that may fail
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// What must be kept: an objective, or a promise about what users see.
struct Constraint {
  std::string name;         // "fast", "latency.p99"
  std::string over;         // its window; empty: the measured one
  std::string wanted;       // ">= 0.99"
  bool least = true;        // more is better
  bool duringLoss = false;  // asked only where a zone is lost
  bool share = true;        // it is written as per cent
  bool objective = true;    // the objectives stand first, all in the order of the scenario
};

/// A type of worker that may be chosen; `impossible`: why it may not.
struct TypeChoice {
  std::string type, impossible;
  ScenarioSpec spec;
  std::int64_t most = 1;  // no larger fleet is tried
};

/// A scenario made ready for questions about the size of one fleet.
struct Task {
  std::string scenario;
  std::size_t service = 0;
  std::string serviceName;
  bool elastic = false;            // what is searched is the least of a fleet that grows
  std::vector<std::string> zones;  // of the service: each is lost
  When at;                         // … then
  std::optional<LawSpec> lasts;    // … for so long; absent: to the end
  double peakRate = 0;             // the greatest that is expected [requests/s]; NaN: none is
  std::vector<TypeChoice> types;
  std::vector<Constraint> constraints;
  std::vector<std::string> leftOut;  // what of the scenario the plan passes over
};

/// Throws Failure, with a sentence, where the question has no answer that could be looked for.
Task taskOf(const ScenarioSpec&, const Question&);

/// "30min", "40min on average", or "to the end of the run".
std::string lengthOf(const std::optional<LawSpec>&);

/// What runs: a type's spec with so many workers, and a zone lost (empty: none).
ScenarioSpec dayOf(const Task&, const TypeChoice&, std::int64_t workers, const std::string& lost);

/// The name of the loss among a day's faults.
inline constexpr const char* lossName = "plan-zone-loss";

}  // namespace headroom::plan
