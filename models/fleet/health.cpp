/// What the balancer believes: probes, verdicts, fail-open.
///
/// Every worker is probed every `interval`, each at its own phase. Probes of a worker whose condition cannot change are
/// not simulated: they begin when a fault touches it and end when it is well again, on the same grid as if they had
/// gone on all the time. A probe of a lost worker fails at once (refused), or where it hangs (`on_loss: hang`) after
/// `timeout`, if there is one; of an erroring one, with the error probability.
/// Probes start every interval, whatever became of the one before. Left out: probes do not queue behind requests, so
/// overload alone makes nobody unhealthy.
#include "models/world.h"

namespace headroom {
void World::watchHealth(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  Worker& worker = s.workers[w];
  if (blueprint->services[service].function) return;  // nobody probes an environment
  if (worker.probing || !(worker.state == WorkerState::inService || worker.state == WorkerState::lost)) return;
  worker.probing = true;
  const std::int64_t interval = blueprint->services[service].spec.balancer.healthCheck.interval.ns();
  Generator g = s.health.at(worker.serial);
  const auto phase = static_cast<std::int64_t>(uniform(g) * static_cast<double>(interval));
  const std::int64_t since = now_ - phase;
  const std::int64_t next = since < 0 ? phase : phase + (since / interval + 1) * interval;
  noteWorker(NoteKind::probe, service, w, next);
}

void World::probe(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  const HealthCheckSpec& check = blueprint->services[service].spec.balancer.healthCheck;
  Worker& worker = s.workers[w];
  worker.probing = false;
  if (worker.state != WorkerState::inService && worker.state != WorkerState::lost) return;
  const double errors = errorShareIn(s, worker.zone);
  Generator g =
      s.health.at((std::uint64_t{worker.serial} << 32) + 1 + static_cast<std::uint64_t>(now_ / check.interval.ns()));
  const bool fails = worker.state == WorkerState::lost || worker.dark || (errors > 0 && chance(g, errors));
  const bool hangs = blueprint->services[service].spec.fleet.onLoss == FleetSpec::OnLoss::hang;
  if (check.timeout && hangs && worker.state == WorkerState::lost)
    noteWorker(NoteKind::probeTimedOut, service, w, now_ + check.timeout->ns());
  else
    answered(service, w, !fails);
  const bool settled =
      worker.state == WorkerState::inService && !worker.dark && errors == 0 && worker.healthy && worker.bad == 0;
  if (worker.state == WorkerState::none || settled) return;
  worker.probing = true;
  noteWorker(NoteKind::probe, service, w, now_ + check.interval.ns());
}

/// A probe is over, one way or the other.
void World::answered(std::uint32_t service, std::uint32_t w, bool well) {
  ServiceState& s = services[service];
  const HealthCheckSpec& check = blueprint->services[service].spec.balancer.healthCheck;
  Worker& worker = s.workers[w];
  const bool fails = !well;
  worker.bad = fails ? static_cast<std::uint8_t>(std::min<int>(worker.bad + 1, 200)) : std::uint8_t{0};
  worker.good = fails ? std::uint8_t{0} : static_cast<std::uint8_t>(std::min<int>(worker.good + 1, 200));
  if (worker.healthy && worker.bad >= check.unhealthyAfter) {
    worker.healthy = false;
    event(EventKind::unhealthy, service, worker.serial, worker.zone, 0);
    noticed(worker.zone, service, now_);
    if (!s.allUnhealthy) leave(service, w);
    openGates(service);
    requestRepair(service);
  } else if (!worker.healthy && worker.good >= check.healthyAfter) {
    worker.healthy = true;
    event(EventKind::healthy, service, worker.serial, worker.zone, 0);
    join(service, w);
    openGates(service);
  }
}

/// Nothing has come back. If it is well by now, further probes say so.
void World::probeTimedOut(std::uint32_t service, std::uint32_t w) {
  const Worker& worker = services[service].workers[w];
  if (worker.state != WorkerState::inService && worker.state != WorkerState::lost) return;
  answered(service, w, false);
  watchHealth(service, w);
}

/// Fail-open: when every registered worker is unhealthy, all of them get calls.
void World::openGates(std::uint32_t service) {
  ServiceState& s = services[service];
  if (!blueprint->services[service].spec.balancer.failOpen) return;
  bool any = false, healthy = false;
  for (const Worker& w : s.workers) {
    if ((w.state != WorkerState::inService && w.state != WorkerState::lost) || s.shifted[w.zone]) continue;
    any = true;
    healthy = healthy || w.healthy;
  }
  const bool open = any && !healthy;
  if (open == (s.allUnhealthy != 0)) return;
  s.allUnhealthy = open;
  event(open ? EventKind::failOpen : EventKind::failOpenEnds, service, -1, 0, 0);
  for (std::uint32_t w = 0; w < s.workers.size(); ++w) {
    const Worker& worker = s.workers[w];
    if ((worker.state != WorkerState::inService && worker.state != WorkerState::lost) || worker.healthy) continue;
    if (open) {
      join(service, w);
    } else {
      leave(service, w);
    }
  }
}

}  // namespace headroom
