#include "analysis/measures/latency.h"
#include "scenarios/report/run_report.h"
#include "scenarios/report/scene.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

namespace headroom {
namespace {

using namespace report;

/// More figures than this make the page too large to read.
constexpr std::size_t mostServices = 12;

void addIfKnown(Facts& facts, const std::string& name, const std::string& label, const Value& value,
                const std::string& note = {}) {
  if (!std::isnan(value.number)) facts.rows.push_back({name, label, value, note});
}

Facts factsOfService(const RunFacts& f, std::size_t s) {
  const auto x = [&](const char* path) { return f.figure(f.of(s) + path); };
  Facts facts;
  addIfKnown(facts, "calls.offered", "Calls offered", count(x("calls.offered")));
  addIfKnown(facts, "availability", "Served of those that ended", share(x("availability")));
  addIfKnown(facts, "calls.failed", "Failed, rejected, timed out",
             count(x("calls.failed") + x("calls.rejected") + x("calls.timed_out")),
             fmt::format("{}, {}, {}", count(x("calls.failed")).text, count(x("calls.rejected")).text,
                         count(x("calls.timed_out")).text));
  addIfKnown(facts, "wait_s.mean", "Wait before work, mean", seconds(x("wait_s.mean")),
             fmt::format("{} of the calls that began had waited", share(x("waited_share")).text));
  addIfKnown(facts, "utilisation.mean", "Utilisation of slots, mean", share(x("utilisation.mean")),
             "greatest minute: " + share(x("utilisation.max")).text);
  addIfKnown(facts, "capacity.rated_rps", "One worker is rated for", number(x("capacity.rated_rps"), "1/s"));
  addIfKnown(facts, "workers.mean", "Workers, mean", number(x("workers.mean")),
             fmt::format("{} to {}; {} launched, {} lost, {} terminated", count(x("workers.min")).text,
                         count(x("workers.max")).text, count(x("workers.launched")).text, count(x("workers.lost")).text,
                         count(x("workers.terminated")).text));
  addIfKnown(facts, "capacity.headroom_min", "Least headroom", headroomShare(x("capacity.headroom_min")));
  addIfKnown(facts, "capacity.unused_share", "Unused of what is paid", share(x("capacity.unused_share")));
  addIfKnown(facts, "capacity.unmet_share", "Unmet of the demand", share(x("capacity.unmet_share")));
  addIfKnown(facts, "elasticity.theta_under", "Short of what was needed (θ under, τ under)",
             share(x("elasticity.theta_under")), share(x("elasticity.tau_under")).text + " of the time");
  addIfKnown(facts, "elasticity.theta_over", "More than was needed (θ over, τ over)", share(x("elasticity.theta_over")),
             share(x("elasticity.tau_over")).text + " of the time");
  addIfKnown(facts, "elasticity.deviation", "Elastic deviation", number(x("elasticity.deviation")),
             "SPEC; 0 is perfect");
  addIfKnown(facts, "cost_usd.total", "Cost", money(x("cost_usd.total")));
  addIfKnown(facts, "function.cold_share", "Cold starts, of calls that began", share(x("function.cold_share")));
  addIfKnown(facts, "sessions.lost_share", "Sessions lost at least once", share(x("sessions.lost_share")));
  return facts;
}

Drawing figureOfService(const RunFacts& f, std::size_t s) {
  const std::string name = f.serviceName(s), in = "[" + name + "]";
  const double end = f.duration();
  Drawing figure = figureOver(f, "Service " + name + " over the run", 0, end);
  const auto panel = [&](const char* title, const char* unit, const std::vector<WantedLine>& wanted, bool log = false) {
    std::vector<FigureLine> lines = linesFor(f, wanted, 0, end);
    if (!lines.empty()) figure.panels.push_back({title, unit, std::move(lines), log});
  };
  panel("Demand and what was served", "1/s",
        {{"calls_offered" + in, "offered, retries too", 6},
         {"supply" + in, "capacity", 1},
         {"demand" + in, "demand", 0},
         {"calls_served" + in, "served", 2}});
  panel("Latency of calls", "s",
        {{"latency[" + name + ";0.99]", "99 %", 4},
         {"latency[" + name + ";0.9]", "90 %", 1},
         {"latency[" + name + ";0.5]", "50 %", 0}},
        true);
  panel("Workers", "",
        {{"workers_in_service[" + name + ";sum]", "in service", 0},
         {"workers_desired" + in, "desired", 1},
         {"workers_needed" + in, "needed", 2}});
  figure.marks = decisionMarks(f.history, s);
  return figure;
}

}  // namespace

std::vector<Section> serviceParts(const RunFacts& f) {
  std::vector<Section> all;
  const std::size_t n = f.history.services.size();
  all.push_back({"services", n == 1 ? "The service" : "Services", 2, {}});
  if (n > mostServices)
    all.back().blocks.emplace_back(Paragraph{fmt::format(
        "There are figures of the first {} of {} services; `headroom chart` draws the others.", mostServices, n)});
  for (std::size_t s = 0; s < n; ++s) {
    Section part{fmt::format("service-{}", s + 1), f.serviceName(s), 3, {}};
    part.blocks.emplace_back(factsOfService(f, s));
    if (s < mostServices)
      part.blocks.emplace_back(
          Picture{figureOfService(f, s), fmt::format("{}: demand in first attempts a second against rated capacity; "
                                                     "latency on a logarithmic scale; workers. Shaded: faults.",
                                                     f.serviceName(s))});
    all.push_back(std::move(part));
  }
  return all;
}

namespace {

struct Span {
  std::string label;
  double from = 0, until = 0;
};

/// The hour of the greatest demand of the entry, and each fault until it was over.
std::vector<Span> spansOf(const RunFacts& f) {
  std::vector<Span> spans;
  constexpr std::size_t mostFaults = 8;
  if (const double peak = f.peakOf(f.entry()); !std::isnan(peak) && f.duration() > 2 * 3600) {
    const double from = std::clamp(peak - 1800, 0.0, f.duration() - 3600);
    spans.push_back({"the hour about the peak", from, from + 3600});
  }
  for (const DrawingBand& band : faultBands(f.history))
    if (band.until > band.from && spans.size() <= mostFaults) spans.push_back({band.label, band.from, band.until});
  return spans;
}

/// From the histograms of the trace, whose intervals may be shorter or longer than a bucket.
std::optional<TableBlock> windowTable(const RunFacts& f) {
  TableBlock t{"latency-windows",
               fmt::format("Latency of requests that were served in a window, of whole intervals of the trace; within "
                           "1/{:.0f} of each. `headroom info --from --to` has any other",
                           1 / measures::latencyRelativeError),
               {{"Window", false},
                {"From", false},
                {"To", false},
                {"p50", true},
                {"p90", true},
                {"p95", true},
                {"p99", true},
                {"p99.9", true},
                {"Served", true}},
               {}};
  for (const Span& s : spansOf(f)) {
    const measures::LatencyFigures l = measures::requestLatencyIn(f.series, {s.from, s.until});
    if (!(l.n > 0)) continue;
    t.rows.push_back({word(s.label), word(f.history.clock(s.from)), word(f.history.clock(s.until)), seconds(l.p50),
                      seconds(l.p90), seconds(l.p95), seconds(l.p99), seconds(l.p999), count(l.n)});
  }
  return t.rows.empty() ? std::nullopt : std::optional(std::move(t));
}

}  // namespace

Section percentilePart(const RunFacts& f) {
  Section s{"percentiles", "Percentiles", 2, {}};
  TableBlock t{
      "latency",
      "Latency of what was served: of requests from the wish to the answer, retries included; of calls at their "
      "service",
      {{"Of", false},
       {"Mean", true},
       {"p50", true},
       {"p90", true},
       {"p95", true},
       {"p99", true},
       {"p99.9", true},
       {"Max", true}},
      {}};
  bool few = false;
  const auto add = [&](const std::string& label, const std::string& prefix) {
    std::vector<Value> row{word(label)};
    for (const char* q : {"mean", "p50", "p90", "p95", "p99", "p999", "max"}) {
      const std::string path = prefix + "latency_s." + q;
      row.push_back(seconds(f.figure(path)));
      if (f.few(path)) row.back().text += " *", few = true;
    }
    t.rows.push_back(std::move(row));
  };
  add("requests", "");
  for (std::size_t i = 0; i < f.history.services.size(); ++i) add("calls to " + f.serviceName(i), f.of(i));
  s.blocks.emplace_back(std::move(t));
  if (auto windows = windowTable(f)) s.blocks.emplace_back(std::move(*windows));
  if (few) s.blocks.emplace_back(Paragraph{"* of fewer than 10 / (1 − q) values: as much chance as system."});
  return s;
}

}  // namespace headroom
