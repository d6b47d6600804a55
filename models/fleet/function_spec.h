/// A function as a worker: one call at a time in each execution environment, which is made when a call needs it.
///
/// As AWS Lambda (Developer Guide, "Understanding Lambda function scaling" and "Understanding the Lambda execution
/// environment lifecycle"). Left out: asynchronous invocation, versions, snapshots, environments that serve several
/// calls at once.
#pragma once

#include "models/param.h"
#include "sim/law.h"

#include <cstdint>
#include <optional>

namespace headroom {

/// A new environment's way to its first call, phase by phase.
struct ColdStartSpec {
  LawSpec download = Deterministic{Duration::milliseconds(100)};
  LawSpec init = Deterministic{Duration::milliseconds(150)};
  LawSpec secrets = Deterministic{Duration::seconds(0)};
};

struct FunctionSpec {
  Bytes memory{536'870'912};
  ColdStartSpec coldStart;
  LawSpec idleExpiry = Deterministic{Duration::minutes(10)};
  std::optional<std::int64_t> reserved;  // concurrency kept for it, and its limit; absent: what others leave
  std::int64_t provisioned = 0;          // environments that are always there
};

const Type& typeOf(const FunctionSpec*);

/// us-east-1, x86, 2026.
struct FunctionPrices {
  static constexpr double gibSecond = 0.0000166667;             // init and calls, on demand
  static constexpr double provisionedGibSecond = 0.0000041667;  // there, whether it works or not …
  static constexpr double provisionedUse = 0.0000097222;        // … and while it does
  static constexpr double request = 0.20e-6;
};

}  // namespace headroom
