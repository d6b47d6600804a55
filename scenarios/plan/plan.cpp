#include "scenarios/plan/plan.h"

#include "analysis/stats/binomial.h"
#include "analysis/stats/paired.h"
#include "models/blueprint.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <numeric>

#include <fmt/format.h>

namespace headroom::plan {
namespace {

constexpr double hoursPerMonth = 730;
constexpr std::uint32_t enoughToTell = 15;  // fresh days of the next cheaper, also where the first ones break it

/// How often a fleet of just this probability stands the trial.
double chanceOfPassing(const Trial& trial, double p) {
  const double n = trial.replications;
  double term = std::pow(p, n), sum = term;
  for (std::uint32_t k = 1; k <= trial.failures; ++k) {
    term *= (n - k + 1) / k * (1 - p) / p;
    sum += term;
  }
  return sum;
}

/// The days of a plan under way, and what is asked of them.
class Plan {
 public:
  Plan(Answer& answer, const Question& question, Watcher& watcher)
      : a_(answer), q_(question), days_(answer.task, question.seed, question.threads, watcher) {
    for (std::size_t t = 0; t < a_.task.types.size(); ++t) {
      const TypeChoice& choice = a_.task.types[t];
      a_.types.push_back({choice.type, choice.impossible, choice.most, {}, {}, false, {}, {}});
      searches_.push_back(std::make_unique<Search>(1, choice.most, a_.trial, oracleOf(t)));
    }
  }

  void run() {
    try {
      for (std::size_t t = 0; t < a_.types.size(); ++t)
        if (a_.types[t].impossible.empty()) least(t, 1);
      for (auto best = cheapest(); best; best = cheapest()) {
        confirm(*best);
        if (a_.attempts.back().kept) break;
        least(*best, *a_.types[*best].workers + 1);
      }
      tell();
    } catch (const Interrupted&) {
      a_.interrupted = true;
      tellWhatIsKnown();
    }
    a_.runs = days_.runs();
    a_.events = days_.events();
  }

 private:
  Oracle oracleOf(std::size_t type) {
    return [this, type](std::int64_t workers, std::span<const std::uint32_t> replications) {
      return days_.kept({type, workers}, replications);
    };
  }

  void least(std::size_t t, std::int64_t from) {
    TypeAnswer& type = a_.types[t];
    const std::uint64_t before = days_.runs();
    type.workers = searches_[t]->from(from);
    type.bumps = searches_[t]->bumps();
    if (type.workers)
      type.usdPerMonth = costOf({t, *type.workers}, 0, a_.trial.replications);
    else if (from <= type.most)
      type.atMost = findingOf(a_.task, days_, {t, type.most}, searches_[t]->records().at(type.most).replications());
    a_.searchRuns += days_.runs() - before;
  }

  std::optional<std::size_t> cheapest() const {
    std::optional<std::size_t> best;
    for (std::size_t t = 0; t < a_.types.size(); ++t)
      if (a_.types[t].workers && (!best || a_.types[t].usdPerMonth.mean < a_.types[*best].usdPerMonth.mean)) best = t;
    return best;
  }

  void confirm(std::size_t t) {
    Attempt attempt;
    attempt.fleet = {t, *a_.types[t].workers};
    attempt.trial =
        confirmation(static_cast<std::uint32_t>(a_.attempts.size()), a_.trial, q_.probability, q_.confidence);
    attempt.first =
        a_.attempts.empty() ? a_.trial.replications : a_.attempts.back().first + a_.attempts.back().trial.replications;
    const Record record = hold(attempt.fleet.workers, attempt.trial, attempt.first, 1, oracleOf(t));
    attempt.kept = record.in(attempt.trial) == Standing::kept;
    attempt.finding = findingFrom(attempt.fleet, attempt.first, record.asked());
    a_.attempts.push_back(std::move(attempt));
  }

  double costOn(const Fleet& fleet, std::uint32_t replication) const {
    return days_.has(fleet, replication) ? days_.of(fleet, replication).runs.back().usdPerHour * hoursPerMonth
                                         : std::nan("");
  }
  std::vector<double> costs(const Fleet& fleet, std::uint32_t first, std::uint32_t n) const {
    std::vector<double> all;
    for (std::uint32_t r = first; r < first + n; ++r) all.push_back(costOn(fleet, r));
    return all;
  }
  stats::MeanInterval costOf(const Fleet& fleet, std::uint32_t first, std::uint32_t n) const {
    return stats::meanInterval(costs(fleet, first, n));
  }

  Finding findingFrom(const Fleet& fleet, std::uint32_t first, std::uint32_t n) const {
    std::vector<std::uint32_t> replications(n);
    std::iota(replications.begin(), replications.end(), first);
    return findingOf(a_.task, days_, fleet, replications);
  }

  void tell() {
    const Attempt* found = a_.found();
    if (!found) return;
    const std::uint32_t n = found->finding.days, first = found->first;
    const auto before = static_cast<std::uint32_t>(a_.attempts.size() - 1);
    a_.shown = stats::lowerBound(n - found->finding.broken, n,
                                 confirmationLevel(before, a_.trial, q_.probability, q_.confidence));
    a_.usdPerMonth = costOf(found->fleet, first, n);
    tellReserve(*found);
    tellTies(*found);
    if (found->fleet.workers == 1) return;
    const Fleet smaller{found->fleet.type, found->fleet.workers - 1};
    const Record record = hold(smaller.workers, found->trial, first, enoughToTell, oracleOf(smaller.type));
    a_.nextCheaper = findingFrom(smaller, first, record.asked());
  }

  /// What a worker is meant to carry, and the demand in the same unit.
  void measureUp(const Fleet& fleet) {
    const auto b = compile(dayOf(a_.task, a_.task.types[fleet.type], fleet.workers, ""));
    const ServicePlan& plan = b->services[a_.task.service];
    a_.ratedErlangs = plan.rated;
    a_.peakErlangs = a_.task.peakRate * plan.callSeconds();
  }

  void tellReserve(const Attempt& found) {
    measureUp(found.fleet);
    const std::uint32_t n = found.finding.days;
    for (std::uint32_t r = found.first; r < found.first + n; ++r) {
      std::vector<double> zones = days_.of(found.fleet, r).runs.back().servingAtLoss;
      std::sort(zones.begin(), zones.end());
      double left = std::accumulate(zones.begin(), zones.end(), 0.0);
      for (Reserve& reserve : a_.reserve) {
        reserve.workers += left;
        if (zones.empty()) continue;
        left -= zones.back();
        zones.pop_back();
      }
    }
    for (Reserve& reserve : a_.reserve) {
      reserve.workers /= n;
      const double supply = reserve.workers * a_.ratedErlangs;
      reserve.headroom = supply > 0 ? 1 - a_.peakErlangs / supply : a_.peakErlangs > 0 ? -1 : std::nan("");
    }
  }

  /// A type whose days cost as much, or for which it cannot be told.
  void tellTies(const Attempt& found) {
    const std::vector<double> best = costs(found.fleet, 0, a_.trial.replications);
    for (std::size_t t = 0; t < a_.types.size(); ++t) {
      if (t == found.fleet.type || !a_.types[t].workers) continue;
      const auto d = stats::paired(best, costs({t, *a_.types[t].workers}, 0, a_.trial.replications)).difference;
      const double unsure = std::isnan(d.halfWidth) ? 0 : d.halfWidth;
      a_.types[t].tied = std::abs(d.mean) <= std::max(unsure, 1e-9 * std::abs(a_.types[t].usdPerMonth.mean));
    }
  }

  void tellWhatIsKnown() {
    if (const Attempt* found = a_.found())
      a_.known.push_back(fmt::format("{} x {} were confirmed on fresh replications", found->fleet.workers,
                                     a_.types[found->fleet.type].type));
    for (std::size_t t = 0; t < a_.types.size(); ++t) {
      std::int64_t broken = 0;
      for (const auto& [workers, record] : searches_[t]->records()) {
        if (record.in(a_.trial) == Standing::broken)
          broken = std::max(broken, workers);
        else if (record.asked())
          a_.known.push_back(fmt::format("{} x {} broke {} of {} replications, of {} that are wanted", workers,
                                         a_.types[t].type, record.failures(), record.asked(), a_.trial.replications));
      }
      if (broken) a_.known.push_back(fmt::format("{} x {} are not enough", broken, a_.types[t].type));
    }
  }

  Answer& a_;
  const Question& q_;
  Days days_;
  std::vector<std::unique_ptr<Search>> searches_;
};

void describe(Answer& a) {
  const auto possible =
      std::find_if(a.task.types.begin(), a.task.types.end(), [](const TypeChoice& c) { return c.impossible.empty(); });
  const auto b = compile(dayOf(a.task, *possible, possible->most, ""));
  a.simulatedSeconds = b->duration.inSeconds();
  a.lostAtSeconds = (instantOf(*b, a.task.at) - Instant()).inSeconds();
}

}  // namespace

double confirmationLevel(std::uint32_t k, const Trial& first, double probability, double confidence) {
  if (k == 0) return confidence;
  const double left = std::max(1e-9, 1 - confidence - chanceOfPassing(first, probability));
  return 1 - left / std::pow(2, k);
}

Trial confirmation(std::uint32_t k, const Trial& first, double probability, double confidence) {
  if (k == 0) return first;
  const double level = confirmationLevel(k, first, probability, confidence);
  return {static_cast<std::uint32_t>(stats::replicationsFor(probability, level, first.failures)), first.failures};
}

Answer answer(const ScenarioSpec& spec, const Question& q, Watcher& watcher) {
  const auto begin = std::chrono::steady_clock::now();
  Answer a;
  a.task = taskOf(spec, q);
  a.trial = {static_cast<std::uint32_t>(stats::replicationsFor(q.probability, q.confidence, q.failures)), q.failures};
  a.seed = q.seed;
  a.probability = q.probability;
  a.confidence = q.confidence;
  describe(a);
  Plan(a, q, watcher).run();
  a.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return a;
}

}  // namespace headroom::plan
