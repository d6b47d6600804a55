#include "analysis/trace/part_file.h"
#include "scenarios/batch/output.h"
#include "scenarios/batch/shard.h"
#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/cli/sweep_result.h"
#include "scenarios/run/progress.h"

#include <cstdlib>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

namespace headroom::cli {
namespace fs = std::filesystem;
namespace {

std::string sweepContradiction(const SweepOptions& o) {
  if (o.resume && o.force) return "--force begins anew, and --resume goes on: one of both";
  if (o.retryFailed && !o.resume) return "--retry-failed has no meaning without --resume";
  return {};
}

std::string directoryOf(const SweepOptions& o) {
  if (!o.output.empty()) return o.output;
  return (o.file == "-" ? "sweep" : fs::path(o.file).stem().string()) + "-sweep";
}

/// What a directory holds of this sweep, and whether it may be gone on with.
struct Begun {
  int code = 0;  // not 0: it may not, and it was said why
  std::optional<batch::JournalContent> earlier;
};

Begun lookInto(const std::string& directory, const SweepOptions& o, const sweep::Plan& plan,
               const batch::Shard& shard) {
  const std::string journal = batch::journalPath(directory, shard), result = directory + "/" + sweepFileName;
  if (isBeingWritten(journal)) return {refuse("another process is working at " + journal), {}};
  if (o.force) {
    for (const std::string& old : {journal, result}) fs::remove(old);
    return {};
  }
  if (!fs::exists(journal)) {
    if (!o.resume && shard.whole() && fs::exists(result))
      return {refuse(result + " exists", "add --force to replace it, or choose another directory with -o"), {}};
    return {};
  }
  if (!o.resume)
    return {refuse(directory + " holds this sweep already, or a part of it",
                   "--resume goes on with it, --force begins anew"),
            {}};
  auto earlier = batch::readJournal(journal);
  if (!earlier) {  // its writer was killed before it had said what it was
    fs::remove(journal);
    return {};
  }
  if (const std::string why = batch::differenceOf(earlier->design, plan.design); !why.empty())
    return {refuse("cannot go on with " + journal + ": " + why, "--force begins anew"), {}};
  return {0, std::move(earlier)};
}

int afterShard(const batch::Outcome& outcome, const batch::Shard& shard, const std::string& directory, bool json) {
  std::uint64_t failed = 0, broken = 0;
  for (const auto& [id, run] : outcome.runs()) {
    failed += !run.sound();
    broken += run.promises == batch::RunRecord::Promises::broken;
  }
  if (json)
    fmt::print("{{\"schema\": 1, \"shard\": {}, \"of\": {}, \"runs\": {}, \"failed\": {}, \"broken\": {}}}\n",
               shard.index, shard.of, outcome.runs().size(), failed, broken);
  else
    fmt::print("shard {} of {}: {} runs, {} failed; when all are done: headroom merge {}\n", shard.index, shard.of,
               outcome.runs().size(), failed, directory);
  return failed ? 1 : broken ? 3 : 0;
}

unsigned processesOf(const SweepOptions& o) {
  return o.threads ? o.threads : std::max(1u, std::thread::hardware_concurrency());
}

int runThere(const SweepOptions& o, const sweep::Plan& plan, const batch::Shard& shard, const std::string& directory) {
  const Begun begun = lookInto(directory, o, plan, shard);
  if (begun.code) return begun.code;
  watchInterrupts();
  batch::Outcome outcome(begun.earlier ? begun.earlier->design : plan.design);
  std::optional<ProgressLine> line(std::in_place, o.quiet);
  const batch::BatchOptions options{directory, processesOf(o), shard, o.retryFailed,
                                    [&](const batch::BatchState& state) {
                                      if (line->due()) line->show(batch::lineOf(state, line->seconds()));
                                      return !interruptRequested();
                                    }};
  const batch::BatchEnd end = batch::runBatch(plan, options, begun.earlier, outcome);
  line.reset();
  if (end.interrupted) {
    fmt::print(stderr, "headroom: interrupted; {} runs are kept in {}, --resume goes on with it\n", end.found + end.ran,
               directory);
    return 130;
  }
  if (!shard.whole()) return afterShard(outcome, shard, directory, o.json);
  return finishSweep(outcome, directory + "/" + sweepFileName, o.json);
}

std::optional<std::string> variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value ? std::optional<std::string>(value) : std::nullopt;
}

}  // namespace

int sweep(const SweepOptions& o) {
  if (const std::string why = sweepContradiction(o); !why.empty()) return refuse(why);
  batch::Shard shard;
  try {
    if (!o.shard.empty()) shard = batch::shardOf(o.shard, variable);
  } catch (const Failure& e) {
    return refuse(e.what());
  }
  sweep::PlanOptions options;
  if (o.seeded) options.seed = o.seed;
  if (!o.keep.empty()) options.traces = o.keep == "traces";
  const sweep::Planned planned = sweep::planOf(o.file, options);
  explain(planned.issues, planned.sources);
  if (planned.warned > 1) fmt::print(stderr, "headroom: warnings in {} cells; this was the first\n", planned.warned);
  if (!planned.plan) return 2;
  const sweep::Plan& plan = *planned.plan;
  if (o.dryRun) {
    fmt::print("{}", o.json ? batch::jsonOf(plan) : batch::textOf(plan));
    return 0;
  }
  if (!plan.external.empty() && !o.allowExternal)
    return refuse(plan.external + " would start a program of its own, and --allow-external was not given");
  const std::string directory = directoryOf(o);
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return refuse("cannot make the directory " + directory + ": " + error.message());
  return runThere(o, plan, shard, directory);
}

}  // namespace headroom::cli
