#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/compare/compare.h"
#include "scenarios/run/external_programs.h"
#include "scenarios/run/run.h"

#include <algorithm>
#include <filesystem>
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

int compareTraces(const CompareOptions& o) {
  std::vector<std::string> summaries;
  std::vector<std::vector<std::string>> objectives;
  for (const std::string& file : o.files) {
    const auto trace = openOrExplain(file);
    if (!trace) return 2;
    summaries.push_back(trace->summaryJson());
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
  const ComparisonTable table = compareOperands(measures, operands);
  fmt::print("{}", o.json ? jsonOf(table, 0) : textOf(table, 0));
  return 0;
}

struct Meant {
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
std::optional<Meant> meantBy(const CompareOptions& o) {
  Meant meant;
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
  const ComparisonTable table = compareOperands(measures, operands);
  fmt::print("{}", o.json ? jsonOf(table, seed) : textOf(table, seed));
  return 0;
}

}  // namespace

int compareRuns(const CompareOptions& o) {
  if (o.files.size() < 2) return refuse("two are wanted at least\n  try `headroom compare az-outage other.yaml`");
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
