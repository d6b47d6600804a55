#include "analysis/figure/svg.h"
#include "analysis/report/html.h"
#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/cli/output_file.h"
#include "scenarios/compare/compare_report.h"
#include "scenarios/run/external_programs.h"
#include "scenarios/run/run.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <thread>

#include <fmt/format.h>

namespace headroom::cli {
namespace {

/// A scenario's share of the whole.
class Part : public Progress {
 public:
  Part(Progress& whole, std::size_t number, std::size_t of) : whole_(whole), number_(number), of_(of) {}
  bool report(double done, std::uint64_t events) override {
    return whole_.report((static_cast<double>(number_) + done) / static_cast<double>(of_), events);
  }

 private:
  Progress& whole_;
  std::size_t number_, of_;
};

/// The comparison on stdout, and as a page or a figure if one is asked for.
int finish(const CompareOptions& o, const ComparisonTable& table, std::optional<std::uint64_t> seed,
           const std::optional<Drawing>& overlay) {
  fmt::print("{}", o.json ? jsonOf(table, seed) : textOf(table, seed));
  if (o.output.empty()) return 0;
  const bool page = o.output.ends_with(".html");
  const std::string text = page      ? report::htmlOf(reportOf(table, seed, overlay))
                           : overlay ? svgOf(*overlay)
                                     : svgOf(differencesOf(table));
  if (const std::string wrong = writeWhole(o.output, text); !wrong.empty()) return refuse(wrong), 1;
  return 0;
}

/// Nothing where none is asked for; a run that has not ended, or cannot be drawn, is a Failure.
std::optional<Drawing> overlayOfFiles(const CompareOptions& o) {
  if (o.output.empty()) return std::nullopt;
  std::vector<Trace> traces;
  std::vector<RunFacts> facts;
  traces.reserve(o.files.size());  // facts refer to them
  for (const std::string& file : o.files) {
    traces.emplace_back(file);
    facts.push_back(factsOf(traces.back(), file));
  }
  return overlayOf(facts);
}

int compareTraces(const CompareOptions& o) {
  std::vector<std::string> summaries;
  std::vector<std::vector<std::string>> objectives;
  std::set<std::uint64_t> seeds;
  for (const std::string& file : o.files) {
    const auto trace = openOrExplain(file);
    if (!trace) return 2;
    summaries.push_back(trace->summaryJson());
    seeds.insert(trace->seed());
    try {
      objectives.push_back(objectivesIn(summaries.back()));
    } catch (const Failure& e) {
      return refuse(fmt::format("{} cannot be compared: {}", file, e.what()));
    }
  }
  const std::vector<ComparedMeasure> measures = measuresOf(objectives);
  std::vector<Operand> operands;
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    Operand operand{o.files[i], {}};
    for (const double x : valuesOf(measures, summaries[i])) operand.values.push_back({x});
    operands.push_back(std::move(operand));
  }
  std::optional<Drawing> overlay;
  try {
    overlay = overlayOfFiles(o);
  } catch (const Failure& e) {
    return refuse(fmt::format("they cannot be drawn: {}", e.what()));
  }
  const auto seed = seeds.size() == 1 ? std::optional(*seeds.begin()) : std::nullopt;
  return finish(o, compareOperands(measures, operands), seed, overlay);
}

struct CompareMeant {
  std::vector<std::shared_ptr<const Blueprint>> blueprints;
  std::vector<std::vector<std::string>> objectives;
  std::uint64_t seed = 0;
};

/// "FILE", or "FILE@STAGE" where no file has that name.
ScenarioOptions scenarioNamed(const std::string& text, const std::vector<std::string>& sets) {
  ScenarioOptions o{text, "", sets};
  const std::size_t at = text.rfind('@');
  if (at == std::string::npos || std::filesystem::exists(text)) return o;
  o.file = text.substr(0, at);
  o.stage = text.substr(at + 1);
  return o;
}

/// Everything is read and checked before anything is run.
std::optional<CompareMeant> meantBy(const CompareOptions& o) {
  CompareMeant meant;
  for (const std::string& file : o.files) {
    const auto loaded = loadOrExplain(scenarioNamed(file, o.sets));
    if (!loaded) return std::nullopt;
    if (const std::string policy = firstExternalPolicy(*loaded->spec); !policy.empty()) {
      refuse(fmt::format("{}: {} would start a program of its own; `compare` starts none", file, policy));
      return std::nullopt;
    }
    auto blueprint = compileOrExplain(*loaded->spec);
    if (!blueprint) return std::nullopt;
    if (meant.blueprints.empty()) meant.seed = static_cast<std::uint64_t>(loaded->spec->seed);
    meant.blueprints.push_back(std::move(blueprint));
    std::vector<std::string> names;
    for (const ObjectiveSpec& objective : loaded->spec->objectives) names.push_back(objective.name);
    meant.objectives.push_back(std::move(names));
  }
  return meant;
}

int compareScenarios(const CompareOptions& o) {
  const auto meant = meantBy(o);
  if (!meant) return 2;
  watchInterrupts();
  const std::uint64_t seed = o.seeded ? o.seed : meant->seed;
  const unsigned threads = o.threads ? o.threads : std::max(1u, std::thread::hardware_concurrency());
  const std::vector<ComparedMeasure> measures = measuresOf(meant->objectives);
  std::optional<TerminalProgress> progress(o.quiet);
  std::vector<Operand> operands;
  for (std::size_t i = 0; i < o.files.size(); ++i) {
    Part part(*progress, i, o.files.size());
    const auto results = runEachReplica(meant->blueprints[i], seed, o.replicas, threads, part);
    Operand operand{o.files[i], std::vector<std::vector<double>>(measures.size())};
    for (const RunResult& r : results) {
      if (r.interrupted || r.fingerprint.empty()) return 130;
      for (std::size_t m = 0; m < measures.size(); ++m) operand.values[m].push_back(valueOf(measures[m], r.summary));
    }
    operands.push_back(std::move(operand));
  }
  progress.reset();
  return finish(o, compareOperands(measures, operands), seed, std::nullopt);
}

}  // namespace

int compareRuns(const CompareOptions& o) {
  if (o.files.size() < 2) return refuse("two are wanted at least\n  try `headroom compare az-outage other.yaml`");
  if (!o.output.empty() && !o.output.ends_with(".html") && !o.output.ends_with(".svg"))
    return refuse(fmt::format("{} is neither .html nor .svg\n  the name says which it is to be", o.output));
  if (!o.output.empty())
    if (const std::string why = refuseToReplace(o.output, o.force); !why.empty()) return refuse(why);
  const auto traces = std::count_if(o.files.begin(), o.files.end(), [](const std::string& file) {
    return std::filesystem::is_regular_file(file) && isTrace(file);
  });
  if (traces == 0) return compareScenarios(o);
  if (traces < static_cast<std::ptrdiff_t>(o.files.size()))
    return refuse("a trace can be compared with traces, a scenario with scenarios");
  if (!o.sets.empty() || o.seeded) return refuse("traces are what they are: --set and --seed have no meaning");
  return compareTraces(o);
}

}  // namespace headroom::cli
