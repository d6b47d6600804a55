#include "scenarios/plan/search.h"

#include <algorithm>
#include <numeric>

namespace headroom::plan {
namespace {

constexpr std::int64_t reach = 2;          // neighbours that are looked at, on either side
constexpr std::size_t lookAbove = 8;       // hardest replications for those above
constexpr std::size_t witnessesSpare = 1;  // beyond those it takes to break a candidate

}  // namespace

void Record::note(std::uint32_t replication, bool kept) {
  if (known_.emplace(replication, kept).second && !kept) ++failures_;
}

std::vector<std::uint32_t> Record::failed() const {
  std::vector<std::uint32_t> all;
  for (const auto& [replication, kept] : known_)
    if (!kept) all.push_back(replication);
  return all;
}

std::vector<std::uint32_t> Record::replications() const {
  std::vector<std::uint32_t> all;
  for (const auto& [replication, kept] : known_) all.push_back(replication);
  return all;
}

Standing Record::in(const Trial& trial) const {
  if (failures_ > trial.failures) return Standing::broken;
  return asked() - failures_ + trial.failures >= trial.replications ? Standing::kept : Standing::open;
}

Record hold(std::int64_t candidate, const Trial& trial, std::uint32_t first, std::uint32_t enough,
            const Oracle& oracle) {
  Record record;
  for (std::uint32_t begin = 0, part = 1; begin < trial.replications; begin += part, part *= 2) {
    if (begin >= enough && record.in(trial) != Standing::open) break;
    std::vector<std::uint32_t> days(std::min(part, trial.replications - begin));
    std::iota(days.begin(), days.end(), first + begin);
    const std::vector<bool> kept = oracle(candidate, days);
    for (std::size_t i = 0; i < days.size(); ++i) record.note(days[i], kept[i]);
  }
  return record;
}

Standing Search::standing(std::int64_t candidate) const {
  const auto found = records_.find(candidate);
  return found == records_.end() ? Standing::open : found->second.in(trial_);
}

/// All replications of the trial: those that broke most candidates first, then those that fewest have met.
std::vector<std::uint32_t> Search::hardest() const {
  std::vector<std::uint32_t> broke(trial_.replications, 0), met(trial_.replications, 0), order(trial_.replications);
  for (const auto& [candidate, record] : records_) {
    for (const std::uint32_t r : record.failed()) ++broke[r];
    for (const std::uint32_t r : record.replications()) ++met[r];
  }
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return broke[a] != broke[b] ? broke[a] > broke[b] : met[a] < met[b];
  });
  return order;
}

void Search::ask(std::int64_t candidate, const std::vector<std::uint32_t>& replications) {
  if (replications.empty()) return;
  const std::vector<bool> kept = oracle_(candidate, replications);
  for (std::size_t i = 0; i < replications.size(); ++i) records_[candidate].note(replications[i], kept[i]);
}

/// On the hardest `most` replications, until it is known how the candidate stands; in parts of 1, 2, 4 …
Standing Search::test(std::int64_t candidate, std::size_t most) {
  std::vector<std::uint32_t> days = hardest();
  days.resize(std::min(days.size(), most));
  const Record& record = records_[candidate];
  std::erase_if(days, [&](std::uint32_t r) { return record.knows(r); });
  for (std::size_t begin = 0, part = 1; begin < days.size() && record.in(trial_) == Standing::open; part *= 2) {
    const std::size_t end = std::min(days.size(), begin + part);
    ask(candidate,
        {days.begin() + static_cast<std::ptrdiff_t>(begin), days.begin() + static_cast<std::ptrdiff_t>(end)});
    begin = end;
  }
  return record.in(trial_);
}

/// Not yet broken, when these days are known.
bool Search::survives(std::int64_t candidate, const std::vector<std::uint32_t>& days) {
  const Record& record = records_[candidate];
  std::vector<std::uint32_t> unknown;
  for (const std::uint32_t r : days)
    if (!record.knows(r)) unknown.push_back(r);
  if (record.in(trial_) != Standing::broken) ask(candidate, unknown);
  return record.in(trial_) != Standing::broken;
}

/// The least above one that is broken which survives the days that broke it.
std::optional<std::int64_t> Search::climb(std::int64_t broken) {
  std::vector<std::uint32_t> days = records_[broken].failed();
  days.resize(std::min<std::size_t>(days.size(), trial_.failures + 1 + witnessesSpare));
  std::int64_t bad = broken, good = broken;
  for (std::int64_t step = 1; good == broken; step *= 2) {
    if (bad == most_) return std::nullopt;
    const std::int64_t next = std::min(most_, broken + step);
    if (survives(next, days))
      good = next;
    else
      bad = next;
  }
  while (good - bad > 1) {
    const std::int64_t middle = bad + (good - bad) / 2;
    (survives(middle, days) ? good : bad) = middle;
  }
  return good;
}

/// The least that keeps among those which keep and lie near one another, below one that does.
std::int64_t Search::lowered(std::int64_t kept, std::int64_t first) {
  for (std::int64_t d = 1; d <= reach && kept - d >= first;) {
    if (test(kept - d, trial_.replications) == Standing::kept) {
      kept -= d;
      d = 1;
    } else {
      ++d;
    }
  }
  return kept;
}

std::optional<std::int64_t> Search::from(std::int64_t first) {
  std::optional<std::int64_t> at = first;
  if (first > most_) return std::nullopt;
  while (at && test(*at, trial_.replications) != Standing::kept) at = climb(*at);
  if (!at) return std::nullopt;
  const std::int64_t answer = lowered(*at, first);
  for (std::int64_t d = 1; d <= reach && answer + d <= most_; ++d) test(answer + d, lookAbove);
  return answer;
}

std::vector<Bump> Search::bumps() const {
  std::vector<Bump> all;
  std::optional<std::int64_t> kept;
  for (const auto& [candidate, record] : records_) {
    const Standing s = record.in(trial_);
    if (s == Standing::kept && !kept) kept = candidate;
    if (s == Standing::broken && kept) all.push_back({*kept, candidate});
  }
  return all;
}

}  // namespace headroom::plan
