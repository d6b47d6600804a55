#include "shrink.h"

#include <vector>

namespace headroom {
namespace {

using Change = std::function<void(ScenarioSpec&)>;

template <class List>
void leaveOutEach(std::vector<Change>& changes, std::size_t size, List list) {
  for (std::size_t i = 0; i < size; ++i)
    changes.push_back([=](ScenarioSpec& s) {
      auto& all = list(s);
      if (i < all.size()) all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
    });
}

void simplerService(std::vector<Change>& changes, std::size_t i) {
  leaveOutEach(
      changes, 8, [i](ScenarioSpec & s) -> auto& { return s.services[i].calls; });
  leaveOutEach(
      changes, 3, [i](ScenarioSpec & s) -> auto& { return s.services[i].scaling; });
  const auto with = [&](void (*change)(ServiceSpec&)) {
    changes.push_back([=](ScenarioSpec& s) { change(s.services[i]); });
  };
  with([](ServiceSpec& s) { s.start = {}; });
  with([](ServiceSpec& s) { s.start.launchFails = s.start.bootFails = s.start.initFails = {}; });
  with([](ServiceSpec& s) { s.balancer = {}; });
  with([](ServiceSpec& s) { s.balancer.queue.reset(); });
  with([](ServiceSpec& s) { s.balancer.sessions = BalancerSpec::Sessions::none; });
  with([](ServiceSpec& s) { s.balancer.policy = BalancerSpec::Policy::roundRobin; });
  with([](ServiceSpec& s) { s.fleet.initial.reset(); });
  with([](ServiceSpec& s) { s.fleet.zones.clear(); });
  with([](ServiceSpec& s) { s.fleet.warmUp = {}; });
  with([](ServiceSpec& s) { s.fleet.onLoss = FleetSpec::OnLoss::fail; });
  with([](ServiceSpec& s) { s.fleet.max = std::max<std::int64_t>(1, s.fleet.min); });
  with([](ServiceSpec& s) { s.worker.sharing.reset(); });
  with([](ServiceSpec& s) { s.worker.demands = {}; });
  with([](ServiceSpec& s) { s.worker.discipline = WorkerSpec::Discipline::fifo; });
  with([](ServiceSpec& s) { s.worker.queue = {}; });
  with([](ServiceSpec& s) { s.worker.type = "generic"; });
  with([](ServiceSpec& s) { s.worker.serviceTime = Deterministic{Duration::milliseconds(100)}; });
  with([](ServiceSpec& s) { s.rated = {}; });
  with([](ServiceSpec& s) { s.billing = {}; });
  for (std::size_t c = 0; c < 8; ++c)
    changes.push_back([=](ScenarioSpec& s) {
      if (c < s.services[i].calls.size()) s.services[i].calls[c].client = {};
    });
}

void simplerDemand(std::vector<Change>& changes, std::size_t i) {
  leaveOutEach(
      changes, 2, [i](ScenarioSpec & s) -> auto& { return s.demand[i].times; });
  changes.push_back([=](ScenarioSpec& s) { s.demand[i].classes.clear(); });
  changes.push_back([=](ScenarioSpec& s) { s.demand[i].arrivals = {}; });
  const auto with = [&](void (*change)(ClientSpec&)) {
    changes.push_back([=](ScenarioSpec& s) { change(s.demand[i].client); });
  };
  with([](ClientSpec& c) { c = {}; });
  with([](ClientSpec& c) { c.budget.reset(); });
  with([](ClientSpec& c) { c.deadline.reset(); });
  with([](ClientSpec& c) { c.attempts = 1; });
  with([](ClientSpec& c) { c.backoff = {}; });
  with([](ClientSpec& c) { c.retryOn = {}; });
  with([](ClientSpec& c) { c.cancelOnTimeout = false; });
  with([](ClientSpec& c) { c.timeoutWhile = ClientSpec::While::call; });
}

std::vector<Change> changesOf(const ScenarioSpec& spec) {
  std::vector<Change> changes;
  leaveOutEach(
      changes, spec.faults.size(), [](ScenarioSpec & s) -> auto& { return s.faults; });
  if (spec.demand.size() > 1)
    leaveOutEach(
        changes, spec.demand.size(), [](ScenarioSpec & s) -> auto& { return s.demand; });
  leaveOutEach(
      changes, spec.objectives.size(), [](ScenarioSpec & s) -> auto& { return s.objectives; });
  if (spec.services.size() > 1)
    leaveOutEach(
        changes, spec.services.size(), [](ScenarioSpec & s) -> auto& { return s.services; });
  for (std::size_t i = 0; i < spec.services.size(); ++i) simplerService(changes, i);
  for (std::size_t i = 0; i < spec.demand.size(); ++i) simplerDemand(changes, i);
  changes.push_back([](ScenarioSpec& s) { s.duration = Duration::seconds(s.duration / Duration::seconds(2)); });
  changes.push_back([](ScenarioSpec& s) { s.measure = {}; });
  changes.push_back([](ScenarioSpec& s) { s.sample.reset(); });
  changes.push_back([](ScenarioSpec& s) { s.atEnd = ScenarioSpec::AtEnd::cut; });
  changes.push_back([](ScenarioSpec& s) { s.region.crossZone = {}; });
  if (spec.region.zones.size() > 1) changes.push_back([](ScenarioSpec& s) { s.region.zones.pop_back(); });
  return changes;
}

}  // namespace

ScenarioSpec shrink(ScenarioSpec spec, const std::function<bool(const ScenarioSpec&)>& fails, int tries) {
  for (bool smaller = true; smaller && tries > 0;) {
    smaller = false;
    const std::size_t faults = spec.faults.size(), services = spec.services.size(), demands = spec.demand.size();
    for (const Change& change : changesOf(spec)) {
      if (tries <= 0) break;
      ScenarioSpec candidate = spec;
      change(candidate);
      --tries;
      if (!fails(candidate)) continue;
      spec = std::move(candidate);
      // The list was made for the old shape: make it anew where parts have gone.
      smaller = spec.faults.size() < faults || spec.services.size() < services || spec.demand.size() < demands;
      if (smaller) break;
    }
  }
  return spec;
}

}  // namespace headroom
