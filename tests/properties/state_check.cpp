#include "state_check.h"

#include <algorithm>
#include <cmath>
#include <variant>
#include <vector>

namespace headroom {
namespace {

/// What the calls themselves say about a worker, a service, a demand.
struct AtWorker {
  std::uint64_t inSlots = 0, queued = 0, outstanding = 0;
};

class Check {
 public:
  explicit Check(const World& world) : w_(world), b_(*world.blueprint) {
    for (const ServiceState& s : w_.services) at_.emplace_back(s.workers.size());
    inSystem_.assign(w_.services.size(), 0);
    queued_.assign(w_.services.size(), 0);
    atBalancer_.assign(w_.services.size(), 0);
    requests_.assign(w_.demands.size(), 0);
  }

  std::string run() {
    for (std::uint32_t c = 0; c < w_.calls.places() && broken_.empty(); ++c)
      if (w_.calls[c].stage != CallStage::none) call(c);
    for (std::size_t s = 0; s < w_.services.size() && broken_.empty(); ++s) service(s);
    for (std::size_t d = 0; d < w_.demands.size() && broken_.empty(); ++d) {
      const DemandState& demand = w_.demands[d];
      promise(demand.total.offered + demand.bucket.offered ==
                  demand.total.allEnded() + demand.bucket.allEnded() + requests_[d],
              "requests of " + b_.demands[d].name + " are conserved");
    }
    return broken_;
  }

 private:
  void promise(bool holds, const std::string& sentence) {
    if (!holds && broken_.empty()) broken_ = "at " + std::to_string(w_.now().inSeconds()) + " s: not true: " + sentence;
  }

  std::string nameOf(std::size_t s, std::uint32_t w) const {
    return b_.services[s].name + "'s worker " + std::to_string(w_.services[s].workers[w].serial);
  }

  void call(std::uint32_t c) {
    const Call& call = w_.calls[c];
    const std::uint16_t demand = b_.clients[call.client].demand;
    if (demand != nowhere && !call.gone) ++requests_[demand];
    const std::size_t s = call.service;
    switch (call.stage) {
      case CallStage::backoff:
      case CallStage::returning:
      case CallStage::none: return;
      case CallStage::queued:
        ++queued_[s];
        if (call.worker == Balancer::nobody) {
          ++atBalancer_[s];
        } else {
          ++at_[s][call.worker].queued;
          ++at_[s][call.worker].outstanding;
        }
        break;
      case CallStage::working:
      case CallStage::waiting: inSlot(c); break;
      case CallStage::crossing:
      case CallStage::hanging:  // the balancer counts it at the machine that it was sent to, while that is there
        if (w_.services[s].workers[call.worker].generation == call.slot) ++at_[s][call.worker].outstanding;
        break;
    }
    ++inSystem_[s];
  }

  void inSlot(std::uint32_t c) {
    const Call& call = w_.calls[c];
    const std::size_t s = call.service;
    const Worker& worker = w_.services[s].workers[call.worker];
    ++at_[s][call.worker].inSlots;
    ++at_[s][call.worker].outstanding;
    const bool there = worker.state == WorkerState::inService || worker.state == WorkerState::draining;
    promise(there, nameOf(s, call.worker) + " is in service or draining, since it has a call");
    promise(!worker.dark || call.stage == CallStage::waiting,
            nameOf(s, call.worker) + " is dark, so no call is worked on there");
    promise(call.begun >= worker.serviceSince, nameOf(s, call.worker) + " worked on nothing before it entered service");
    if (!b_.services[s].shared) {
      const bool home = call.slot < w_.slots.size() && w_.slots[call.slot].call == c &&
                        w_.slots[call.slot].worker == call.worker && w_.slots[call.slot].service == s;
      promise(home, "a call that is worked on has a slot of its own, at its worker");
    }
  }

  void service(std::size_t s) {
    const ServiceState& state = w_.services[s];
    const std::string& name = b_.services[s].name;
    promise(state.inSystem.level == inSystem_[s], name + "'s count of calls in it is the number of calls in it");
    promise(state.queued.level == queued_[s], name + "'s count of queued calls is the number of calls that wait");
    promise(state.queue.length == atBalancer_[s], name + "'s shared queue holds the calls that wait at the balancer");
    const bool resumes = b_.services[s].spec.fleet.onLoss == FleetSpec::OnLoss::resume;
    if (b_.services[s].sharedQueue && !resumes)
      promise(state.queue.length <= b_.services[s].queueLimit, name + "'s shared queue is within its limit");
    chain(state.queue, name + "'s shared queue");
    const std::vector<TypePlan>& types = b_.services[s].types;
    std::vector<std::uint32_t> atWork(w_.zones.size() * types.size(), 0);
    std::vector<double> able(w_.zones.size(), 0);
    double billed = 0;
    for (std::uint32_t w = 0; w < state.workers.size() && broken_.empty(); ++w) {
      worker(s, w);
      const Worker& one = state.workers[w];
      if (one.state == WorkerState::inService && !one.dark) {
        ++atWork[one.zone * types.size() + one.type];
        able[one.zone] += types[one.type].capacity;
      }
      if (one.billed()) billed += types[one.type].capacity;
    }
    promise(state.atWork == atWork, name + "'s count of workers that serve is their number");
    double serving = 0;
    for (std::size_t z = 0; z < able.size(); ++z) serving += able[z] * leftOfOne(s, z);
    promise(std::abs(state.serving - serving) <= 1e-12 * (1 + serving),
            name + "'s supply is of the workers that serve");
    promise(std::abs(state.billed - billed) <= 1e-12 * (1 + billed),
            name + "'s count of workers that are billed is their number");
    const Control& control = state.scaler.control;
    std::int64_t heaviest = 0;
    for (const TypePlan& t : types) heaviest = std::max(heaviest, t.weight);
    promise(state.scaler.overage >= 0 && state.scaler.overage < heaviest, name + "'s overage is of one worker");
    promise(control.desired >= control.min && control.desired <= control.max,
            name + "'s desired capacity is from min to max");
  }

  /// What the faults that hold now leave of a worker: errors and slowness of independent causes.
  double leftOfOne(std::size_t s, std::size_t zone) const {
    double left = 1;
    for (std::size_t f = 0; f < w_.faults.size(); ++f) {
      const FaultPlan& plan = b_.faults[f];
      if (!w_.faults[f].active || (plan.service != nowhere && plan.service != s) ||
          (plan.zone != UINT8_MAX && plan.zone != zone))
        continue;
      if (const auto* slow = std::get_if<Slow>(&plan.spec.fault)) left /= slow->factor;
      if (const auto* errors = std::get_if<Erroring>(&plan.spec.fault)) left *= 1 - errors->probability.value;
    }
    return std::min(left, 1.0);
  }

  void worker(std::size_t s, std::uint32_t w) {
    const Worker& worker = w_.services[s].workers[w];
    const ServicePlan& plan = b_.services[s];
    const AtWorker& at = at_[s][w];
    promise(worker.busy == at.inSlots, nameOf(s, w) + "'s busy slots are the calls it works on");
    promise(worker.queue.length == at.queued, nameOf(s, w) + "'s queue holds the calls that wait there");
    const std::uint32_t slots = plan.slots * worker.size;
    promise(plan.unlimited || worker.busy <= slots, nameOf(s, w) + " uses no more slots than it has");
    if (plan.function)
      promise(worker.queue.length + worker.busy <= 1, nameOf(s, w) + " has one call at a time");
    else if (plan.spec.fleet.onLoss != FleetSpec::OnLoss::resume)
      promise(worker.queue.length <= plan.queueLimit, nameOf(s, w) + "'s queue is within its limit");
    if (!worker.dark && !plan.unlimited)
      promise(!worker.queue.length || worker.busy == slots || worker.state == WorkerState::lost || worker.underWay(),
              nameOf(s, w) + " lets nobody wait while a slot is free");
    const bool mayHaveCalls = worker.state == WorkerState::inService || worker.state == WorkerState::draining ||
                              (plan.function && worker.underWay());
    promise(mayHaveCalls || (!worker.busy && !worker.queue.length), nameOf(s, w) + " has no calls outside of service");
    promise(worker.state != WorkerState::draining || worker.busy || worker.queue.length || worker.dark ||
                worker.waits || worker.noticed,
            nameOf(s, w) + " goes when its last call has been answered");
    promise(!worker.joined || worker.state == WorkerState::inService || worker.state == WorkerState::lost,
            nameOf(s, w) + " gets calls only while it is, or is believed to be, in service");
    const ServiceState& state = w_.services[s];
    const Balancer& balancer = state.balancers[state.balancers.size() == 1 ? 0 : worker.zone];
    if (worker.state != WorkerState::none)
      promise(balancer.outstanding(w) == at.outstanding, nameOf(s, w) + "'s outstanding calls are counted right");
    promise(!worker.joined || !w_.services[s].shifted[worker.zone],
            nameOf(s, w) + " gets no calls while traffic is shifted away from its zone");
    promise(!balancer.member(w) || worker.joined, nameOf(s, w) + " is picked only if it has joined");
    chain(worker.queue, nameOf(s, w) + "'s queue");
  }

  /// Linked both ways, as long as it says, nobody twice.
  void chain(const CallQueue& queue, const std::string& name) {
    std::uint64_t n = 0;
    std::uint32_t before = Slab<Call>::none;
    for (std::uint32_t c = queue.head; c != Slab<Call>::none && n <= queue.length; c = w_.calls[c].link) {
      promise(w_.calls[c].stage == CallStage::queued && w_.calls[c].before == before, name + " is linked both ways");
      before = c;
      ++n;
    }
    promise(n == queue.length && queue.tail == before, name + " is as long as it says");
  }

  const World& w_;
  const Blueprint& b_;
  std::vector<std::vector<AtWorker>> at_;
  std::vector<std::uint64_t> inSystem_, queued_, atBalancer_, requests_;
  std::string broken_;
};

}  // namespace

std::string brokenPromise(const World& world) { return Check(world).run(); }

}  // namespace headroom
