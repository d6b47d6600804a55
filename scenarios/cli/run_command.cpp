#include "analysis/trace/target.h"
#include "analysis/trace/trace.h"
#include "analysis/trace/trace_writer.h"
#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/library.h"
#include "scenarios/run/trace_chart.h"
#include "scenarios/run/verdict_text.h"

#include <cmath>
#include <filesystem>
#include <fstream>
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

Provenance provenanceOf(const Loaded& loaded, const RunTitle& title, const Calendar& calendar, const RunOptions& o) {
  Provenance p;
  p.scenario = title.scenario;
  p.start = calendar.iso(Instant());
  p.version = programVersion();
  p.seed = title.seed;
  std::string sets;
  for (const std::string& s : o.sets) sets += s + "\n";
  p.texts = {{"scenario", loaded.text},
             {"resolved", loaded.resolved},
             {"source", o.file},
             {"stage", o.stage},
             {"sets", sets},
             {"tzdata", Calendar::tzdataVersion()}};
  return p;
}

std::vector<std::pair<std::string, double>> flat(const Summary& s) {
  std::vector<std::pair<std::string, double>> all;
  for (const Figure& f : s.figures) all.emplace_back(f.path, f.value);
  return all;
}

int exitCode(bool interrupted, const std::vector<Verdict>& verdicts) {
  if (interrupted) return 130;
  for (const Verdict& v : verdicts)
    if (!v.met) return 3;
  return 0;
}

int runMany(const RunOptions& o, const RunTitle& title, const std::shared_ptr<const Blueprint>& blueprint) {
  TerminalProgress progress(o.quiet);
  const unsigned threads = o.threads ? o.threads : std::max(1u, std::thread::hardware_concurrency());
  const ReplicaResult result = runReplicas(blueprint, title.seed, o.replicas, threads, progress);
  const auto verdicts = judge(blueprint->spec.expect, [&](const std::string& path) {
    for (const Estimate& e : result.figures)
      if (e.path == path) return e.value;
    return std::nan("");
  });
  fmt::print("{}", o.json ? jsonOf(title, result, verdicts) : textOf(title, result, verdicts));
  return exitCode(result.interrupted, verdicts);
}

int runTraced(const RunOptions& o, const Loaded& loaded, const RunTitle& title,
              const std::shared_ptr<const Blueprint>& blueprint) {
  const std::string target = o.output.empty() ? defaultTarget(o.file) : o.output;
  std::optional<TraceWriter> writer;
  if (!o.noTrace) {
    if (const auto issue = checkTarget(target, !o.output.empty(), o.force)) {
      explain({*issue}, {});
      return 2;
    }
    writer.emplace(target, provenanceOf(loaded, title, blueprint->calendar, o));
    writer->announce(announcementOf(*blueprint));
  }
  std::optional<TerminalProgress> progress(o.quiet);
  const RunResult result = runOnce(blueprint, title.seed, 0, {writer ? &*writer : nullptr, o.requestSample}, *progress);
  progress.reset();
  const auto verdicts =
      result.interrupted ? std::vector<Verdict>()
                         : judge(blueprint->spec.expect, [&](const std::string& path) { return result.summary[path]; });
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

/// The scenario of a trace, as it was resolved, with the seed it had. Files it refers to are looked for where its
/// scenario was: in the library, or at the same path from here.
std::optional<Loaded> loadFrom(RunOptions& o) {
  const auto opened = openOrExplain(o.from);
  if (!opened) return std::nullopt;
  const Trace& trace = *opened;
  const std::string source = trace.text("source");
  const auto place = std::filesystem::path(libraryFile(source).value_or(source)).parent_path();
  if (!o.seeded) o.seed = static_cast<std::uint64_t>(trace.seed());
  o.seeded = true;
  LoadOptions options;
  options.sets = o.sets;
  Loaded loaded =
      loadText(trace.text("resolved"), (place / std::filesystem::path(o.from).filename()).string(), options);
  explain(loaded.issues, loaded.sources);
  if (o.file.empty()) o.file = o.from.substr(0, o.from.find_last_of('.')) + "-again";
  return loaded.ok() ? std::optional(std::move(loaded)) : std::nullopt;
}

}  // namespace

int run(RunOptions o) {
  if (o.file.empty() == o.from.empty()) {
    fmt::print(stderr, "headroom: error: a scenario, or --from a trace, is wanted\n  try `headroom run az-outage`\n");
    return 2;
  }
  const auto loaded = o.from.empty() ? loadOrExplain(o) : loadFrom(o);
  if (!loaded) return 2;
  const auto blueprint = compileOrExplain(*loaded->spec);
  if (!blueprint) return 2;
  const RunTitle title{loaded->spec->name.empty() ? o.file : loaded->spec->name,
                       o.seeded ? o.seed : static_cast<std::uint64_t>(loaded->spec->seed),
                       blueprint->duration.inSeconds()};
  return o.replicas > 1 ? runMany(o, title, blueprint) : runTraced(o, *loaded, title, blueprint);
}

}  // namespace headroom::cli
