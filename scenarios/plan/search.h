/// The least of some numbers that keeps what it must in enough replications, found with few questions.
///
/// Pure: who asks brings the oracle. A replication is the same days for every candidate (common random numbers), so
/// that a candidate which breaks what it must on a hard day is climbed from on that day alone: upwards in doubling
/// steps and back by halves, until as many replications as may fail are left; only where nothing is broken any more is
/// a candidate held against all of its trial. The hardest replications, those that broke most candidates, are asked
/// first. All this is exact where a replication that is kept by some candidate is kept by every larger one.
///
/// Where it is not (an autoscaler may do worse with more), the two candidates below the answer are tried in full and
/// taken if they keep, and the two above are tried on the hardest replications. So the answer is always one that keeps;
/// it is the least but for candidates that keep more than two below one that does not. What was seen of it is told.
///
/// Left out: several dimensions at once; whoever has types asks once for each.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace headroom::plan {

/// So many replications, of which so many may fail.
struct Trial {
  std::uint32_t replications = 59, failures = 0;
};

enum class Standing : std::uint8_t { open, kept, broken };

/// Whether a candidate keeps what it must, in each of these replications. What it throws ends the search.
using Oracle = std::function<std::vector<bool>(std::int64_t candidate, std::span<const std::uint32_t> replications)>;

/// What is known of a candidate: of each replication that was asked for, whether it was kept.
class Record {
 public:
  void note(std::uint32_t replication, bool kept);
  bool knows(std::uint32_t replication) const { return known_.contains(replication); }
  std::uint32_t asked() const { return static_cast<std::uint32_t>(known_.size()); }
  std::uint32_t failures() const { return failures_; }
  std::vector<std::uint32_t> failed() const;
  std::vector<std::uint32_t> replications() const;
  /// `kept` as soon as the rest of the trial cannot change it, and `broken` likewise.
  Standing in(const Trial&) const;

 private:
  std::map<std::uint32_t, bool> known_;
  std::uint32_t failures_ = 0;
};

/// Asks for the replications `first`, `first` + 1 … until it is known how the candidate stands, but for at least
/// `enough` of them; in parts of 1, 2, 4 …, so that the number of questions depends on the answers only.
Record hold(std::int64_t candidate, const Trial&, std::uint32_t first, std::uint32_t enough, const Oracle&);

/// Fewer are enough and more are not.
struct Bump {
  std::int64_t kept = 0, broken = 0;
};

class Search {
 public:
  Search(std::int64_t least, std::int64_t most, Trial trial, Oracle oracle)
      : least_(least), most_(most), trial_(trial), oracle_(std::move(oracle)) {}

  /// The least that keeps, of those from `first` on; nothing: none does.
  std::optional<std::int64_t> from(std::int64_t first);
  std::optional<std::int64_t> run() { return from(least_); }

  /// What is known, by candidate; also after the oracle has thrown.
  const std::map<std::int64_t, Record>& records() const { return records_; }
  Standing standing(std::int64_t candidate) const;
  std::vector<Bump> bumps() const;

 private:
  std::vector<std::uint32_t> hardest() const;
  void ask(std::int64_t candidate, const std::vector<std::uint32_t>& replications);
  Standing test(std::int64_t candidate, std::size_t most);
  bool survives(std::int64_t candidate, const std::vector<std::uint32_t>& days);
  std::optional<std::int64_t> climb(std::int64_t broken);
  std::int64_t lowered(std::int64_t kept, std::int64_t first);

  std::int64_t least_, most_;
  Trial trial_;
  Oracle oracle_;
  std::map<std::int64_t, Record> records_;
};

}  // namespace headroom::plan
