#include "scenarios/run/verdict_text.h"

#include "scenarios/run/few_values.h"
#include "scenarios/run/figure_text.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom {
namespace {

using shown::count, shown::moment, shown::money, shown::recovery, shown::share, shown::time;

/// Of a RunResult or a ReplicaResult.
std::string headline(const RunTitle& title, const auto& result) {
  return fmt::format("{}\n{}{} simulated in {}, {} events, seed {}, fingerprint {}\n\n", title.scenario,
                     result.interrupted ? "part of " : "", time(title.simulatedSeconds), time(result.wallSeconds),
                     count(static_cast<double>(result.events)), title.seed, result.fingerprint);
}

void requests(std::string& out, const Summary& s) {
  out += fmt::format("  requests      {} offered, {} served, {} failed, {} rejected, {} timed out, {} in flight\n",
                     count(s["requests.offered"]), count(s["requests.served"]), count(s["requests.failed"]),
                     count(s["requests.rejected"]), count(s["requests.timed_out"]), count(s["requests.in_flight"]));
  if (s["requests.retries"] > 0 || s["requests.wasted"] > 0)
    out += fmt::format("                {} retries; {} answers came too late; {} of work wasted\n",
                       count(s["requests.retries"]), count(s["requests.wasted"]), time(s["wasted_work_s"]));
  out += fmt::format("  availability  {}\n", share(s["availability"]));
  const std::vector<std::string> few = fewValues(s);
  const auto quantile = [&](const std::string& path) {
    return time(s[path]) + (std::find(few.begin(), few.end(), path) != few.end() ? " (of few)" : "");
  };
  out += fmt::format("  latency       mean {}, p50 {}, p95 {}, p99 {}, p99.9 {}\n", time(s["latency_s.mean"]),
                     quantile("latency_s.p50"), quantile("latency_s.p95"), quantile("latency_s.p99"),
                     quantile("latency_s.p999"));
}

void fleet(std::string& out, const Summary& s) {
  out += fmt::format("  workers       {:.0f} to {:.0f}, mean {:.2f}; {} launched, {} lost, {} terminated\n",
                     s["workers.min"], s["workers.max"], s["workers.mean"], count(s["workers.launched"]),
                     count(s["workers.lost"]), count(s["workers.terminated"]));
  out += fmt::format("  scaling       {} out, {} in, {} suppressed\n", count(s["decisions.out"]),
                     count(s["decisions.in"]), count(s["decisions.suppressed"]));
  if (!std::isnan(s["utilisation.mean"]))
    out += fmt::format("  {:<13} utilisation {}, unused {} of what is paid, unmet {} of demand, least headroom {}\n",
                       s.entry, share(s["utilisation.mean"]), share(s["capacity.unused_share"]),
                       share(s["capacity.unmet_share"]), share(s["capacity.headroom_min"]));
  out += fmt::format("  cost          {}: used {}, unused {}, not serving {}", money(s["cost_usd.total"]),
                     money(s["cost_usd.used"]), money(s["cost_usd.unused"]), money(s["cost_usd.not_serving"]));
  if (s["cost_usd.cross_zone"] > 0) out += fmt::format(", crossing zones {}", money(s["cost_usd.cross_zone"]));
  if (s["cost_usd.spot_discount"] > 0)
    out += fmt::format(", less {} for spot capacity", money(s["cost_usd.spot_discount"]));
  if (s["cost_usd.storage"] > 0) out += fmt::format(", storage {}", money(s["cost_usd.storage"]));
  out += "\n";
}

void sessions(std::string& out, const Summary& s) {
  for (const Figure& f : s.figures) {
    if (!f.path.ends_with(".sessions.lost_share")) continue;
    const std::string service = f.path.substr(9, f.path.find('.', 9) - 9);
    out += fmt::format("  sessions      {} of {}'s sessions were lost at least once, with their worker\n",
                       share(f.value), service);
  }
}

void warmPools(std::string& out, const Summary& s) {
  for (const Figure& f : s.figures) {
    if (!f.path.ends_with(".warm_pool.mean")) continue;
    const std::string prefix = f.path.substr(0, f.path.size() - 15);
    out += fmt::format("  warm pool     {:.2f} of {}'s workers waited, {} started from it\n", f.value, prefix.substr(9),
                       count(s[prefix + ".warm_pool.starts"]));
  }
}

void fleetTypes(std::string& out, const Summary& s) {
  for (const Figure& f : s.figures) {
    const std::size_t at = f.path.find(".types.");
    if (at == std::string::npos || !f.path.ends_with(".billed_mean")) continue;
    const std::string prefix = f.path.substr(0, f.path.size() - 12);
    std::string type = prefix.substr(at + 7);
    std::replace(type.begin(), type.end(), '_', '.');
    out += fmt::format("  {:<13} {}: {:.2f} paid for on average; {} launched, {} of them failed; {}\n", type,
                       prefix.substr(9, at - 9), f.value, count(s[prefix + ".launched"]),
                       count(s[prefix + ".launch_failed"]), money(s[prefix + ".cost_usd"]));
  }
}

void functions(std::string& out, const Summary& s) {
  for (const Figure& f : s.figures) {
    if (!f.path.ends_with(".function.cold_starts")) continue;
    const std::string prefix = f.path.substr(0, f.path.size() - 11);
    out += fmt::format(
        "  function      {}: {} cold starts, {} of the calls; over its concurrency {}, its rate of starts {}, its "
        "calls "
        "a second {}\n",
        prefix.substr(9, prefix.size() - 19), count(f.value), share(s[prefix + "cold_share"]),
        count(s[prefix + "over_concurrency"]), count(s[prefix + "over_rate"]), count(s[prefix + "over_calls"]));
  }
}

void changes(std::string& out, const std::vector<ChangeFigures>& all) {
  for (const ChangeFigures& c : all)
    out += fmt::format("  change        {}: {} into the run, {}\n", c.name, moment(c.at), fmt::join(c.set, ", "));
}

void objectivesAndFaults(std::string& out, const Summary& s) {
  changes(out, s.changes);
  for (const FaultFigures& f : s.faults)
    out += fmt::format("  fault         {}: begins {} into the run, noticed {}, ends {}; objectives {}\n", f.name,
                       moment(f.begins), moment(f.noticed), moment(f.ends), recovery(f.recovered, !s.slo.empty()));
  for (const ObjectiveFigures& o : s.slo)
    out += fmt::format("  objective     {}: {} of {} wanted, {} of the error budget spent\n", o.name,
                       share(o.attainment), share(o.target), share(o.budgetSpent));
}

/// "12.3 +- 0.4 s", or why there is less.
std::string interval(const Estimate& e, std::uint32_t replicas, double factor = 1, const std::string& unit = {}) {
  if (e.n == 0) return "n = 0";
  if (e.n == 1) return fmt::format("{:.6g}{}  (n = 1: no interval)", e.value * factor, unit);
  return fmt::format("{:.6g} +- {:.3g}{}{}", e.value * factor, e.halfWidth * factor, unit,
                     e.n < replicas ? fmt::format("  (n = {})", e.n) : "");
}

void objectivesAndFaults(std::string& out, const ReplicaResult& r) {
  changes(out, r.changes);
  const auto seconds = [&](const Estimate& e) { return interval(e, r.replicas, 1, " s"); };
  const auto percent = [&](const Estimate& e) { return interval(e, r.replicas, 100, " %"); };
  for (const FaultEstimate& f : r.faults)
    out += fmt::format("  fault         {}: begins {} into the run, noticed {}; objectives kept again after {}\n",
                       f.name, seconds(f.begins), seconds(f.noticed), seconds(f.recovered));
  for (const ObjectiveEstimate& o : r.slo)
    out += fmt::format("  objective     {}: {} of {} wanted, {} of the error budget spent\n", o.name,
                       percent(o.attainment), share(o.target), percent(o.budgetSpent));
}

void promises(std::string& out, const std::vector<Verdict>& verdicts) {
  for (const Verdict& v : verdicts)
    out += fmt::format("  expect        {}{} {}: {} ({})\n", v.metric, v.over.empty() ? "" : " over " + v.over,
                       v.wanted, v.met ? "met" : "NOT MET", std::isnan(v.got) ? "n = 0" : fmt::format("{:.6g}", v.got));
}

}  // namespace

std::string textOf(const RunTitle& title, const RunResult& r, const std::vector<Verdict>& verdicts) {
  std::string out = headline(title, r);
  if (r.interrupted) return out + "  interrupted; no figures\n";
  requests(out, r.summary);
  fleet(out, r.summary);
  sessions(out, r.summary);
  warmPools(out, r.summary);
  fleetTypes(out, r.summary);
  functions(out, r.summary);
  objectivesAndFaults(out, r.summary);
  promises(out, verdicts);
  return out;
}

std::string textOf(const RunTitle& title, const ReplicaResult& r, const std::vector<Verdict>& verdicts) {
  std::string out = headline(title, r);
  if (r.interrupted) return out + "  interrupted; no figures\n";
  out += fmt::format("  means of {} replicas with {:.0f} % t-intervals\n\n", r.replicas, r.level * 100);
  for (const Estimate& e : r.figures) {
    if (e.path.starts_with("services.") || e.path.find(".services.") != std::string::npos) continue;
    out += fmt::format("  {:<32} {}\n", e.path, interval(e, r.replicas));
  }
  objectivesAndFaults(out, r);
  promises(out, verdicts);
  return out;
}

}  // namespace headroom
