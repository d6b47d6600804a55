#include "analysis/text/escape.h"
#include "analysis/trace/part_file.h"
#include "scenarios/batch/batch.h"
#include "scenarios/batch/member.h"
#include "scenarios/batch/output.h"
#include "scenarios/cli/input.h"
#include "scenarios/cli/made_report.h"
#include "scenarios/cli/sweep_result.h"
#include "scenarios/report/study_report.h"
#include "scenarios/run/progress.h"

#include <filesystem>
#include <thread>

#include <fmt/format.h>

namespace headroom::cli {
namespace fs = std::filesystem;
namespace {

struct EarlierRuns {
  int code = 0;  // not 0: it may not be gone on with, and it was said why
  std::optional<batch::JournalContent> earlier;
};

EarlierRuns earlierRuns(const std::string& directory, const sweep::Plan& plan, bool force) {
  const std::string journal = batch::journalPath(directory, {});
  if (isBeingWritten(journal)) return {refuse("another process is working at " + journal), {}};
  if (force)
    for (const std::string& old : {journal, directory + "/" + sweepFileName}) fs::remove(old);
  if (!fs::exists(journal)) return {};
  auto earlier = batch::readJournal(journal);
  if (!earlier) {  // its writer was killed before it had said what it was
    fs::remove(journal);
    return {};
  }
  if (const std::string why = batch::differenceOf(earlier->design, plan.design); !why.empty())
    return {refuse(fmt::format("{} holds the runs of another report: {}\n  --force begins anew, -o names another page",
                               directory, why)),
            {}};
  return {0, std::move(earlier)};
}

/// Runs of a plan, kept in a directory of one level, which is made; or the code to end with.
struct KeptSweep {
  int code = 0;
  SweepTable table;
};

KeptSweep sweepIn(const ReportOptions& o, const sweep::Plan& plan, const std::string& directory) {
  std::error_code error;
  fs::create_directory(directory, error);  // one level: a mistyped path is refused
  if (error) return {refuse("cannot make the directory " + directory + ": " + error.message()), {}};
  const EarlierRuns begun = earlierRuns(directory, plan, o.force);
  if (begun.code) return {begun.code, {}};
  batch::Outcome outcome(plan.design);
  std::optional<ProgressLine> line(std::in_place, o.quiet);
  const unsigned processes = o.threads ? o.threads : std::max(1u, std::thread::hardware_concurrency());
  const batch::BatchOptions options{directory, processes, {}, false, [&](const batch::BatchState& state) {
                                      if (line->due()) line->show(batch::lineOf(state, line->seconds()));
                                      return !interruptRequested();
                                    }};
  const batch::BatchEnd end = batch::runBatch(plan, options, begun.earlier, outcome);
  line.reset();
  if (end.interrupted) {
    fmt::print(stderr, "headroom: interrupted; {} runs are kept in {}, the same command goes on with it\n",
               end.found + end.ran, directory);
    return {130, {}};
  }
  KeptSweep kept{0, batch::tableOf(outcome, *outcome.replicas())};
  writeWhole(directory + "/" + sweepFileName, sweepFile(kept.table));
  return kept;
}

/// Once more, with a trace.
std::string traceOf(const Study& study, StudiedRun run, const std::string& directory) {
  const batch::RunId id{static_cast<std::uint32_t>(run.cell), static_cast<std::uint32_t>(run.replica)};
  const std::string made = directory + "/" + batch::traceName(id), target = directory + "/worst.h5";
  batch::Member member(study.plan, directory);
  const batch::MemberAnswer answer = batch::answerOf(member.run(batch::orderOf(id), [](double, std::uint64_t) {}));
  if (!answer.trouble.empty()) throw Failure(answer.trouble);
  if (!answer.record.sound()) throw Failure("its worst run failed: " + answer.record.reason);
  fs::rename(made, target);
  return target;
}

std::string commandOf(const ReportOptions& o, const Study& study) {
  std::string line = "headroom report " + shellWord(o.file);
  if (!o.stage.empty()) line += " --stage " + shellWord(o.stage);
  for (const std::string& set : o.sets) line += " --set " + shellWord(set);
  return line + fmt::format(" --seed {} --replicas {}", study.plan.design.seed, o.replicas);
}

MadeReport pageOf(const ReportOptions& o, const Study& study, const SweepTable& table, const std::string& directory) {
  const SweepFacts sweep(table);
  if (table.failures.size() == sweep.runs())
    return {(refuse(fmt::format("no run came to its end: {}", table.failures[0].reason)), 1), {}, {}};
  const Sensitivity sensitivity = sensitivityOf(study, worstLossOf(study, sweep));
  KeptSweep kept;
  if (!sensitivity.changes.empty()) kept = sweepIn(o, sensitivity.plan, directory + "/sensitivity");
  if (kept.code) return {kept.code, {}, {}};
  std::optional<SweepFacts> changed;
  if (!sensitivity.changes.empty()) changed.emplace(kept.table);
  const StudiedRun worst = worstOf(study, sweep);
  const std::string file = traceOf(study, worst, directory);
  if (interruptRequested()) return {130, {}, {}};
  const Trace trace(file);
  const RunFacts run = factsOf(trace, file);
  const StudyFacts facts{study,
                         sweep,
                         sensitivity,
                         changed ? &*changed : nullptr,
                         worst,
                         run,
                         directory + "/" + sweepFileName,
                         commandOf(o, study)};
  return {0, reportOf(facts), junitOf(facts)};
}

}  // namespace

MadeReport ofScenario(const ReportOptions& o, const std::string& stem) {
  watchInterrupts();
  const auto loaded = loadOrExplain(o);
  if (!loaded || !compileOrExplain(*loaded->spec)) return {2, {}, {}};
  StudyQuestion question{o.file, o.stage, o.sets, o.replicas, std::nullopt};
  if (o.seeded) question.seed = o.seed;
  Study study = studyOf(question, *loaded);
  study.plan.design.text = commandOf(o, study) + "\n";
  const std::string directory = stem + "-report";
  const KeptSweep kept = sweepIn(o, study.plan, directory);
  return kept.code ? MadeReport{kept.code, {}, {}} : pageOf(o, study, kept.table, directory);
}

}  // namespace headroom::cli
