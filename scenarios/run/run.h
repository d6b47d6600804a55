/// One run of a scenario, or many replicas of it, from start to figures.
#pragma once

#include "models/simulation.h"
#include "scenarios/run/progress.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace headroom {

struct RunResult {
  Summary summary;
  std::string fingerprint;  // of several replicas: the hash of theirs, sorted
  std::uint64_t events = 0;
  double wallSeconds = 0;
  bool interrupted = false;
};

/// Runs to the end, or until `progress` says stop: then `interrupted` is set and the summary is empty.
RunResult runOnce(const std::shared_ptr<const Blueprint>&, std::uint64_t seed, std::uint32_t replica, const Watch&,
                  Progress&);

/// A figure over replicas: mean and half-width of the t-interval at `level`; of the replicas in which it was known.
struct Estimate {
  std::string path;
  double value = 0, halfWidth = 0;
  std::uint64_t n = 0;
};

struct ObjectiveEstimate {
  std::string name, service;
  double target = 0;
  Estimate attainment, budgetSpent, good, ended;
};

struct FaultEstimate {
  std::string name;
  Estimate begins, noticed, ends, recovered;
};

struct ReplicaResult {
  std::uint32_t replicas = 0;
  double level = 0.95;
  std::string entry;
  std::vector<Estimate> figures;  // in the order of the summary
  std::vector<NamedWord> words;   // as in every replica's summary
  std::vector<ChangeFigures> changes;
  std::vector<ObjectiveEstimate> slo;
  std::vector<FaultEstimate> faults;
  std::string fingerprint;
  std::uint64_t events = 0;
  double wallSeconds = 0;
  bool interrupted = false;
};

/// Makes who is asked in a replica of its own; empty: nobody decides from outside.
using OutsideOfReplica = std::function<std::unique_ptr<Outside>()>;

/// One result a replica, in their order; if one of them is interrupted, so were others, and some have not begun.
std::vector<RunResult> runEachReplica(const std::shared_ptr<const Blueprint>&, std::uint64_t seed,
                                      std::uint32_t replicas, unsigned threads, Progress&,
                                      const OutsideOfReplica& = {});

/// Replica r draws from streams of its own; results do not depend on the number of threads.
ReplicaResult runReplicas(const std::shared_ptr<const Blueprint>&, std::uint64_t seed, std::uint32_t replicas,
                          unsigned threads, Progress&, const OutsideOfReplica& = {});

}  // namespace headroom
