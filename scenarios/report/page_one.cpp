#include "analysis/measures/money.h"
#include "scenarios/report/run_report.h"
#include "scenarios/report/scene.h"
#include "scenarios/report/sentences.h"
#include "scenarios/units.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom {
namespace {

using namespace report;
using Json = nlohmann::ordered_json;

using measures::hoursOfMonth;

// ---- verdict -------------------------------------------------------------------------------------------------------

/// "zone_outage (19:34:00 to 20:14:00)"; a few of them.
std::string faultsText(const RunFacts& f) {
  std::string text;
  std::size_t shown = 0;
  const std::vector<DrawingBand> bands = faultBands(f.history);
  for (const DrawingBand& b : bands) {
    if (shown++ == 3) return text + fmt::format(" and {} more", bands.size() - 3);
    const std::string when = b.until > b.from ? f.history.clock(b.from) + " to " + f.history.clock(b.until)
                                              : "at " + f.history.clock(b.from);
    text += (text.empty() ? "" : ", ") + b.label + " (" + when + ")";
  }
  return text;
}

std::string objectiveText(const Json& o) {
  return fmt::format("{}: {} of {} wanted", wordIn(o, "name"), share(numberIn(o, "attainment")).text,
                     share(numberIn(o, "target")).text);
}

Paragraph verdictOf(const RunFacts& f) {
  const std::vector<Json> objectives = rowsIn(f, "slo");
  const std::string faults = faultsText(f);
  const std::string under = faults.empty() ? "no fault was simulated" : "with " + faults;
  if (objectives.empty())
    return {fmt::format("{} of the requests were served; {}. The scenario sets no objective to judge that by.",
                        share(f.figure("availability")).text, under),
            Tone::plain};
  std::string kept, missed;
  for (const Json& o : objectives) {
    std::string& to = numberIn(o, "attainment") >= numberIn(o, "target") ? kept : missed;
    to += (to.empty() ? "" : "; ") + objectiveText(o);
  }
  if (missed.empty()) return {fmt::format("In this run the objectives hold ({}), {}.", kept, under), Tone::good};
  return {fmt::format("In this run the objectives do not hold ({}), {}.{}", missed, under,
                      kept.empty() ? "" : " Kept: " + kept + "."),
          Tone::bad};
}

TableBlock promisesOf(const std::vector<Json>& expects) {
  TableBlock t{
      "expect", "What the scenario promises", {{"Promise", false}, {"Wanted", false}, {"Got", true}, {"", false}}, {}};
  for (const Json& e : expects) {
    const std::string over = wordIn(e, "over");
    t.rows.push_back({word(wordIn(e, "metric") + (over.empty() ? "" : " over " + over)), word(wordIn(e, "wanted")),
                      plain(numberIn(e, "got")), word(flagIn(e, "met") ? "met" : "not met")});
  }
  return t;
}

Section verdict(const RunFacts& f, std::size_t warnings) {
  Section s{"verdict", "Verdict", 2, {}};
  if (!f.ended()) {
    s.blocks = {
        Paragraph{fmt::format("The run was not finished ({}): there are no figures of the whole.", f.trace.status()),
                  Tone::warning}};
    return s;
  }
  s.blocks.emplace_back(verdictOf(f));
  if (warnings) s.blocks.emplace_back(page::warningsPointer(warnings));
  s.blocks.emplace_back(Command{
      "One run shows what can happen, not how likely it is. 59 runs of which each keeps the objectives show, with 95 % "
      "confidence, that at least 95 % of all do; as it is, with each zone lost, and of the options beside it:",
      commandFor(f, "report")});
  if (f.history.faults.empty() && f.zones().size() > 1)
    s.blocks.emplace_back(Command{
        "No zone was lost in this run. What if one is, at the peak?",
        commandFor(
            f, "run",
            {"--set", fmt::format("faults=[{{zone_outage: {{zone: {}, at: peak, lasts: 30min}}}}]", f.zones()[0])})});
  if (const std::vector<Json> expects = rowsIn(f, "expect"); !expects.empty())
    s.blocks.emplace_back(promisesOf(expects));
  return s;
}

// ---- headroom ------------------------------------------------------------------------------------------------------

Section headroomSection(const RunFacts& f) {
  Section s{"headroom", "Headroom", 2, {}};
  TableBlock t{
      "headroom",
      "At each service's greatest demand: 1 − demand / capacity, with the zones that were there and without those "
      "that carried most",
      {{"Service", false},
       {"At", false},
       {"Demand", true},
       {"Capacity", true},
       {"Headroom", true},
       {"One zone less", true},
       {"Two zones less", true},
       {"Spare then", true}},
      {}};
  for (std::size_t i = 0; i < f.history.services.size(); ++i) {
    const measures::ServiceMeasures& m = f.measures.services[i];
    const auto& h = m.headroom;
    if (!(h[0].demandAtPeak > 0) || std::isnan(h[0].supplyAtPeak) || std::isnan(m.rated)) continue;
    std::vector<Value> row{word(f.serviceName(i)), word(f.history.clock(f.peakOf(i))), number(h[0].demandAtPeak, "1/s"),
                           number(h[0].supplyAtPeak, "1/s")};
    for (const measures::ZoneHeadroom& left : h) {
      const bool none = left.supplyAtPeak == 0;
      row.push_back(std::isnan(left.atPeak) ? word("–")  // there are not so many zones
                    : none                  ? Value{"nothing left", left.atPeak, "1"}
                                            : headroomShare(left.atPeak));
    }
    const double without = std::isnan(h[1].supplyAtPeak) ? h[0].supplyAtPeak : h[1].supplyAtPeak;
    row.push_back(spareWorkers((without - h[0].demandAtPeak) / m.rated));
    t.rows.push_back(std::move(row));
  }
  if (t.rows.empty()) {
    s.blocks.emplace_back(
        Paragraph{"No service here has a rated capacity (functions have as much as they are given; "
                  "unlimited slots have no bound), so there is no headroom to state."});
    return s;
  }
  s.blocks.emplace_back(std::move(t));
  s.blocks.emplace_back(Paragraph{
      "Capacity is what workers in service are rated for, in first attempts a second. “Spare then” is with one zone "
      "less. Below 0 % the demand exceeds what is left. These figures take the zones away on paper: nobody retries, "
      "and nothing is launched."});
  return s;
}

// ---- options -------------------------------------------------------------------------------------------------------

Section options(const RunFacts& f) {
  return {"options",
          "Options",
          2,
          {Paragraph{"Which fleet would be cheaper, or safer, a single run cannot say; it takes runs of each under the "
                     "same chance."},
           Command{"Scale-up, chunks, elastic, forecast and the static peak, side by side, calm and with a zone lost:",
                   commandFor(f, "strategies")},
           Command{"The least fleet that keeps the objectives while any zone is lost at the peak, with confidence:",
                   commandFor(f, "plan")}}};
}

// ---- regret --------------------------------------------------------------------------------------------------------

TableBlock regretTable(const RunFacts& f) {
  TableBlock t{"regret",
               "Against hindsight: the cheapest fleet that would have carried the same demand, had somebody known it; "
               "what was paid beyond it, and what that was",
               {{"Service", false}, {"", false}, {"Worker-hours", true}, {"In the run", true}, {"A month", true}},
               {}};
  const double month = f.duration() > 0 ? hoursOfMonth * 3600 / f.duration() : std::nan("");
  for (std::size_t s = 0; s < f.regrets.size(); ++s) {
    const optimum::Regret& r = f.regrets[s];
    if (std::isnan(r.hours)) continue;
    const auto add = [&](const char* what, double hours) {
      t.rows.push_back({word(f.serviceName(s)), word(what), number(hours), money(hours * r.usdPerHour),
                        money(hours * r.usdPerHour * month)});
    };
    add("Paid", r.paidHours);
    add("Hindsight", r.optimumHours);
    add("Beyond it", r.hours);
    add("waited for nothing", r.parts.waited);
    add("reserve for the loss of a zone", r.parts.zoneReserve);
    add("not serving", r.parts.startUp);
    add("minimum and rounding of billing", r.parts.billing);
    add("missing", r.parts.missing);
  }
  return t;
}

const char* const regretText =
    "The last five add up to what was paid beyond it. Reserve: in service beyond hindsight's fleet, and needed if the "
    "fullest zone were lost. Not serving: starting, draining or impaired, less what hindsight's own launches take. "
    "Missing: hindsight would have had more there, for it leaves nothing unmet.";

}  // namespace

std::vector<Block> againstHindsight(const RunFacts& f) {
  TableBlock t = regretTable(f);
  if (t.rows.empty()) return {};
  return {std::move(t), Paragraph{regretText}};
}

namespace {

// ---- money ---------------------------------------------------------------------------------------------------------

Section moneySection(const RunFacts& f) {
  const double hours = f.duration() / 3600, month = hours > 0 ? hoursOfMonth / hours : std::nan("");
  TableBlock t{"cost",
               fmt::format("A month is 730 h of hours like the mean of this run's {}", seconds(f.duration()).text),
               {{"", false}, {"In the run", true}, {"A month", true}, {"Share", true}},
               {}};
  const double total = f.figure("cost_usd.total"), compute = f.figure("cost_usd.compute");
  const auto add = [&](const char* label, const char* path, bool part) {
    const double x = f.figure(path);
    if (std::isnan(x) || (part && x == 0)) return;
    t.rows.push_back({word(label), money(x), money(x * month), part && compute > 0 ? share(x / compute) : word("")});
  };
  for (const CostPart& c : costParts) add(c.label, c.path, c.part);
  Section s{"money", "Money and waste", 2, {std::move(t)}};
  const double served = f.figure("requests.served"), workers = f.figure("workers.mean");
  Facts facts;
  facts.rows.push_back({"cost_per_million_usd", "Cost per million requests served",
                        money(served > 0 ? total / served * 1e6 : std::nan(""))});
  const double unused = f.figure("capacity.unused_share");
  facts.rows.push_back({"unused_share", "Unused share of what is paid (" + f.text("entry") + ")", share(unused)});
  facts.rows.push_back(
      {"unused_worker_hours", "Unused worker-hours (all services)",
       number(compute > 0 ? workers * hours * f.figure("cost_usd.unused") / compute : std::nan(""), "h"),
       "worker-hours times the unused share of the money"});
  facts.rows.push_back(
      {"unmet_share", "Unmet share of demand (" + f.text("entry") + ")", share(f.figure("capacity.unmet_share"))});
  facts.rows.push_back({"wasted_work_s", "Work done for nothing", seconds(f.figure("wasted_work_s")),
                        "slot-time of calls that did not end served"});
  facts.rows.push_back({"retries", "Retries", count(f.figure("requests.retries"))});
  s.blocks.emplace_back(std::move(facts));
  for (Block& b : againstHindsight(f)) s.blocks.push_back(std::move(b));
  return s;
}

// ---- error budget --------------------------------------------------------------------------------------------------

/// Over windows that fit into the run.
TableBlock burnsOf(const RunFacts& f) {
  TableBlock t{
      "burn",
      "Burn rates: the share of bad requests in a window, over that which the target allows; 1 spends the budget "
      "just as it comes",
      {{"Objective", false}, {"Window", false}, {"At the end", true}, {"Worst", true}, {"Until", false}},
      {}};
  for (const measures::ObjectiveMeasures& o : f.measures.objectives)
    for (const measures::Burn& b : o.burn)
      if (!std::isnan(b.worst))
        t.rows.push_back({word(o.name), word(seconds(b.window).text), number(b.last), number(b.worst),
                          word(f.history.clock(b.worstAt))});
  return t;
}

/// By the name of the objective: those of a trace may be in another order than those of its summary.
Value runsOutOf(const RunFacts& f, const std::string& objective) {
  using Kind = measures::RunsOut::Kind;
  for (const measures::ObjectiveMeasures& o : f.measures.objectives) {
    if (o.name != objective) continue;
    if (o.runsOut.kind == Kind::never) return word("never");
    if (o.runsOut.kind == Kind::spent) return Value{"it is spent", 0, "s"};
    if (o.runsOut.kind == Kind::after) return seconds(o.runsOut.seconds);
  }
  return word("unknown");
}

Section budget(const RunFacts& f) {
  Section s{"budget", "Error budget", 2, {}};
  const std::vector<Json> objectives = rowsIn(f, "slo");
  if (objectives.empty()) {
    s.blocks.emplace_back(page::noObjectives());
    return s;
  }
  TableBlock t{"slo",
               fmt::format("Of requests offered in the measured part of these {}", seconds(f.duration()).text),
               {{"Objective", false},
                {"Of", false},
                {"Target", true},
                {"Attained", true},
                {"Budget spent", true},
                {"Budget left", true},
                {"Runs out", true},
                {"Bad", true},
                {"Ended", true}},
               {}};
  for (const Json& o : objectives) {
    const double spent = numberIn(o, "budget_spent"), ended = numberIn(o, "ended");
    const std::string service = wordIn(o, "service");
    t.rows.push_back({word(wordIn(o, "name")), word(service.empty() ? "requests" : service),
                      share(numberIn(o, "target")), share(numberIn(o, "attainment")), share(spent), share(1 - spent),
                      runsOutOf(f, wordIn(o, "name")), count(ended - numberIn(o, "good")), count(ended)});
  }
  s.blocks.emplace_back(std::move(t));
  if (TableBlock burns = burnsOf(f); !burns.rows.empty()) s.blocks.emplace_back(std::move(burns));
  s.blocks.emplace_back(Paragraph{
      "Spent is the share of bad requests over that which the target allows, of the measured time or of the "
      "objective's own window: at 100 % the budget is used up. Left is negative where more was spent than there was. "
      "It runs out, after the end of the run, if it burns on as in its last hour (of a shorter run, as in all of "
      "it)."});
  return s;
}

// ---- the worst day -------------------------------------------------------------------------------------------------

struct Day {
  double from = 0, until = 0, bad = 0, peak = 0;
};

/// Local days of the run, cut to it, with the requests that were not served and the greatest demand.
std::vector<Day> daysOf(const RunFacts& f) {
  std::vector<Day> days;
  const Instant end = Instant::at(Duration::fromSeconds(f.duration()));
  for (Instant t; t < end;) {
    const Instant next = std::min(f.history.calendar.nextMidnight(t), end);
    days.push_back({t.inSeconds(), next.inSeconds(), 0, 0});
    t = next;
  }
  std::vector<FigureLine> lines =
      linesFor(f, {{"requests_failed", ""}, {"requests_rejected", ""}, {"requests_timed_out", ""}}, 0, f.duration());
  const std::vector<FigureLine> offered = linesFor(f, {{"requests_offered", ""}}, 0, f.duration());
  const auto dayAt = [&](double t) -> Day& {
    auto it = std::find_if(days.begin(), days.end(), [&](const Day& d) { return t < d.until; });
    return it == days.end() ? days.back() : *it;
  };
  for (const FigureLine& l : lines)
    for (std::size_t i = 0; i < l.value.size(); ++i)
      if (!std::isnan(l.value[i])) dayAt(l.time[i]).bad += l.value[i] * (l.time[i + 1] - l.time[i]);
  for (const FigureLine& l : offered)
    for (std::size_t i = 0; i < l.value.size(); ++i)
      if (!std::isnan(l.value[i])) dayAt(l.time[i]).peak = std::max(dayAt(l.time[i]).peak, l.value[i]);
  return days;
}

}  // namespace

Section worstDay(const RunFacts& f) {
  Day worst{0, f.duration(), 0, 0};
  std::string which = "The run";
  if (f.duration() > 36 * 3600) {
    const std::vector<Day> days = daysOf(f);
    worst = *std::max_element(days.begin(), days.end(), [](const Day& a, const Day& b) {
      return std::pair(a.bad, a.peak) < std::pair(b.bad, b.peak);
    });
    which = worst.bad > 0 ? "The day with the most requests that were not served" : "The day with the greatest demand";
  }
  const std::string name = f.serviceName(f.entry());
  Drawing figure = figureOver(f, which, worst.from, worst.until);
  figure.panels.push_back({"First attempts at " + name, "1/s",
                           linesFor(f, {{"supply[" + name + "]", "capacity", 1}, {"demand[" + name + "]", "demand", 0}},
                                    worst.from, worst.until),
                           false});
  if (figure.panels[0].lines.empty()) figure.panels.clear();
  figure.panels.push_back(
      {"Requests of users", "1/s",
       linesFor(f, {{"requests_offered", "offered", 0}, {"requests_served", "served", 2}}, worst.from, worst.until),
       false});
  figure.panels.push_back({"Workers of " + name, "",
                           linesFor(f,
                                    {{"workers_in_service[" + name + ";sum]", "in service", 0},
                                     {"workers_desired[" + name + "]", "desired", 1}},
                                    worst.from, worst.until),
                           false});
  figure.marks = decisionMarks(f.history, std::nullopt);
  const std::string caption = which + fmt::format(
                                          ": demand, capacity, what was served. Shaded: faults. Triangles: decisions "
                                          "to grow (up) and to shrink (down).");
  return {"worst-day",
          f.duration() > 36 * 3600 ? "The worst day" : "The day in one figure",
          2,
          {Picture{std::move(figure), caption}}};
}

namespace {

// ---- assumptions ---------------------------------------------------------------------------------------------------

Section assumptions(const RunFacts& f) {
  Section s{"assumptions", "Assumptions, and how to repeat it", 2, {}};
  s.blocks.emplace_back(page::assumptions("", {"All chance comes from one seed; another seed is another day."}));
  Facts facts;
  const auto add = [&](const char* name, const char* label, const std::string& text) {
    if (!text.empty()) facts.rows.push_back({name, label, word(text)});
  };
  std::string sets = f.trace.text("sets");
  std::replace(sets.begin(), sets.end(), '\n', ' ');
  add("source", "Scenario", f.trace.text("source"));
  add("stage", "Stage", f.trace.text("stage"));
  add("sets", "Set on the command line", sets);
  add("seed", "Seed", std::to_string(f.trace.seed()));
  add("fingerprint", "Fingerprint of what happened", f.trace.fingerprint());
  add("start", "Begins",
      f.trace.start() + (f.spec && f.spec->timeZone != "UTC" ? ", clocks of " + f.spec->timeZone : ""));
  facts.rows.push_back({"simulated_s", "Length", seconds(f.duration())});
  facts.rows.push_back({"events", "Events", count(f.figure("events"))});
  facts.rows.push_back({"sample_s", "Bucket of the figures", seconds(f.trace.announcement().sample.inSeconds())});
  add("version", "Made by", "headroom " + f.trace.version());
  add("trace", "Trace", f.file);
  s.blocks.emplace_back(std::move(facts));
  s.blocks.emplace_back(
      Command{"The same run again, to the bit:", commandFor(f, "run", {"--seed", std::to_string(f.trace.seed())})});
  return s;
}

}  // namespace

std::vector<Section> pageOne(const RunFacts& f, const std::vector<std::string>& warnings) {
  std::vector<Section> all{verdict(f, warnings.size())};
  if (!f.ended()) {
    all.push_back(worstDay(f));
    all.push_back(assumptions(f));
    return all;
  }
  all.push_back(headroomSection(f));
  all.push_back(options(f));
  all.push_back(moneySection(f));
  all.push_back(budget(f));
  all.push_back(worstDay(f));
  all.push_back(assumptions(f));
  if (!warnings.empty()) all.push_back({"weak", "Where this is weak", 2, {Bullets{warnings, Tone::warning}}});
  return all;
}

}  // namespace headroom
