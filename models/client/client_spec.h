/// What callers do: how long they wait, how often they try, how they pause in between.
#pragma once

#include "models/param.h"
#include "sim/law.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom {

struct BackoffSpec {
  enum class Jitter : std::uint8_t { none, full, equal, decorrelated };
  Duration base = Duration::milliseconds(100);
  Duration cap = Duration::seconds(20);
  Jitter jitter = Jitter::full;
};

/// Retry budget, one of: `ratio` (retries at most this share of first attempts, in a bucket of `burst` tokens).
struct RetryBudgetSpec {
  Ratio ratio{0.2};
  double burst = 10;
};

struct RetryOn {
  bool failed = true, rejected = true, timedOut = true;
};

struct ClientSpec {
  enum class While : std::uint8_t { call, queued };
  std::optional<LawSpec> timeout;
  While timeoutWhile = While::call;  // queued: patience; counts waiting for a slot only
  bool cancelOnTimeout = false;
  std::int64_t attempts = 1;
  BackoffSpec backoff;
  std::optional<RetryBudgetSpec> budget;
  RetryOn retryOn;
  std::optional<Duration> deadline;  // of the whole request
};

const Type& typeOf(const ClientSpec*);

}  // namespace headroom
