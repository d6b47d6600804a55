#include "analysis/trace/target.h"
#include "analysis/trace/trace.h"
#include "analysis/trace/trace_writer.h"
#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/run/external_programs.h"
#include "scenarios/run/provenance.h"
#include "scenarios/run/recorded_answers.h"
#include "scenarios/run/trace_chart.h"
#include "scenarios/run/verdict_text.h"

#include <cmath>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

namespace headroom::cli {
namespace {

/// NAME.h5 in the current directory: of the file's name, or of the library's.
std::string defaultTarget(const std::string& scenario) {
  std::string name = scenario == "-" ? "scenario" : scenario.substr(scenario.find_last_of('/') + 1);
  for (const char* end : {".yaml", ".yml"})
    if (name.ends_with(end)) name.resize(name.size() - std::string(end).size());
  return name + ".h5";
}

std::vector<std::pair<std::string, double>> flat(const Summary& s) {
  std::vector<std::pair<std::string, double>> all;
  for (const Figure& f : s.figures) all.emplace_back(f.path, f.value);
  return all;
}

/// A run that was interrupted has kept no promise and broken none.
std::vector<Verdict> judgeIfWhole(const auto& result, const std::vector<ExpectSpec>& expects, auto value) {
  return result.interrupted ? std::vector<Verdict>() : judge(expects, value);
}

int exitCode(bool interrupted, const std::vector<Verdict>& verdicts) {
  if (interrupted) return 130;
  for (const Verdict& v : verdicts)
    if (!v.met) return 3;
  return 0;
}

/// What is to be run.
struct RunMeant {
  Loaded loaded;
  std::string source;  // what its relative paths start from: the scenario as it was named
  std::string target;  // the trace's name, if none was given
  std::uint64_t seed;
  std::uint32_t replica;           // of the trace that is repeated
  std::vector<AnswerRow> answers;  // the same
};

/// A trace is repeated as it was, not with other settings or other chance.
bool repeats(const RunOptions& o) { return !o.from.empty() && o.sets.empty() && !o.seeded && o.replicas == 1; }

std::optional<RunMeant> scenarioOf(const RunOptions& o) {
  auto loaded = loadOrExplain(o);
  if (!loaded) return std::nullopt;
  const auto seed = static_cast<std::uint64_t>(loaded->spec->seed);
  return RunMeant{std::move(*loaded), o.file, defaultTarget(o.file), seed, 0, {}};
}

/// With the seed it had.
std::optional<RunMeant> scenarioOfTrace(const RunOptions& o) {
  const auto trace = openOrExplain(o.from);
  if (!trace) return std::nullopt;
  auto loaded = loadOrExplain(*trace, o.from, o.sets);
  if (!loaded) return std::nullopt;
  const std::string target = std::filesystem::path(o.from).stem().string() + "-again.h5";
  return RunMeant{std::move(*loaded), trace->text("source"), target,
                  trace->seed(),      trace->replica(),      answerRows(*trace)};
}

/// Who decides for `external` policies: the recorded answers where a trace is repeated as it is, else programs.
std::unique_ptr<Outside> outsideOf(const RunOptions& o, const RunMeant& meant,
                                   const std::shared_ptr<const Blueprint>& blueprint) {
  if (firstExternalPolicy(blueprint->spec).empty()) return nullptr;
  if (repeats(o)) return std::make_unique<RecordedAnswers>(meant.answers);
  return std::make_unique<ExternalPrograms>(blueprint, meant.loaded.directory);
}

int runMany(const RunOptions& o, const RunMeant& meant, const RunTitle& title,
            const std::shared_ptr<const Blueprint>& blueprint) {
  std::optional<TerminalProgress> progress(o.quiet);
  const unsigned threads = o.threads ? o.threads : std::max(1u, std::thread::hardware_concurrency());
  const ReplicaResult result = runReplicas(blueprint, title.seed, o.replicas, threads, *progress,
                                           [&] { return outsideOf(o, meant, blueprint); });
  progress.reset();
  const auto verdicts = judgeIfWhole(result, blueprint->spec.expect, [&](const std::string& path) {
    for (const Estimate& e : result.figures)
      if (e.path == path) return e.value;
    return std::nan("");
  });
  fmt::print("{}", o.json ? jsonOf(title, result, verdicts) : textOf(title, result, verdicts));
  return exitCode(result.interrupted, verdicts);
}

int runTraced(const RunOptions& o, const RunMeant& meant, const RunTitle& title,
              const std::shared_ptr<const Blueprint>& blueprint) {
  const std::string target = o.output.empty() ? meant.target : o.output;
  std::optional<TraceWriter> writer;
  if (!o.noTrace) {
    if (const auto issue = checkTarget(target, !o.output.empty(), o.force)) {
      explain({*issue}, {});
      return 2;
    }
    Origin origin{meant.source, o.stage, o.sets, title.seed, meant.replica};
    writer.emplace(target, provenanceOf(meant.loaded, blueprint->calendar, origin));
    writer->announce(announcementOf(*blueprint));
    if (const std::string& old = writer->movedAside(); !old.empty())
      fmt::print(stderr, "headroom: a run that was killed has left {}.part; it is kept as {}, for `headroom recover`\n",
                 target, old);
  }
  std::optional<TerminalProgress> progress(o.quiet);
  const std::unique_ptr<Outside> outside = outsideOf(o, meant, blueprint);
  const RunResult result =
      runOnce(blueprint, title.seed, meant.replica,
              {writer ? &*writer : nullptr, o.requestSample, outside.get(), o.workerUse}, *progress);
  progress.reset();
  const auto verdicts =
      judgeIfWhole(result, blueprint->spec.expect, [&](const std::string& path) { return result.summary[path]; });
  if (writer)
    writer->finish({result.interrupted ? "interrupted" : "complete", result.fingerprint,
                    jsonOf(title, result, verdicts, false), flat(result.summary)});
  if (o.json) {
    fmt::print("{}", jsonOf(title, result, verdicts));
  } else {
    fmt::print("{}", textOf(title, result, verdicts));
    if (writer && !result.interrupted) fmt::print("\n{}", chartOf(Trace(target)));
    if (writer) fmt::print("\n  trace         {}\n", target);
  }
  return exitCode(result.interrupted, verdicts);
}

/// A program runs only because somebody has said so on the command line, for this run.
std::string forbidden(const RunOptions& o, const ScenarioSpec& spec) {
  const std::string policy = firstExternalPolicy(spec);
  if (policy.empty() || o.allowExternal || repeats(o)) return {};
  return fmt::format("{} would start a program of its own, and --allow-external was not given", policy);
}

/// Why the options do not go together; empty: they do. Nothing is passed over without a word.
std::string runContradiction(const RunOptions& o) {
  const bool untraced = o.noTrace || o.replicas > 1;
  if (o.file.empty() == o.from.empty())
    return "a scenario, or --from a trace, is wanted\n  try `headroom run az-outage`";
  if (!o.from.empty() && !o.stage.empty())
    return "--stage has no meaning with --from: a trace holds its scenario with the stage it had\n  try --set";
  if (untraced && !o.output.empty())
    return fmt::format("{} writes no trace, so -o has no meaning", o.noTrace ? "--no-trace" : "--replicas");
  for (const auto& [given, option] :
       {std::pair(o.requestSample > 0, "--sample-requests"), {o.workerUse, "--worker-use"}})
    if (untraced && given)
      return fmt::format("{} writes no trace, so {} has no meaning", o.noTrace ? "--no-trace" : "--replicas", option);
  return {};
}

}  // namespace

int run(const RunOptions& o) {
  if (const std::string why = runContradiction(o); !why.empty()) {
    fmt::print(stderr, "headroom: error: {}\n", why);
    return 2;
  }
  const auto meant = o.from.empty() ? scenarioOf(o) : scenarioOfTrace(o);
  if (!meant) return 2;
  const auto blueprint = compileOrExplain(*meant->loaded.spec);
  if (!blueprint) return 2;
  watchInterrupts();
  const RunTitle title{meant->loaded.spec->name, o.seeded ? o.seed : meant->seed, blueprint->duration.inSeconds()};
  if (const std::string why = forbidden(o, blueprint->spec); !why.empty()) {
    fmt::print(stderr, "headroom: error: {}\n", why);
    return 2;
  }
  return o.replicas > 1 ? runMany(o, *meant, title, blueprint) : runTraced(o, *meant, title, blueprint);
}

}  // namespace headroom::cli
