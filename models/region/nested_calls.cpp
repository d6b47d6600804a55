/// Calls that a call makes: its worker's slot is held until all of them have been answered. And the way across zones.
#include "models/world.h"

namespace headroom {

void World::callOthers(std::uint32_t parent) {
  const Handle handle = calls.handle(parent);
  const std::uint16_t service = calls[parent].service;
  const ServicePlan& plan = blueprint->services[service];
  while (calls[parent].step < plan.steps.size()) {
    const StepPlan step = plan.steps[calls[parent].step++];
    std::uint64_t numbers[256];
    bool go[256] = {};
    std::uint8_t count = 0;
    for (std::uint8_t e = step.first; e < step.first + step.count; ++e) {
      Generator g = services[service].edges.at(calls[parent].number + (std::uint64_t{e} + 1) * 0x9E3779B97F4A7C15u);
      go[e] = plan.edges[e].probability >= 1 || chance(g, plan.edges[e].probability);
      numbers[e] = g.next();
      count = static_cast<std::uint8_t>(count + go[e]);
    }
    if (!count) continue;
    calls[parent].pending = static_cast<Byte>(count);
    for (std::uint8_t e = step.first; e < step.first + step.count && calls.alive(handle); ++e) {
      if (!go[e]) continue;
      const std::uint32_t c = calls.take();
      Call& child = calls[c];
      const Call& from = calls[parent];
      child.caller = handle;
      child.offered = now_;
      child.number = numbers[e];
      child.client = plan.edges[e].client;
      child.service = blueprint->clients[child.client].service;
      child.class_ = 0;
      child.attempt = 1;
      child.edge = static_cast<Byte>(e);
      child.entryZone = services[service].workers[from.worker].zone;
      child.aside = from.aside;
      child.counted = from.counted;
      child.story = from.story;
      send<Path::full>(visit(c, child));
    }
    return;
  }
  finish(visit(parent), verdict(calls[parent]));
}

void World::childEnded(Handle parent, std::uint8_t edge, Outcome outcome) {
  if (!calls.alive(parent)) return;
  Call& call = calls[parent.index];
  if (call.stage != CallStage::waiting) return;  // it hangs on a dead worker, or has answered without this child
  if (outcome != Outcome::served && blueprint->services[call.service].edges[edge].required) {
    finish(visit(parent.index), Outcome::failed);
  } else if (--call.pending == 0) {
    callOthers(parent.index);
  }
}

/// On the way to a worker in another zone …
void World::cross(std::uint32_t c) {
  const Visit v = visit(c);
  v.call.stage = CallStage::crossing;
  v.call.slot = v.s.workers[v.call.worker].generation;
  if (outbound.empty()) agenda.setStream(crossingStream(), at(now_ + blueprint->crossLatency));
  outbound.push({now_ + blueprint->crossLatency, calls.handle(v.c)});
}

/// … and its answer on the way back.
void World::crossBack(const Visit& v, Outcome outcome) {
  v.call.stage = CallStage::returning;
  v.call.left = now_;
  v.call.answer = outcome;
  if (inbound.empty()) agenda.set(agenda.completionLane(0), at(now_ + blueprint->crossLatency));
  inbound.push({now_ + blueprint->crossLatency, calls.handle(v.c)});
}

void World::crossingDue(bool answerWay) {
  const DelayedCall due = (answerWay ? inbound : outbound).pop();
  if (answerWay && inbound.empty()) {
    agenda.clear(agenda.completionLane(0));
  } else if (answerWay) {
    agenda.set(agenda.completionLane(0), at(inbound.front().due));
  } else if (outbound.empty()) {
    agenda.clearStream(crossingStream());
  } else {
    agenda.setStream(crossingStream(), at(outbound.front().due));
  }
  if (!calls.alive(due.call)) return;
  const std::uint32_t c = due.call.index;
  const Visit v = visit(c);
  if (answerWay) return answer<Path::full>(v, v.call.answer);
  Worker& worker = v.s.workers[v.call.worker];
  if (worker.generation == v.call.slot) {
    reach<Path::full>(v, worker);
  } else {  // the machine has gone meanwhile
    refuse(c, Outcome::failed);
  }
}

}  // namespace headroom
