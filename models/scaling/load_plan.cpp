/// What policies that plan ahead start from, made ready before the run: expected rates as loads, and what came before.
#include "models/blueprint.h"
#include "models/demand/joint_rate.h"
#include "models/observe.h"

#include <algorithm>

namespace headroom {
namespace {

std::vector<const Curve*> curvesTo(const Blueprint& b, std::size_t service) {
  std::vector<const Curve*> curves;
  for (const DemandPlan& d : b.demands)
    if (!d.users && d.service == service) curves.push_back(&d.curve);
  return curves;
}

double loadIn(const std::vector<const Curve*>& curves, Instant from, Instant until) {
  double sum = 0;
  for (const Curve* c : curves) sum += c->integral(from, until);
  return sum / (until - from).inSeconds();
}

/// Of all whole steps.
std::vector<double> loadsOf(const std::vector<const Curve*>& curves, Duration length, Duration step) {
  std::vector<double> loads;
  for (Instant t; t + step <= Instant::at(length); t = t + step) loads.push_back(loadIn(curves, t, t + step));
  return loads;
}

std::vector<double> loadsBefore(const Blueprint& b, const ForecastSpec& f, Duration step) {
  DemandSpec past;
  past.rate = f.history;
  const Calendar calendar(b.calendar.iso(Instant() - f.historyLength), b.spec.timeZone);
  const Curve curve(past, calendar, f.historyLength);
  return loadsOf({&curve}, f.historyLength, step);
}

LoadPlan loadPlan(const Blueprint& b, std::size_t service, const ForecastSpec& f) {
  using M = ForecastSpec::Method;
  const ServicePlan& s = b.services[service];
  const Duration step = f.forecast == M::lastPeak ? Duration::minutes(5) : Duration::hours(1);
  LoadPlan plan;
  plan.perWorker = f.target ? f.target->perSecond : s.rated / s.callSeconds();
  plan.step = step.ns();
  if (f.forecast == M::perfect) {
    const auto curves = curvesTo(b, service);
    plan.known = loadsOf(curves, b.duration, step);
    const Instant whole = Instant() + step * static_cast<std::int64_t>(plan.known.size()),
                  end = Instant::at(b.duration);
    if (whole < end) plan.known.push_back(loadIn(curves, whole, end));
  } else if (!f.history.empty()) {
    plan.known = loadsBefore(b, f, step);
  }
  return plan;
}

}  // namespace

std::vector<double> expectedLoads(const Blueprint& b, std::size_t service, Duration step) {
  return loadsOf(curvesTo(b, service), b.duration, step);
}

double peakRate(const Blueprint& b, std::size_t service, Instant from, Instant until) {
  const std::vector<const Curve*> curves = curvesTo(b, service);
  const Instant end = std::min(until, Instant::at(b.duration));
  double most = 0;
  eachPiece(curves, from, end, [&](Instant, double begin, Instant, double last) {
    most = std::max({most, begin, last});
  });
  return most;
}

/// Requests a second, of each unit of the first type, that take so much of its processor.
static double requestsAtCpu(const ServicePlan& s, double share) {
  const double ofOne = utilisationOf(s, s.callSeconds(), s.workSeconds * s.meanClassWork)[1];
  return share / ofOne / static_cast<double>(s.types.front().weight);
}

/// Of a clairvoyant: `known` is the capacity it wants, step by step.
static LoadPlan clairvoyantPlan(const Blueprint& b, std::size_t service, const ClairvoyantPolicy& c) {
  const ServicePlan& s = b.services[service];
  LoadPlan plan;
  plan.perWorker = c.target ? c.target->perSecond : s.rated / s.callSeconds();
  plan.step = c.step.ns();
  const Instant end = Instant::at(b.duration);
  std::vector<std::int64_t> needed;
  for (Instant t; t < end; t = t + c.step)
    needed.push_back(workersFor(peakRate(b, service, t, t + c.step), plan.perWorker));
  const auto lead = static_cast<std::size_t>((c.lead.ns() + c.step.ns() - 1) / c.step.ns());
  const auto gap = static_cast<std::size_t>(c.idle.value_or(c.lead) / c.step);
  for (const std::int64_t n : justInTime(needed, lead, gap)) plan.known.push_back(static_cast<double>(n));
  return plan;
}

void planLoads(Blueprint& b, std::size_t service) {
  ServicePlan& s = b.services[service];
  for (const PolicySpec& policy : s.spec.scaling) {
    const ForecastSpec* f = forecastOf(policy);
    const auto* clairvoyant = std::get_if<ClairvoyantPolicy>(&policy.policy);
    s.loads.push_back(clairvoyant ? clairvoyantPlan(b, service, *clairvoyant)
                      : f         ? loadPlan(b, service, *f)
                                  : LoadPlan());
    if (const auto* p = std::get_if<PredictivePolicy>(&policy.policy); p && p->cpu)
      s.loads.back().perWorker = requestsAtCpu(s, p->cpu->value);
  }
}

}  // namespace headroom
