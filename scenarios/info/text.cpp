#include "analysis/measures/latency.h"
#include "scenarios/info/run_info.h"
#include "scenarios/run/figure_text.h"
#include "scenarios/run/trace_chart.h"

#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace headroom {
namespace {

using namespace shown;

/// Four digits, without an exponent where none is needed.
std::string figure(double x) { return std::isnan(x) ? "n = 0" : fmt::format("{:.4g}", x); }
std::string hours(double x) { return std::isnan(x) ? "unknown" : fmt::format("{:.4g} worker-hours", x); }

void head(std::string& out, const Trace& trace, const std::string& file) {
  const std::string fingerprint = trace.fingerprint();
  out += fmt::format("{}\n  trace         {}: {}, seed {}, fingerprint {}, headroom {}\n", name(trace.title()),
                     name(file), name(trace.status()), trace.seed(),
                     fingerprint.empty() ? "none yet" : name(fingerprint), name(trace.version()));
  out += fmt::format("  time          from {}, {} in {} buckets of {}\n", name(trace.start()),
                     time(trace.announcement().duration.inSeconds()), count(static_cast<double>(trace.buckets())),
                     time(trace.announcement().sample.inSeconds()));
}

bool isWhole(const measures::Window& w, const Trace& trace) {
  return w.from <= 0 && w.until >= trace.announcement().duration.inSeconds();
}

/// Only where it is not the run.
void windowLine(std::string& out, const RunInfo& info, const Trace& trace) {
  const measures::Window& w = info.window;
  if (isWhole(w, trace)) return;
  out += fmt::format("  window        {} to {} since the start, in whole buckets\n", moment(w.from), moment(w.until));
}

/// "p50 71 ms, p95 …"
std::string latencyText(const measures::LatencyFigures& l) {
  return fmt::format("p50 {}, p90 {}, p95 {}, p99 {}, p99.9 {}", time(l.p50), time(l.p90), time(l.p95), time(l.p99),
                     time(l.p999));
}

void requests(std::string& out, const measures::Measures& m) {
  out += fmt::format("  requests      {} offered, {} served, {} lost, {} retries; availability {}\n", count(m.offered),
                     count(m.served), count(m.lost), count(m.retries), share(m.availability));
  if (m.latency.n > 0)
    out += fmt::format("  latency       {}; within 1/{:.0f} of each\n", latencyText(m.latency),
                       1 / measures::latencyRelativeError);
  out += fmt::format("  workers cost  {}: {} a million requests served, {} a month of 730 h like this\n",
                     money(m.costUsd), money(m.costPerMillion), money(m.costPerMonth));
}

void headroomLines(std::string& out, const measures::ServiceMeasures& s) {
  const measures::ZoneHeadroom& now = s.headroom[0];
  if (std::isnan(now.atPeak)) return;
  out += fmt::format("    headroom    {} at the peak of {}/s", share(now.atPeak), figure(now.demandAtPeak));
  for (const measures::ZoneHeadroom& h : {s.headroom[1], s.headroom[2]})
    if (!std::isnan(h.atPeak))
      out += fmt::format(", {} with {} lost", h.supplyAtPeak > 0 ? share(h.atPeak) : "nothing left",
                         h.zonesLost == 1 ? "a zone more" : "two more");
  out += fmt::format("; least {} at {}\n", share(now.least), moment(now.leastAt));
}

void capacityLines(std::string& out, const measures::ServiceMeasures& s, const optimum::Regret& r) {
  const measures::Capacity& c = s.capacity;
  if (std::isnan(c.unusedShare)) return;
  out += fmt::format("    paid        {}: {} unused ({}), {} not serving ({})\n", hours(s.paidHours),
                     share(c.unusedShare), money(c.unusedUsd), share(c.notServingShare), money(c.notServingUsd));
  out += fmt::format("    unmet       {} of demand, {}", share(c.unmetShare), hours(s.unmetHours));
  if (r.unmetHours > 0)
    out += fmt::format(": {} while workers were on their way, {} not ordered", figure(r.unmetStarting),
                       figure(r.unmetHours - r.unmetStarting));
  out += "\n";
}

void elasticityLine(std::string& out, const measures::ServiceMeasures& s) {
  const measures::Elasticity& e = s.elasticity;
  if (std::isnan(e.thetaOver)) return;
  out += fmt::format("    elasticity  theta {} under, {} over; tau {} under, {} over; instability {}, jitter {}/h\n",
                     share(e.thetaUnder), share(e.thetaOver), share(e.tauUnder), share(e.tauOver), share(e.instability),
                     figure(e.jitterPerHour));
}

void regretLine(std::string& out, const optimum::Regret& r) {
  if (std::isnan(r.hours)) return;
  out += fmt::format("    regret      {} ({}) more than hindsight's {}, {}; hindsight leaves nothing unmet\n",
                     hours(r.hours), share(r.share), hours(r.optimumHours), money(r.usd));
  const auto part = [](double x, const char* what) { return fmt::format("{} {}", figure(x), what); };
  out += fmt::format("                {}, {}, {}, {}{}\n", part(r.parts.waited, "waited for nothing"),
                     part(r.parts.zoneReserve, "a reserve for the loss of a zone"),
                     part(r.parts.startUp, "not serving"), part(r.parts.billing, "by the billing minimum"),
                     r.parts.missing < 0 ? ", " + part(r.parts.missing, "where it would have had more") : "");
  if (std::isnan(r.minimumHours)) out += "                (its own billing minimum not weighed: too large a run)\n";
}

void serviceLines(std::string& out, const measures::ServiceMeasures& s, const optimum::Regret& r) {
  out += fmt::format("\n  {}\n", name(s.name));
  out += fmt::format("    calls       {} served, {} lost, {} late; availability {}\n", count(s.served), count(s.lost),
                     count(s.late), share(s.availability));
  out += fmt::format("    latency     {}; {} of work wasted\n", latencyText(s.latency), time(s.wastedWork));
  out += fmt::format(
      "    fleet       mean {}; {} launched, {} failed to, {} lost, {} terminated; replaced {} times a day\n",
      figure(s.workersMean), count(s.launched), count(s.launchFailed), count(s.workersLost), count(s.terminated),
      figure(s.churnPerDay));
  headroomLines(out, s);
  capacityLines(out, s, r);
  elasticityLine(out, s);
  regretLine(out, r);
}

std::string runsOutText(const measures::RunsOut& r) {
  const std::string rate = fmt::format("at the burn rate of the last {}, {},", time(r.over), figure(r.burn));
  switch (r.kind) {
    case measures::RunsOut::Kind::spent: return "the budget is spent";
    case measures::RunsOut::Kind::never: return rate + " the budget never runs out";
    case measures::RunsOut::Kind::after: return fmt::format("{} the budget runs out in {}", rate, time(r.seconds));
    case measures::RunsOut::Kind::unknown: break;
  }
  return "when the budget runs out is unknown";
}

void objectiveLines(std::string& out, const measures::ObjectiveMeasures& o) {
  out += fmt::format("  objective     {}: {} of {} wanted; error budget {} spent, {} left; kept in {} of the time\n",
                     name(o.name), share(o.attainment), share(o.target), share(o.budgetSpent), share(o.budgetLeft),
                     share(o.timeKept));
  out += "                burn rate";
  for (const measures::Burn& b : o.burn) {
    const std::string over = b.window < 86400 ? fmt::format("{:.0f} h", b.window / 3600) : "3 d";
    out += std::isnan(b.worst) ? fmt::format("{} over {} not known", &b == &o.burn[0] ? "" : ",", over)
                               : fmt::format("{} over {} at worst {}, at last {}", &b == &o.burn[0] ? "" : ",", over,
                                             figure(b.worst), figure(b.last));
  }
  out += "\n                " + runsOutText(o.runsOut) + "\n";
}

/// Of a window that is not the run, what is not in it may be outside of it.
void fault(std::string& out, const measures::FaultMeasures& f, bool judged, bool whole) {
  if (std::isnan(f.begins)) {
    out += fmt::format("  fault         {}: begins before the window, ends {}\n", name(f.name),
                       std::isnan(f.ends) ? "after it" : moment(f.ends));
    return;
  }
  const auto at = [&](double t, const char* outside) { return std::isnan(t) ? std::string(outside) : moment(t); };
  out += fmt::format("  fault         {}: begins {} into the run, noticed {}, ends {}; objectives {}\n", name(f.name),
                     moment(f.begins), at(f.noticed, whole ? "never" : "not in the window"),
                     at(f.ends, whole ? "not before the end" : "after the window"), recovery(f.recovery, judged));
}

}  // namespace

std::string textOf(const RunInfo& info, const Trace& trace, const std::string& file) {
  std::string out;
  const measures::Measures& m = info.measures;
  head(out, trace, file);
  windowLine(out, info, trace);
  requests(out, m);
  for (const measures::ObjectiveMeasures& o : m.objectives) objectiveLines(out, o);
  for (const ChangeFigures& c : info.changes)
    out += fmt::format("  change        {}: {} into the run, {}\n", name(c.name), moment(c.at),
                       c.set.empty() ? "what it sets is not known" : name(fmt::format("{}", fmt::join(c.set, ", "))));
  for (const measures::FaultMeasures& f : m.faults) fault(out, f, !m.objectives.empty(), isWhole(info.window, trace));
  for (std::size_t i = 0; i < m.services.size(); ++i) serviceLines(out, m.services[i], info.regrets[i]);
  return out + "\n" + chartOf(trace);
}

}  // namespace headroom
