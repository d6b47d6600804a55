#include "scenarios/plan/days.h"

#include "models/simulation.h"
#include "scenarios/plan/crew.h"
#include "scenarios/run/expect.h"

#include <algorithm>
#include <mutex>

#include <fmt/format.h>

namespace headroom::plan {
namespace {

constexpr std::uint64_t slice = 1u << 18;  // events between two looks at the watcher
constexpr std::uint64_t nearly = 256;      // … and by which the look at the instant of the loss may be late

std::vector<Outcome> outcomesOf(const Task& task, const Blueprint& b, const Summary& s, bool loss) {
  const auto verdicts = judge(b.spec.expect, [&](const std::string& path) { return s[path]; });
  std::vector<Outcome> all;
  std::size_t objective = 0, promise = 0;
  for (const Constraint& c : task.constraints) {
    if (c.objective) {
      const ObjectiveFigures& o = s.slo[objective++];
      all.push_back({true, o.attainment >= o.target, o.attainment});
    } else if (c.duringLoss && !loss) {
      all.push_back({});
    } else {
      const Verdict& v = verdicts[promise++];
      all.push_back({true, v.met, v.got});
    }
  }
  return all;
}

}  // namespace

bool DayOutcome::kept() const {
  for (const RunOutcome& run : runs)
    for (const Outcome& o : run.constraints)
      if (!o.met) return false;
  return true;
}

const Days::Blueprints& Days::blueprintsOf(const Fleet& fleet) {
  Blueprints& all = blueprints_[fleet];
  if (!all.empty()) return all;
  const TypeChoice& choice = task_.types[fleet.type];
  for (const std::string& zone : task_.zones) all.push_back(compile(dayOf(task_, choice, fleet.workers, zone)));
  all.push_back(compile(dayOf(task_, choice, fleet.workers, "")));
  return all;
}

RunOutcome Days::run(const std::shared_ptr<const Blueprint>& b, std::uint32_t replication, bool loss,
                     const std::function<void(std::uint64_t)>& look) const {
  World world(b, seed_, replication);
  RunOutcome out;
  const auto advance = [&](std::uint64_t events) {
    const std::uint64_t before = world.eventCount();
    const bool over = world.run({}, events);
    out.events += world.eventCount() - before;
    return over;
  };
  std::uint64_t seen = 0;
  const auto report = [&] {
    look(out.events - seen);
    seen = out.events;
  };
  bool over = false;
  if (!loss) {
    const Instant at = instantOf(*b, task_.at);
    while (!over && world.now() < at) {
      over = advance(nearly);
      if (out.events - seen >= slice) report();
    }
    for (const std::uint8_t z : b->services[task_.service].zones)
      out.servingAtLoss.push_back(world.services[task_.service].atWork[z]);
  }
  while (!over) {
    over = advance(slice);
    report();
  }
  const Summary s = summaryOf(world);
  out.constraints = outcomesOf(task_, *b, s, loss);
  out.usdPerHour =
      s["services." + task_.serviceName + ".cost_usd.total"] / ((b->measureUntil - b->measureFrom).inSeconds() / 3600);
  return out;
}

std::vector<bool> Days::kept(const Fleet& fleet, std::span<const std::uint32_t> replications) {
  const Blueprints& blueprints = blueprintsOf(fleet);
  const std::string doing =
      fmt::format("{} x {}, replication {}", fleet.workers, task_.types[fleet.type].type, replications.front());
  std::vector<DayOutcome> days(replications.size(), DayOutcome{std::vector<RunOutcome>(blueprints.size())});
  std::mutex mutex;
  const auto look = [&](std::uint64_t events, std::uint64_t runs) {
    const std::lock_guard lock(mutex);
    events_ += events;
    runs_ += runs;
    if (!watcher_.goesOn(doing, runs_, events_)) throw Interrupted();
  };
  inParallel(days.size() * blueprints.size(), threads_, [&](std::size_t i) {
    const std::size_t day = i / blueprints.size(), which = i % blueprints.size();
    days[day].runs[which] = run(blueprints[which], replications[day], which + 1 < blueprints.size(),
                                [&](std::uint64_t events) { look(events, 0); });
    look(0, 1);
  });
  std::vector<bool> kept;
  for (std::size_t i = 0; i < days.size(); ++i) {
    kept.push_back(days[i].kept());
    days_[{fleet, replications[i]}] = std::move(days[i]);
  }
  return kept;
}

}  // namespace headroom::plan
