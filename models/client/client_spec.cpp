#include "models/client/client_spec.h"

#include "models/law_fields.h"

namespace headroom {

static const Type& typeOf(const BackoffSpec::Jitter*) {
  using J = BackoffSpec::Jitter;
  static const Type type = choice<J>({
      {"none", std::int64_t(J::none), "exactly the delay"},
      {"full", std::int64_t(J::full), "uniform from 0 to the delay"},
      {"equal", std::int64_t(J::equal), "half the delay, plus uniform up to the other half"},
      {"decorrelated", std::int64_t(J::decorrelated), "uniform from `base` to three times the last pause"},
  });
  return type;
}

static const Type& typeOf(const BackoffSpec*) {
  using B = BackoffSpec;
  static const Type type = object<B>("The pause before an attempt: base, 2 base, 4 base …, at most cap.",
                                     {field("base", &B::base, "Before the second attempt.", atLeast(0)),
                                      field("cap", &B::cap, "No pause is longer.", atLeast(0)),
                                      field("jitter", &B::jitter, "How chance spreads the pauses.")});
  return type;
}

static const Type& typeOf(const RetryBudgetSpec*) {
  using B = RetryBudgetSpec;
  static const Type type =
      object<B>("A bucket of tokens: a first attempt adds `ratio`, a retry takes 1; no token, no retry.",
                {field("ratio", &B::ratio, "Retries per first attempt, in the long run.", between(0, 1)),
                 field("burst", &B::burst, "Tokens the bucket holds, and starts with.", between(1, 1e6))},
                "ratio");
  return type;
}

static const Type& typeOf(const RetryOn*) {
  static const Type type = [] {
    Type t;
    t.form = Type::Form::set;
    t.sentence = "Outcomes of an attempt after which the next one is made.";
    t.words = {{"failed", 1, "answered with an error, or lost with its worker"},
               {"rejected", 2, "refused before any work"},
               {"timed_out", 4, "the caller's time-out passed"}};
    t.code = [](const void* p) -> std::int64_t {
      const auto& r = *static_cast<const RetryOn*>(p);
      return (r.failed ? 1 : 0) + (r.rejected ? 2 : 0) + (r.timedOut ? 4 : 0);
    };
    t.setCode = [](void* p, std::int64_t bits) {
      *static_cast<RetryOn*>(p) = {(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0};
    };
    return t;
  }();
  return type;
}

static const Type& typeOf(const ClientSpec::While*) {
  using W = ClientSpec::While;
  static const Type type = choice<W>({
      {"call", std::int64_t(W::call), "the whole call"},
      {"queued", std::int64_t(W::queued), "patience: only the waiting for a slot"},
  });
  return type;
}

const Type& typeOf(const ClientSpec*) {
  using C = ClientSpec;
  static const Type type = object<C>(
      "What a caller does: how long it waits, how often it tries.",
      {optionalField("timeout", &C::timeout, "Gives up an attempt after this; absent: waits for ever."),
       field("while", &C::timeoutWhile, "What the time-out counts."),
       field("cancel_on_timeout", &C::cancelOnTimeout, "Take the work of a caller who has gone out of the worker."),
       field("attempts", &C::attempts, "Attempts of a request, the first included.", between(1, 1000)),
       field("backoff", &C::backoff, "The pause before the next attempt."),
       optionalField("budget", &C::budget, "Limits retries to a share of the first attempts."),
       field("retry_on", &C::retryOn, "Outcomes that are tried again."),
       optionalField("deadline", &C::deadline, "Of the whole request, pauses included.", above(0))});
  return type;
}

}  // namespace headroom
