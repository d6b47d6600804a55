#include "scenarios/report/study_report.h"

#include "analysis/measures/slo.h"
#include "analysis/stats/binomial.h"
#include "analysis/text/escape.h"
#include "scenarios/report/run_report.h"
#include "scenarios/report/sentences.h"
#include "scenarios/report/sweep_report.h"
#include "scenarios/run/result_json.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace headroom {

using namespace report;

// ---- what was run --------------------------------------------------------------------------------------------------

StudiedRun worstOf(const Study& study, const SweepFacts& sweep) {
  StudiedRun worst;
  double least = std::numeric_limits<double>::infinity();
  const bool lost = study.loss(StudyLoss::Kind::one).has_value();
  for (std::size_t l = 0; l < study.losses.size(); ++l) {
    const auto cell = study.cell(0, l);
    if (!cell || (lost ? study.losses[l].kind != StudyLoss::Kind::one : l != 0)) continue;
    const std::vector<double> margins = sweep.margins(*cell);
    for (std::size_t r = 0; r < margins.size(); ++r)
      if (margins[r] < least) least = margins[r], worst = {*cell, r};
  }
  return worst;
}

std::size_t worstLossOf(const Study& study, const SweepFacts& sweep) {
  std::size_t worst = study.loss(StudyLoss::Kind::one).value_or(0);
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t l = 0; l < study.losses.size(); ++l) {
    if (study.losses[l].kind != StudyLoss::Kind::one) continue;
    const double margin = stats::meanInterval(sweep.margins(*study.cell(0, l))).mean;
    if (margin < least) least = margin, worst = l;
  }
  return worst;
}

Value recoveryOf(const SweepFacts& sweep, std::size_t cell) {
  std::vector<double> recovered = sweep.figure(cell, std::string("faults.") + studyLossName + ".recovered_s");
  const std::vector<double> served = sweep.figure(cell, "availability");
  std::size_t runs = 0, never = 0;
  for (std::size_t r = 0; r < served.size(); ++r)
    if (!std::isnan(served[r])) ++runs, never += std::isnan(recovered[r]);
  if (sweep.objectives().empty() || runs == 0) return word("unknown");
  if (never == runs) return word("never");
  Value mean = estimateOf(stats::meanInterval(recovered), Measure::seconds);
  if (never) return word(fmt::format("{}, never in {} of {}", mean.text, never, runs));
  return mean;
}

std::vector<std::size_t> StudyFacts::zoneCells(std::size_t option) const {
  std::vector<std::size_t> cells;
  for (std::size_t l = 0; l < study.losses.size(); ++l)
    if (study.losses[l].kind == StudyLoss::Kind::one)
      if (const auto cell = study.cell(option, l)) cells.push_back(*cell);
  return cells;
}

KeptRuns StudyFacts::anyZone(std::size_t option) const {
  std::vector<double> all;
  for (const std::size_t cell : zoneCells(option)) {
    const std::vector<double> runs = sweep.keptRuns(cell);
    if (all.empty()) all.assign(runs.size(), 1);
    for (std::size_t r = 0; r < runs.size(); ++r) all[r] = std::isnan(runs[r]) ? runs[r] : all[r] * runs[r];
  }
  return keptOf(all);
}

std::string StudyFacts::nameOf(const StudyLoss& loss) const {
  switch (loss.kind) {
    case StudyLoss::Kind::asWritten: return "as written";
    case StudyLoss::Kind::none:
      return study.losses[0].kind == StudyLoss::Kind::none ? "as it is" : "without its outages";
    case StudyLoss::Kind::one: return "zone " + loss.name + " lost";
    case StudyLoss::Kind::two: break;
  }
  return "zones " + loss.name + " lost";
}

namespace {

std::string failuresText(const KeptRuns& runs) {
  const std::uint64_t failures = runs.known - runs.kept;
  return failures == 0 ? "no failure" : fmt::format("{} failure{}", failures, failures == 1 ? "" : "s");
}

std::string keptText(const KeptRuns& runs) {
  return fmt::format("in {} replications ({} at 95 % confidence)", runs.text().text, runs.interval().text);
}

std::string judgedBy(const StudyFacts& f) { return f.sweep.objectives().empty() ? "promises" : "objectives"; }

// ---- verdict -------------------------------------------------------------------------------------------------------

Paragraph sentenceOf(const StudyFacts& f, const KeptRuns& runs, const std::string& when) {
  const std::string what = judgedBy(f);
  switch (shownBy(runs)) {
    case Shown::holds:
      return {fmt::format("The {} hold {}: {}. That is a probability of at least {} with 95 % confidence.", what, when,
                          keptText(runs), share(stats::lowerBound(runs.kept, runs.known, 0.95)).text),
              Tone::good};
    case Shown::fails: return {fmt::format("The {} do not hold {}: kept {}.", what, when, keptText(runs)), Tone::bad};
    case Shown::undecided:
      return {
          fmt::format("Whether the {} hold {}, with a probability of 95 %, is not shown: kept {}. With {} it takes {} "
                      "replications.",
                      what, when, keptText(runs), failuresText(runs),
                      stats::replicationsFor(0.95, 0.95, runs.known - runs.kept)),
          Tone::warning};
    case Shown::unknown: break;
  }
  return {fmt::format("{} {} is judged by no objective.", f.study.plan.design.name, when), Tone::plain};
}

Paragraph servedOf(const StudyFacts& f) {
  std::string text;
  for (std::size_t l = 0; l < f.study.losses.size(); ++l)
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", f.nameOf(f.study.losses[l]),
                        estimateOf(f.sweep.mean(*f.study.cell(0, l), "availability"), Measure::share).text);
  return {"Served of the requests, mean of the replications: " + text +
              ". The scenario sets no objective to judge that by.",
          Tone::plain};
}

/// Each thing that was done to the scenario as it is.
TableBlock lossTable(const StudyFacts& f) {
  TableBlock t{"losses",
               "The scenario as it is; lost " + f.study.lossText + "; means over the replications, bounds at 95 %",
               {{"Run", false}, {"Kept", true}, {"Bounds", true}, {"Served", true}, {"p99", true}, {"Recovery", true}},
               {}};
  for (std::size_t l = 0; l < f.study.losses.size(); ++l) {
    const std::size_t cell = *f.study.cell(0, l);
    const KeptRuns kept = f.sweep.kept(cell);
    const bool lost = !f.study.losses[l].zones.empty();
    t.rows.push_back({word(f.nameOf(f.study.losses[l])), kept.text(), kept.interval(),
                      estimateOf(f.sweep.mean(cell, "availability"), Measure::share),
                      estimateOf(f.sweep.mean(cell, "latency_s.p99"), Measure::seconds),
                      lost ? recoveryOf(f.sweep, cell) : word("–")});
  }
  return t;
}

Section studyVerdict(const StudyFacts& f, std::size_t warnings) {
  Section s{"verdict", "Verdict", 2, {}};
  const bool lost = f.study.loss(StudyLoss::Kind::one).has_value();
  if (!f.sweep.judged()) {
    s.blocks.emplace_back(servedOf(f));
  } else {
    const KeptRuns asIs = f.sweep.kept(*f.study.cell(0, 0));
    const KeptRuns any = lost ? f.anyZone(0) : KeptRuns{};
    if (any.known) s.blocks.emplace_back(sentenceOf(f, any, "with any one zone lost " + f.study.lossText));
    if (!any.known && asIs.known) s.blocks.emplace_back(sentenceOf(f, asIs, f.nameOf(f.study.losses[0])));
  }
  s.blocks.emplace_back(lossTable(f));
  if (warnings) s.blocks.emplace_back(page::warningsPointer(warnings));
  return s;
}

// ---- headroom ------------------------------------------------------------------------------------------------------

/// What the peak takes, in workers; empty where no rate is expected, or workers have no rated capacity.
std::string peakText(const StudyFacts& f) {
  const double rated = f.sweep.mean(0, "services." + f.study.service + ".capacity.rated_rps").mean;
  if (!(f.study.peakRate > 0 && rated > 0)) return {};
  return fmt::format(
      "The greatest expected rate is {}/s, and a worker of {} is rated for {}/s: that takes {} workers. ",
      number(f.study.peakRate).text, f.study.service, number(rated).text, number(f.study.peakRate / rated).text);
}

Section studyHeadroom(const StudyFacts& f) {
  Section s{"headroom", "Headroom", 2, {}};
  TableBlock t{
      "headroom",
      "The least of 1 − demand / capacity at any instant of a run; mean of the replications and the worst of them",
      {{"Service", false}, {"Run", false}, {"Mean", true}, {"Worst", true}, {"Workers, mean", true}},
      {}};
  for (const why::ServiceFacts& service : f.worstRun.history.services) {
    const std::string prefix = "services." + service.name + ".";
    for (std::size_t l = 0; l < f.study.losses.size(); ++l) {
      const std::size_t cell = *f.study.cell(0, l);
      std::vector<double> least = f.sweep.figure(cell, prefix + "capacity.headroom_min");
      std::erase_if(least, [](double x) { return std::isnan(x); });
      if (least.empty()) continue;
      t.rows.push_back({word(service.name), word(f.nameOf(f.study.losses[l])),
                        estimateOf(stats::meanInterval(least), Measure::share),
                        share(*std::min_element(least.begin(), least.end())),
                        number(f.sweep.mean(cell, prefix + "workers.mean").mean)});
    }
  }
  if (t.rows.empty()) {
    s.blocks.emplace_back(Paragraph{"No service here has a rated capacity, so there is no headroom to state."});
    return s;
  }
  s.blocks.emplace_back(std::move(t));
  s.blocks.emplace_back(
      Paragraph{peakText(f) +
                "The figures are as it was in the runs: workers that were lost are missing until new ones serve. Below "
                "0 % the demand exceeds the rated capacity: at −100 % it is twice that, or nobody is there."});
  return s;
}

// ---- money ---------------------------------------------------------------------------------------------------------

Section studyMoney(const StudyFacts& f) {
  const std::size_t cell = *f.study.cell(0, 0);
  TableBlock t{"cost",
               fmt::format("The scenario {}; a month is 730 h of hours like the mean of the measured ones",
                           f.nameOf(f.study.losses[0])),
               {{"", false}, {"In a run", true}, {"A month", true}, {"Share", true}},
               {}};
  const double compute = f.sweep.mean(cell, "cost_usd.compute").mean;
  const auto add = [&](const char* label, const std::string& path, bool part) {
    const auto run = f.sweep.mean(cell, path);
    if (std::isnan(run.mean) || (part && !(std::abs(run.mean) > 0))) return;
    t.rows.push_back({word(label), estimateOf(run, Measure::money),
                      estimateOf(stats::meanInterval(f.sweep.perMonth(cell, path)), Measure::money),
                      part && compute > 0 ? share(run.mean / compute) : word("")});
  };
  for (const CostPart& c : costParts) add(c.label, c.path, c.part);
  Section s{"money", "Money and waste", 2, {std::move(t)}};
  const auto cost = f.sweep.figure(cell, "cost_usd.total"), served = f.sweep.figure(cell, "requests.served");
  std::vector<double> perMillion;
  for (std::size_t r = 0; r < cost.size(); ++r)
    perMillion.push_back(served[r] > 0 ? cost[r] / served[r] * 1e6 : std::nan(""));
  Facts facts;
  facts.rows.push_back({"cost_per_million_usd", "Cost per million requests served",
                        estimateOf(stats::meanInterval(perMillion), Measure::money)});
  facts.rows.push_back({"unused_share", "Unused share of what is paid (" + f.study.service + ")",
                        estimateOf(f.sweep.mean(cell, "capacity.unused_share"), Measure::share)});
  facts.rows.push_back({"unmet_share", "Unmet share of demand (" + f.study.service + ")",
                        estimateOf(f.sweep.mean(cell, "capacity.unmet_share"), Measure::share)});
  s.blocks.emplace_back(std::move(facts));
  return s;
}

// ---- error budget --------------------------------------------------------------------------------------------------

/// A whole budget at the burn rate of the mean run.
Value lastsOf(const StudyFacts& f, std::size_t cell, const std::string& objective) {
  const std::string path = "slo." + objective + ".";
  const double burn =
      measures::budgetSpent(f.sweep.mean(cell, path + "attainment").mean, f.sweep.mean(cell, path + "target").mean);
  if (std::isnan(burn)) return word("unknown");
  double window = f.sweep.mean(cell, "measured_s").mean;
  for (const ObjectiveSpec& o : f.study.scenario.spec->objectives)
    if (o.name == objective && o.window) window = o.window->inSeconds();
  return burn > 0 ? seconds(measures::timeToExhaust(burn, window)) : word("for ever");
}

Section studyBudget(const StudyFacts& f) {
  Section s{"budget", "Error budget", 2, {}};
  if (f.sweep.objectives().empty()) {
    s.blocks.emplace_back(page::noObjectives());
    return s;
  }
  TableBlock t{"slo",
               "Of requests offered in the measured part of a run; means over the replications, and the worst",
               {{"Objective", false},
                {"Run", false},
                {"Target", true},
                {"Attained", true},
                {"Worst", true},
                {"Budget spent", true},
                {"A budget lasts", true},
                {"Kept", true}},
               {}};
  for (const std::string& name : f.sweep.objectives())
    for (std::size_t l = 0; l < f.study.losses.size(); ++l) {
      const std::size_t cell = *f.study.cell(0, l);
      const std::string path = "slo." + name + ".";
      const auto attained = f.sweep.figure(cell, path + "attainment"), target = f.sweep.figure(cell, path + "target");
      double worst = std::nan("");
      std::vector<double> kept;
      for (std::size_t r = 0; r < attained.size(); ++r) {
        if (!(worst <= attained[r])) worst = std::isnan(attained[r]) ? worst : attained[r];
        kept.push_back(std::isnan(attained[r]) ? attained[r] : attained[r] >= target[r]);
      }
      t.rows.push_back({word(name), word(f.nameOf(f.study.losses[l])), share(stats::meanInterval(target).mean),
                        estimateOf(stats::meanInterval(attained), Measure::share), share(worst),
                        share(f.sweep.mean(cell, path + "budget_spent").mean), lastsOf(f, cell, name),
                        keptOf(kept).text()});
    }
  s.blocks.emplace_back(std::move(t));
  s.blocks.emplace_back(Paragraph{
      "Spent is the share of bad requests over that which the target allows, of the measured time or of the "
      "objective's "
      "own window: at 100 % the budget is used up. A budget, of that window or else of the measured time, lasts "
      "so long where all time is like the mean run."});
  return s;
}

// ---- the rest ------------------------------------------------------------------------------------------------------

/// Of the scenario as it was named, not of the run that was the worst.
std::string planCommand(const StudyFacts& f) {
  const sweep::CellPlan& asIs = f.study.plan.cells[0];
  std::string line = "headroom plan " + shellWord(asIs.file);
  if (!asIs.stage.empty()) line += " --stage " + shellWord(asIs.stage);
  for (const std::string& set : asIs.sets) line += " --set " + shellWord(set);
  return line;
}

Section studyAssumptions(const StudyFacts& f) {
  Section s{"assumptions", "Assumptions, and how to repeat it", 2, {}};
  s.blocks.emplace_back(page::assumptions(
      " and the zones that were lost here",
      {fmt::format("Replication r meets the same customers and the same faults in every run of it. Zones are lost {}, "
                   "in place of the scenario's own outages.",
                   f.study.lossText)}));
  const sweep::Design& d = f.study.plan.design;
  Facts facts;
  const auto add = [&](const char* name, const char* label, const std::string& text) {
    if (!text.empty()) facts.rows.push_back({name, label, word(text)});
  };
  add("source", "Scenario", f.study.plan.cells[0].file);
  add("stage", "Stage", f.study.plan.cells[0].stage);
  add("seed", "Seed", std::to_string(d.seed));
  facts.rows.push_back({"replicas", "Replications of each cell", count(d.replication.max)});
  facts.rows.push_back({"runs", "Runs", count(static_cast<double>(f.runs()))});
  facts.rows.push_back({"events", "Events", count(f.sweep.events() + (f.changed ? f.changed->events() : 0))});
  facts.rows.push_back({"measured_s", "Length of a run, measured", seconds(f.sweep.mean(0, "measured_s").mean)});
  add("hash", "Hash of all that decides the runs", d.hash);
  add("version", "Made by", "headroom " + d.version);
  add("sweep", f.changed ? "Runs, but those of changed assumptions" : "All runs", f.sweepFile);
  add("trace", "The worst run", f.worstRun.file);
  s.blocks.emplace_back(std::move(facts));
  s.blocks.emplace_back(Command{"The same page again, to the bit:", f.command});
  s.blocks.emplace_back(Command{"The least fleet that keeps the objectives while any zone is lost:", planCommand(f)});
  return s;
}

void aboutStudiedServices(const StudyFacts& f, std::vector<std::string>& all) {
  const std::size_t cell = *f.study.cell(0, 0);
  for (const why::ServiceFacts& service : f.worstRun.history.services) {
    const std::string prefix = "services." + service.name + ".";
    const double mean = f.sweep.mean(cell, prefix + "utilisation.mean").mean;
    if (mean > 0.95) all.push_back(page::nearSaturation(service.name, mean, "a run"));
    const auto refused = f.sweep.figure(cell, prefix + "calls.rejected");
    const auto runs = std::count_if(refused.begin(), refused.end(), [](double x) { return x > 0; });
    if (runs)
      all.push_back(
          fmt::format("{} refused calls in {} of {} runs: its queues were full, or no worker was there to take "
                      "them. How many depends on the bound of the queue.",
                      service.name, runs, refused.size()));
  }
}

std::vector<std::string> studyWarnings(const StudyFacts& f) {
  std::vector<std::string> all = f.study.notes;
  all.insert(all.end(), f.sensitivity.notes.begin(), f.sensitivity.notes.end());
  const std::uint64_t wanted = stats::replicationsFor(0.95, 0.95), there = f.study.plan.design.replication.max;
  if (there < wanted)
    all.push_back(
        fmt::format("{} replications: too few to state a probability of 95 % with 95 % confidence. `--replicas "
                    "{}` would do, if none of them fails.",
                    there, wanted));
  aboutStudiedServices(f, all);
  std::uint64_t failed = 0;
  for (const SweepFacts* s : {&f.sweep, f.changed})
    for (std::size_t i = 0; s && i < s->cells().size(); ++i) failed += s->cells()[i].failed;
  if (failed) all.push_back(fmt::format("{} of {} runs failed; what is said rests on the others.", failed, f.runs()));
  for (const std::string& name : f.sweep.objectives()) {
    const std::string path = "slo." + name + ".";
    const double allowed = f.sweep.mean(0, path + "ended").mean * (1 - f.sweep.mean(0, path + "target").mean);
    if (allowed < 10) all.push_back(page::tooFewToJudge(name, allowed, "a run"));
  }
  if (const double length = f.sweep.mean(0, "measured_s").mean; length < 86400)
    all.push_back(page::monthOf("A run", length));
  return all;
}

std::string worstText(const StudyFacts& f) {
  const std::size_t place = f.study.plan.design.cells[f.worst.cell] % f.study.losses.size();
  return fmt::format("replication {}, {}", f.worst.replica, f.nameOf(f.study.losses[place]));
}

/// The pages of its worst run, as those of a trace.
void addWorstRun(const StudyFacts& f, Document& d) {
  const RunFacts& run = f.worstRun;
  d.sections.push_back(
      {"worst-run",
       "The worst run",
       2,
       {Paragraph{fmt::format("What follows is of one run: {}, the one that came closest to missing its "
                              "{} or missed them by most.",
                              worstText(f), judgedBy(f))}}});
  const auto add = [&](std::vector<Section> sections) {
    for (Section& s : sections) d.sections.push_back(std::move(s));
  };
  add(serviceParts(run));
  add(faultParts(run));
  d.sections.push_back(decisionPart(run));
  d.sections.push_back(percentilePart(run));
  if (auto regret = againstHindsight(run); !regret.empty())
    d.sections.push_back({"hindsight", "Against hindsight", 2, std::move(regret)});
}

}  // namespace

Document reportOf(const StudyFacts& f) {
  Document d;
  d.kind = "scenario";
  d.title = f.study.plan.design.name;
  d.subtitle = fmt::format("{} replications of {} cells, {} runs of {} each, simulated; a report of a scenario",
                           f.study.plan.design.replication.max, f.sweep.cells().size() + f.sensitivity.changes.size(),
                           f.runs(), seconds(f.sweep.mean(0, "measured_s").mean).text);
  d.program = "headroom " + programVersion();
  std::vector<std::string> warnings = studyWarnings(f);
  d.sections.push_back(studyVerdict(f, warnings.size()));
  d.sections.push_back(studyHeadroom(f));
  d.sections.push_back(optionsPart(f));
  d.sections.push_back(studyMoney(f));
  d.sections.push_back(studyBudget(f));
  if (Section sensitive = sensitivityPart(f); !sensitive.blocks.empty()) d.sections.push_back(std::move(sensitive));
  Section day = worstDay(f.worstRun);
  day.blocks.emplace_back(Paragraph{"Of one run: " + worstText(f) + "."});
  d.sections.push_back(std::move(day));
  d.sections.push_back(studyAssumptions(f));
  if (!warnings.empty())
    d.sections.push_back({"weak", "Where this is weak", 2, {Bullets{std::move(warnings), Tone::warning}}});
  Section failures = failuresPart(f.sweep);
  if (f.changed)
    for (Block& b : failuresPart(*f.changed).blocks) failures.blocks.push_back(std::move(b));
  if (!failures.blocks.empty()) d.sections.push_back(std::move(failures));
  addWorstRun(f, d);
  d.sections.push_back(
      {"scenario", "The scenario", 2, {report::Listing{"The file", f.study.scenario.text.substr(0, 60'000)}}});
  return d;
}

std::string junitOf(const StudyFacts& f) {
  std::vector<TestCase> tests;
  const auto add = [&](const std::string& name, const KeptRuns& runs) {
    if (!runs.known) return;
    const Shown shown = shownBy(runs);
    tests.push_back({name, shown == Shown::holds ? ""
                                                 : (shown == Shown::fails ? "does not hold: " : "is not shown: ") +
                                                       std::string("kept ") + keptText(runs)});
  };
  for (std::size_t l = 0; l < f.study.losses.size(); ++l)
    if (f.study.losses[l].kind != StudyLoss::Kind::two)
      add(judgedBy(f) + " hold " + f.nameOf(f.study.losses[l]), f.sweep.kept(*f.study.cell(0, l)));
  return junitOf(f.study.plan.design.name, tests);
}

}  // namespace headroom
