#include "scenarios/info/run_info.h"
#include "scenarios/json_text.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

Json number(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }
Json count(double x) { return std::isfinite(x) ? Json(static_cast<std::int64_t>(x)) : Json(nullptr); }

Json latency(const measures::LatencyFigures& l) {
  return {{"p50", number(l.p50)}, {"p90", number(l.p90)},   {"p95", number(l.p95)},
          {"p99", number(l.p99)}, {"p999", number(l.p999)}, {"n", count(l.calls)}};
}

Json capacity(const measures::ServiceMeasures& s) {
  const measures::Capacity& c = s.capacity;
  return {{"rated_rps", number(s.rated)},
          {"unused_share", number(c.unusedShare)},
          {"not_serving_share", number(c.notServingShare)},
          {"unmet_share", number(c.unmetShare)},
          {"paid_worker_h", number(s.paidHours)},
          {"unused_worker_h", number(s.unusedHours)},
          {"not_serving_worker_h", number(s.notServingHours)},
          {"unmet_worker_h", number(s.unmetHours)},
          {"cost_usd", number(c.costUsd)},
          {"unused_usd", number(c.unusedUsd)},
          {"not_serving_usd", number(c.notServingUsd)}};
}

Json elasticity(const measures::ServiceMeasures& s) {
  const measures::Elasticity& e = s.elasticity;
  return {{"theta_under", number(e.thetaUnder)},
          {"theta_over", number(e.thetaOver)},
          {"tau_under", number(e.tauUnder)},
          {"tau_over", number(e.tauOver)},
          {"under_workers", number(e.absoluteUnder)},
          {"over_workers", number(e.absoluteOver)},
          {"no_demand_share", number(e.noDemandShare)},
          {"instability", number(e.instability)},
          {"jitter_per_h", number(e.jitterPerHour)},
          {"deviation", number(e.deviation)},
          {"grid_s", number(s.elasticityGrid)}};
}

Json headroom(const measures::ServiceMeasures& s) {
  Json all = Json::array();
  for (const measures::ZoneHeadroom& h : s.headroom)
    all.push_back({{"zones_lost", h.zonesLost},
                   {"demand_at_peak_rps", number(h.demandAtPeak)},
                   {"supply_at_peak_rps", number(h.supplyAtPeak)},
                   {"at_peak", number(h.atPeak)},
                   {"least", number(h.least)},
                   {"least_at_s", number(h.leastAt)}});
  return all;
}

Json workers(const measures::ServiceMeasures& s) {
  return {{"mean", number(s.workersMean)},          {"launched", count(s.launched)},
          {"launch_failed", count(s.launchFailed)}, {"lost", count(s.workersLost)},
          {"terminated", count(s.terminated)},      {"churn_per_day", number(s.churnPerDay)}};
}

Json regret(const optimum::Regret& r) {
  return {{"paid_worker_h", number(r.paidHours)},
          {"optimum_worker_h", number(r.optimumHours)},
          {"worker_h", number(r.hours)},
          {"share", number(r.share)},
          {"usd", number(r.usd)},
          {"unmet_worker_h", number(r.unmetHours)},
          {"launch_s", number(r.launchSeconds)},
          {"launches", r.launches}};
}

Json service(const measures::ServiceMeasures& s, const optimum::Regret& r) {
  return {{"availability", number(s.availability)},
          {"calls", {{"served", count(s.served)}, {"lost", count(s.lost)}, {"late", count(s.late)}}},
          {"wasted_work_s", number(s.wastedWork)},
          {"latency_s", latency(s.latency)},
          {"capacity", capacity(s)},
          {"headroom", headroom(s)},
          {"elasticity", elasticity(s)},
          {"workers", workers(s)},
          {"regret", regret(r)}};
}

Json objective(const measures::ObjectiveMeasures& o) {
  Json burn = Json::array();
  for (const measures::Burn& b : o.burn)
    burn.push_back({{"window_s", b.window},
                    {"last", number(b.last)},
                    {"worst", number(b.worst)},
                    {"worst_at_s", number(b.worstAt)}});
  return {{"name", o.name},
          {"target", number(o.target)},
          {"window_s", number(o.window)},
          {"good", count(o.good)},
          {"ended", count(o.ended)},
          {"attainment", number(o.attainment)},
          {"budget_spent", number(o.budgetSpent)},
          {"budget_left", number(o.budgetLeft)},
          {"time_kept", number(o.timeKept)},
          {"burn", std::move(burn)}};
}

Json measuresJson(const RunInfo& info) {
  const measures::Measures& m = info.measures;
  Json json{{"seconds", m.seconds},
            {"requests",
             {{"offered", count(m.offered)},
              {"served", count(m.served)},
              {"lost", count(m.lost)},
              {"retries", count(m.retries)}}},
            {"availability", number(m.availability)},
            {"cost_usd",
             {{"workers", number(m.costUsd)},
              {"per_million", number(m.costPerMillion)},
              {"per_month", number(m.costPerMonth)}}},
            {"services", Json::object()},
            {"objectives", Json::array()},
            {"faults", Json::array()}};
  for (std::size_t i = 0; i < m.services.size(); ++i)
    json["services"][m.services[i].name] = service(m.services[i], info.regrets[i]);
  for (const measures::ObjectiveMeasures& o : m.objectives) json["objectives"].push_back(objective(o));
  for (const measures::FaultMeasures& f : m.faults)
    json["faults"].push_back({{"name", f.name},
                              {"times", f.times},
                              {"begins_s", number(f.begins)},
                              {"noticed_s", number(f.noticed)},
                              {"ends_s", number(f.ends)},
                              {"recovered_s", number(f.recovery)}});
  return json;
}

}  // namespace

std::string jsonOf(const RunInfo& info, const Trace& trace, const std::string& file) {
  Json json{{"schema", 1},
            {"file", file},
            {"title", trace.title()},
            {"status", trace.status()},
            {"version", trace.version()},
            {"fingerprint", trace.fingerprint()},
            {"start", trace.start()},
            {"seed", trace.seed()},
            {"duration_s", trace.announcement().duration.inSeconds()},
            {"sample_s", trace.announcement().sample.inSeconds()},
            {"buckets", trace.buckets()},
            {"measures", measuresJson(info)}};
  for (const Axis& a : trace.announcement().axes)
    json["axes"][a.name] = a.labels.empty() ? Json(a.values) : Json(a.labels);
  json["series"] = Json::array();
  for (const Series& s : trace.announcement().series)
    json["series"].push_back({{"name", s.name}, {"unit", s.unit}, {"sentence", s.sentence}});
  for (std::size_t t = 0; t < trace.announcement().tables.size(); ++t)
    json["tables"][trace.announcement().tables[t].name] = trace.rows(t);
  return jsonText(json);
}

}  // namespace headroom
