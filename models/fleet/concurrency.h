/// Who may run: concurrency limits of functions, and how fast they may grow. Arithmetic over counts, without effects.
///
/// "Understanding Lambda function scaling" and "Configuring reserved concurrency": a function may have as many calls at
/// a time as are reserved for it; those without a reservation share what is left of the account's limit. Provisioned
/// environments are set aside like a reservation, as far as they are not part of one, and calls in them count against
/// nothing else. Each function may add 1,000 environments, and again 100 a second, never more than 1,000 at once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace headroom {

/// One function's part.
struct FunctionLoad {
  std::int64_t reserved = -1;  // −1: none
  std::int64_t provisioned = 0;
  std::int64_t running = 0;  // calls in it, those whose environment still starts included
};

/// What functions without a reservation may use together.
inline std::int64_t unreservedConcurrency(std::span<const FunctionLoad> all, std::int64_t account) {
  for (const FunctionLoad& f : all) account -= f.reserved >= 0 ? f.reserved : f.provisioned;
  return account;
}

/// May function `which` have one call more?
inline bool mayRunOneMore(std::span<const FunctionLoad> all, std::size_t which, std::int64_t account) {
  const FunctionLoad& f = all[which];
  if (f.reserved >= 0) return f.running < f.reserved;
  if (f.running < f.provisioned) return true;
  std::int64_t used = 0;
  for (const FunctionLoad& o : all)
    if (o.reserved < 0) used += std::max<std::int64_t>(0, o.running - o.provisioned);
  return used < unreservedConcurrency(all, account);
}

/// Ten calls a second for each unit of concurrency, saved up for one second at most; kept in ns of one call a second,
/// so exactly ("Lambda quotas": requests per second).
class CallRate {
 public:
  /// May one call more come? Times must not go back.
  bool has(std::int64_t now, std::int64_t concurrency) {
    const std::int64_t perSecond = 10 * concurrency, most = perSecond * each;
    if (level_ < 0) level_ = most;
    level_ = std::min(most, level_ + std::min(now - since_, each) * perSecond);
    since_ = now;
    return level_ >= each;
  }
  /// It has come; after `has`.
  void take() { level_ -= each; }

 private:
  static constexpr std::int64_t each = 1'000'000'000;
  std::int64_t level_ = -1, since_ = 0;  // −1: full
};

/// A bucket of 1,000 environments, refilled by one every 10 ms; what is in it is kept in nanoseconds, so exactly.
class EnvironmentRate {
 public:
  /// One more environment at this time; false: not yet. Times must not go back.
  bool take(std::int64_t now) {
    level_ = std::min(most, level_ + (now - since_));
    since_ = now;
    if (level_ < each) return false;
    level_ -= each;
    return true;
  }

 private:
  static constexpr std::int64_t each = 10'000'000, most = 1000 * each;
  std::int64_t level_ = most, since_ = 0;
};

}  // namespace headroom
