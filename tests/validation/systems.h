/// Words to write cases with: scenarios and figures, in units of the references.
#pragma once

#include "tests/validation/case.h"

namespace headroom::validation {

// ---- laws; means and lengths in units ------------------------------------------------------------------------------

Duration units(double x);
LawSpec fixed(double value);
LawSpec exponential(double mean);
LawSpec lognormal(double mean, double scv);
LawSpec erlang(double mean, std::int64_t stages);
/// Two exponentials with balanced means.
LawSpec hyperexponential(double mean, double scv);

// ---- scenarios -----------------------------------------------------------------------------------------------------

/// Poisson requests at rate `lambda` to one worker of the service `web` with that many slots and an endless queue.
ScenarioSpec station(double lambda, const LawSpec& service, std::int64_t slots = 1);
/// The same service asked by `users` who think; no other demand.
ScenarioSpec closedStation(std::int64_t users, const LawSpec& think, const LawSpec& service, std::int64_t slots);
/// `n` workers behind the balancer, each with its own queue.
ScenarioSpec spreadOver(ScenarioSpec spec, std::int64_t n, BalancerSpec::Policy policy);
/// `n` workers with one queue for all at the balancer.
ScenarioSpec oneQueueFor(ScenarioSpec spec, std::int64_t n);
/// At most `k` calls wait.
ScenarioSpec withRoomFor(ScenarioSpec spec, std::int64_t k);
/// All calls of the worker share its `cores`.
ScenarioSpec shared(ScenarioSpec spec, std::int64_t cores = 1);
/// Zones `a`, `b`, …; what a dark zone was doing waits and is finished by others or later.
ScenarioSpec inZones(ScenarioSpec spec, int zones);
/// Zone `zone` is dark from `at` for `lasts`; or again and again, after exponential times with the given means.
void darken(ScenarioSpec& spec, int zone, double at, double lasts);
void darkenAgain(ScenarioSpec& spec, int zone, double meanUp, double meanDown);
/// The state is looked at `t` after the start, for one nanosecond; then the run ends.
ScenarioSpec lookedAt(ScenarioSpec spec, double t);
/// Measured over (a, b].
ScenarioSpec between(ScenarioSpec spec, double a, double b);
When offset(double t);

inline ServiceSpec& web(ScenarioSpec& spec) { return spec.services[0]; }
inline DemandSpec& users(ScenarioSpec& spec) { return spec.demand[0]; }

// ---- lengths -------------------------------------------------------------------------------------------------------

/// `requests` of rate `lambda` in all, after ten of the longest relaxation times of c servers: 1/(√(cμ)−√λ)², or the
/// given one where that bound is of another system.
Length steady(double requests, double lambda, double relaxation);
double relaxation(double servers, double mu, double lambda);
Length replicated(int replications);

// ---- figures -------------------------------------------------------------------------------------------------------

Reader value(const std::string& path);
/// A time, in units.
Reader time(const std::string& path);

Figure sojourn(double expected);   // W
Figure wait(double expected);      // Wq of calls that began
Figure waits(double expected);     // P(wait > 0) of calls that began
Figure inSystem(double expected);  // L
Figure inQueue(double expected);   // Lq
Figure utilisation(double expected);
Figure loss(double expected);        // share of requests refused
Figure throughput(double expected);  // served per unit of time
/// "p99" of W or Wq. The histogram's stated error counts as resolution.
Figure sojournQuantile(const char* which, double expected);
Figure waitQuantile(const char* which, double expected);
/// A probability below 0.1 needs more replications than a commit has.
Figure probability(std::string name, double expected, std::function<bool(double inSystem)> holds);
Figure variance(std::string name, double expected, Reader read);
Figure within(double most, Figure figure);

}  // namespace headroom::validation
