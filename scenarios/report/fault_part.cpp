#include "scenarios/report/run_report.h"
#include "scenarios/report/scene.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom {
namespace {

using namespace report;

constexpr std::size_t mostFigures = 8;

/// A fault of the summary: its first time.
struct FaultTime {
  std::string name;
  double begins = 0, noticed = 0, ends = 0, recovered = 0;
};

std::vector<FaultTime> faultsOf(const RunFacts& f) {
  std::vector<FaultTime> all;
  for (const auto& row : rowsIn(f, "faults"))
    all.push_back({wordIn(row, "name"), numberIn(row, "begins_s"), numberIn(row, "noticed_s"), numberIn(row, "ends_s"),
                   numberIn(row, "recovered_s")});
  return all;
}

/// "zone b", "service web"; of the fault's first time.
std::string placeText(const RunFacts& f, std::size_t number) {
  for (const EventRow& e : f.history.events) {
    if (e.kind != "fault_begins" || e.cause != static_cast<std::int64_t>(number)) continue;
    std::string place;
    const auto inside = [](std::int64_t i, const auto& list) {
      return i >= 0 && i < static_cast<std::int64_t>(list.size());
    };
    if (inside(e.service, f.history.services)) place = "service " + f.serviceName(static_cast<std::size_t>(e.service));
    if (inside(e.zone, f.history.zones))
      place += (place.empty() ? "zone " : " in zone ") + f.history.zones[static_cast<std::size_t>(e.zone)];
    return place.empty() ? "everywhere" : place;
  }
  return "nowhere: it never began";
}

std::size_t timesOf(const RunFacts& f, std::size_t number) {
  return static_cast<std::size_t>(std::count_if(
      f.history.events.begin(), f.history.events.end(),
      [&](const EventRow& e) { return e.kind == "fault_begins" && e.cause == static_cast<std::int64_t>(number); }));
}

double eventsBetween(const RunFacts& f, const char* kind, double from, double until) {
  return static_cast<double>(std::count_if(f.history.events.begin(), f.history.events.end(), [&](const EventRow& e) {
    return e.kind == kind && e.time >= from && e.time <= until;
  }));
}

/// Of buckets that reach into the span.
double sumOver(const RunFacts& f, const std::vector<WantedLine>& series, double from, double until) {
  double sum = 0;
  for (const FigureLine& l : linesFor(f, series, from, until))
    for (std::size_t i = 0; i < l.value.size(); ++i)
      if (!std::isnan(l.value[i])) sum += l.value[i] * (l.time[i + 1] - l.time[i]);
  return sum;
}

double greatestOf(const RunFacts& f, const std::string& series, double from, double until) {
  double most = std::nan("");
  for (const FigureLine& l : linesFor(f, {{series, ""}}, from, until))
    for (const double v : l.value)
      if (!std::isnan(v) && !(most >= v)) most = v;
  return most;
}

/// What it did, from its begin until the objectives were kept again, or it was over.
Facts factsOfFault(const RunFacts& f, const FaultTime& t, std::size_t number, double until) {
  const why::History& h = f.history;
  Facts facts;
  const std::size_t times = timesOf(f, number);
  facts.rows.push_back({"where", "Where", word(placeText(f, number))});
  if (times > 1)
    facts.rows.push_back(
        {"times", "How often", count(static_cast<double>(times)), "what follows is of the first time"});
  facts.rows.push_back({"begins_s", "Begins", Value{h.clock(t.begins), t.begins, "s"}});
  if (std::isnan(t.noticed))
    facts.rows.push_back({"noticed_s", "Noticed", word("never")});
  else
    facts.rows.push_back({"noticed_s", "Noticed", Value{h.clock(t.noticed), t.noticed, "s"},
                          seconds(t.noticed - t.begins).text + " after it began"});
  if (std::isnan(t.ends))
    facts.rows.push_back({"ends_s", "Ends", word("not before the end of the run")});
  else
    facts.rows.push_back(
        {"ends_s", "Ends", Value{h.clock(t.ends), t.ends, "s"}, seconds(t.ends - t.begins).text + " later"});
  const bool judged = !rowsIn(f, "slo").empty();
  facts.rows.push_back({"recovered_s", "Objectives kept again",
                        !judged                   ? word("unknown: there are none")
                        : std::isnan(t.recovered) ? word("not before the end of the run")
                        : t.recovered == 0        ? Value{"never missed", 0, "s"}
                                                  : seconds(t.recovered),
                        judged && t.recovered > 0 ? "after it began" : ""});
  facts.rows.push_back({"workers_lost", "Workers lost until then", count(eventsBetween(f, "lost", t.begins, until))});
  facts.rows.push_back(
      {"workers_launched", "Workers ordered until then", count(eventsBetween(f, "launch", t.begins, until))});
  facts.rows.push_back(
      {"launches_failed", "Launches that failed", count(eventsBetween(f, "launch_failed", t.begins, until))});
  const double offered = sumOver(f, {{"requests_offered", ""}}, t.begins, until);
  const double bad =
      sumOver(f, {{"requests_failed", ""}, {"requests_rejected", ""}, {"requests_timed_out", ""}}, t.begins, until);
  facts.rows.push_back({"requests_not_served", "Requests that ended unserved", count(std::round(bad)),
                        fmt::format("of {} offered, in whole buckets", count(std::round(offered)).text)});
  facts.rows.push_back({"latency_p99_worst_s", "Worst 99th percentile of a bucket",
                        seconds(greatestOf(f, "request_latency[0.99]", t.begins, until))});
  return facts;
}

Drawing figureOfFault(const RunFacts& f, const FaultTime& t, double until) {
  const double margin = std::max({600.0, 0.3 * (until - t.begins), 20 * f.trace.announcement().sample.inSeconds()});
  const double from = std::max(0.0, t.begins - margin), to = std::min(f.duration(), until + margin);
  const std::string name = f.serviceName(f.entry());
  Drawing figure = figureOver(f, "Fault " + t.name, from, to);
  const auto panel = [&](const std::string& title, const char* unit, const std::vector<WantedLine>& wanted, bool log) {
    std::vector<FigureLine> lines = linesFor(f, wanted, from, to);
    if (!lines.empty()) figure.panels.push_back({title, unit, std::move(lines), log});
  };
  panel("First attempts at " + name, "1/s",
        {{"supply[" + name + "]", "capacity", 1}, {"demand[" + name + "]", "demand", 0}}, false);
  panel("Requests", "1/s",
        {{"requests_offered", "offered", 0},
         {"requests_served", "served", 2},
         {"requests_timed_out", "timed out", 4},
         {"requests_failed", "failed", 1},
         {"requests_rejected", "rejected", 3}},
        false);
  panel("Latency of requests", "s", {{"request_latency[0.99]", "99 %", 4}, {"request_latency[0.5]", "50 %", 0}}, true);
  figure.marks = decisionMarks(f.history, std::nullopt);
  return figure;
}

}  // namespace

std::vector<Section> faultParts(const RunFacts& f) {
  std::vector<Section> all;
  const std::vector<FaultTime> faults = faultsOf(f);
  if (faults.empty()) return all;
  all.push_back({"faults", "Faults", 2, {}});
  if (faults.size() > mostFigures)
    all.back().blocks.emplace_back(
        Paragraph{fmt::format("There are figures of the first {} of {}.", mostFigures, faults.size())});
  for (std::size_t i = 0; i < faults.size(); ++i) {
    const FaultTime& t = faults[i];
    Section part{fmt::format("fault-{}", i + 1), t.name, 3, {}};
    if (std::isnan(t.begins)) {
      part.blocks.emplace_back(Paragraph{"It never began in this run."});
    } else {
      const double over = std::isnan(t.ends) ? f.duration() : t.ends;
      const double until =
          std::min(f.duration(), std::max(over, std::isnan(t.recovered) ? over : t.begins + t.recovered));
      part.blocks.emplace_back(factsOfFault(f, t, i, until));
      if (i < mostFigures)
        part.blocks.emplace_back(Picture{figureOfFault(f, t, until),
                                         fmt::format("{}: before, during and after. Triangles: decisions.", t.name)});
    }
    all.push_back(std::move(part));
  }
  return all;
}

}  // namespace headroom
