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
  if (force) fs::remove(journal);
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

/// All runs, or 130.
int runAll(const ReportOptions& o, const Study& study, const std::string& directory, const EarlierRuns& begun,
           batch::Outcome& outcome) {
  std::optional<ProgressLine> line(std::in_place, o.quiet);
  const unsigned processes = o.threads ? o.threads : std::max(1u, std::thread::hardware_concurrency());
  const batch::BatchOptions options{directory, processes, {}, false, [&](const batch::BatchState& state) {
                                      if (line->due()) line->show(batch::lineOf(state, line->seconds()));
                                      return !interruptRequested();
                                    }};
  const batch::BatchEnd end = batch::runBatch(study.plan, options, begun.earlier, outcome);
  line.reset();
  if (!end.interrupted) return 0;
  fmt::print(stderr, "headroom: interrupted; {} runs are kept in {}, the same command goes on with it\n",
             end.found + end.ran, directory);
  return 130;
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

MadeReport pageOf(const ReportOptions& o, Study& study, const SweepTable& table, const std::string& directory) {
  const SweepFacts sweep(table);
  if (table.failures.size() == sweep.runs())
    return {(refuse(fmt::format("no run came to its end: {}", table.failures[0].reason)), 1), {}, {}};
  const StudiedRun worst = worstOf(study, sweep);
  const std::string file = traceOf(study, worst, directory);
  if (interruptRequested()) return {130, {}, {}};
  const Trace trace(file);
  const RunFacts run = factsOf(trace, file);
  const StudyFacts facts{study, sweep, worst, run, directory + "/" + sweepFileName, commandOf(o, study)};
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
  std::error_code error;
  fs::create_directory(directory, error);  // one level: a mistyped path is refused
  if (error) return {refuse("cannot make the directory " + directory + ": " + error.message()), {}, {}};
  const EarlierRuns begun = earlierRuns(directory, study.plan, o.force);
  if (begun.code) return {begun.code, {}, {}};
  batch::Outcome outcome(study.plan.design);
  if (const int code = runAll(o, study, directory, begun, outcome)) return {code, {}, {}};
  const SweepTable table = batch::tableOf(outcome, *outcome.replicas());
  writeWhole(directory + "/" + sweepFileName, sweepFile(table));
  return pageOf(o, study, table, directory);
}

}  // namespace headroom::cli
