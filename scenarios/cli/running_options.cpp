/// Options of the commands that simulate.
#include "scenarios/cli/options.h"

namespace headroom::cli {
namespace {

void runOptions(CLI::App& command, RunOptions& o) {
  scenario(command, o);
  command.add_option("-o,--output", o.output, "The trace (default: SCENARIO.h5 in the current directory)")
      ->envname("HEADROOM_OUTPUT");
  seed(command, o);
  command.add_option("--replicas", o.replicas, "Run so many times with other chance; figures get intervals; no trace")
      ->check(CLI::Range(1, 1'000'000))
      ->envname("HEADROOM_REPLICAS");
  command.add_option("-j,--threads", o.threads, "Threads for replicas (default: all cores)")
      ->envname("HEADROOM_THREADS");
  command.add_option("--from", o.from, "Repeat the run of a trace");
  command.add_option("--sample-requests", o.requestSample, "Share of requests whose story is in the trace, as 0.01")
      ->check(CLI::Range(0.0, 1.0))
      ->envname("HEADROOM_SAMPLE_REQUESTS");
  command.add_flag("--worker-use", o.workerUse, "Each worker's use in each bucket is in the trace")
      ->envname("HEADROOM_WORKER_USE");
  // No environment variable: nothing but the command line starts a program.
  command.add_flag("--allow-external", o.allowExternal, "Start the programs of `external` policies");
  command.add_flag("--no-trace", o.noTrace, "Write no trace")->envname("HEADROOM_NO_TRACE");
  command.add_flag("--force", o.force, "Replace an existing file")->envname("HEADROOM_FORCE");
  command.add_flag("--json", o.json, "One JSON document on stdout")->envname("HEADROOM_JSON");
  command.add_flag("-q,--quiet", o.quiet, "No progress")->envname("HEADROOM_QUIET");
}

void addScenarioCommands(CLI::App& app, Command& chosen) {
  add<RunOptions>(app, chosen, "run", "Simulate a scenario; print a verdict, write a trace", runOptions, run);
  add<CheckOptions>(
      app, chosen, "check", "Every problem of a scenario at once; nothing is run",
      [](CLI::App& command, CheckOptions& o) {
        scenario(command, o)->required();
        json(command, o.json);
        command.add_flag("--resolved", o.resolved, "Print every value after extends, stages, variables and sets");
      },
      check);
}

void addStrategies(CLI::App& app, Command& chosen) {
  add<StrategiesOptions>(
      app, chosen, "strategies", "Scale-up, chunks, elasticity, forecast and the static peak over one demand",
      [](CLI::App& command, StrategiesOptions& o) {
        scenario(command, o)->required();
        seed(command, o);
        json(command, o.json);
        command.add_flag("-q,--quiet", o.quiet, "No progress")->envname("HEADROOM_QUIET");
      },
      strategies);
}

void addSweeps(CLI::App& app, Command& chosen) {
  add<SweepOptions>(
      app, chosen, "sweep", "Scenarios along axes, with replicas, on all cores; one file of results",
      [](CLI::App& command, SweepOptions& o) {
        command.add_option("sweep", o.file, "A sweep file, or `-`; docs/sweeps.md says what is in it")->required();
        command.add_option("-o,--output", o.output, "The directory of the result (default: FILE-sweep)")
            ->envname("HEADROOM_OUTPUT");
        seed(command, o);
        command.add_option("-j,--threads", o.threads, "Processes (default: all cores)")->envname("HEADROOM_THREADS");
        command.add_flag("--resume", o.resume, "Go on with what is in the directory");
        command.add_flag("--retry-failed", o.retryFailed, "With --resume: runs that failed, once more");
        command.add_option("--shard", o.shard, "A part of it, as `2/8`; `auto`: as a batch system says")
            ->envname("HEADROOM_SHARD");
        command.add_option("--keep", o.keep, "`traces`: of every run, in the directory `traces`")
            ->check(CLI::IsMember({"figures", "traces"}));
        command.add_flag("--dry-run", o.dryRun, "Print the cells; run nothing");
        // No environment variable: nothing but the command line starts a program.
        command.add_flag("--allow-external", o.allowExternal, "Start the programs of `external` policies");
        command.add_flag("--force", o.force, "Begin anew where a sweep was begun")->envname("HEADROOM_FORCE");
        json(command, o.json);
        command.add_flag("-q,--quiet", o.quiet, "No progress")->envname("HEADROOM_QUIET");
      },
      sweep);
  add<MergeOptions>(
      app, chosen, "merge", "The shards of a sweep become its result",
      [](CLI::App& command, MergeOptions& o) {
        command.add_option("directories", o.directories, "Where the shards have been run")->required();
        command.add_option("-o,--output", o.output, "The file (default: sweep.h5 in the first directory)");
        command.add_flag("--force", o.force, "Replace an existing file");
        json(command, o.json);
      },
      merge);
}

void planOptions(CLI::App& command, PlanOptions& o) {
  scenario(command, o)->required();
  command.add_option("--service", o.service, "Whose fleet (default: the service that the first demand goes to)");
  command.add_option("--types", o.types, "Types of workers to choose from, as m7g.large,m7g.xlarge (default: its own)")
      ->delimiter(',');
  command.add_option("--up-to", o.upTo, "The largest fleet that is tried (default: its max, or 4 times the need)")
      ->check(CLI::Range(1, 1'000'000));
  command.add_option("--at", o.lostAt, "When a zone is lost, as `20:10` (default: at the peak of the demand)");
  command.add_option("--probability", o.probability, "Of keeping the objectives; above 0, below 1 (default: 0.95)")
      ->check(CLI::Range(0.01, 0.9999));
  command.add_option("--confidence", o.confidence, "Of that; above 0, below 1 (default: 0.95)")
      ->check(CLI::Range(0.5, 0.9999));
  command.add_option("--failures", o.failures, "Days that may fail; more days are run then (default: 0)")
      ->check(CLI::Range(0, 1000));
  seed(command, o);
  command.add_option("-j,--threads", o.threads, "Threads (default: all cores)")->envname("HEADROOM_THREADS");
  json(command, o.json);
  command.add_flag("-q,--quiet", o.quiet, "No progress")->envname("HEADROOM_QUIET");
}

void addPlan(CLI::App& app, Command& chosen) {
  add<PlanOptions>(app, chosen, "plan",
                   "The least fleet that keeps the objectives while any zone is lost at the peak, with confidence",
                   planOptions, planFleet);
}

void addCompare(CLI::App& app, Command& chosen) {
  add<CompareOptions>(
      app, chosen, "compare", "Is B better than A? Paired replications of scenarios, or traces, side by side",
      [](CLI::App& command, CompareOptions& o) {
        command
            .add_option("files", o.files,
                        "Scenarios (SCENARIO@STAGE: in a stage of it), or traces; the first is the base")
            ->required();
        command.add_option("--set", o.sets, "path=value for each of the scenarios; may be repeated")
            ->allow_extra_args(false)
            ->envname("HEADROOM_SET");
        seed(command, o);
        command.add_option("--replicas", o.replicas, "Replications of each scenario (default: 10)")
            ->check(CLI::Range(2, 1'000'000))
            ->envname("HEADROOM_REPLICAS");
        command.add_option("-j,--threads", o.threads, "Threads (default: all cores)")->envname("HEADROOM_THREADS");
        command.add_option("-o,--output", o.output,
                           "A page, NAME.html, or a figure, NAME.svg: the differences, and traces over one another");
        command.add_flag("--force", o.force, "Replace an existing file");
        json(command, o.json);
        command.add_flag("-q,--quiet", o.quiet, "No progress")->envname("HEADROOM_QUIET");
      },
      compareRuns);
}

void addForecast(CLI::App& app, Command& chosen) {
  add<ForecastOptions>(
      app, chosen, "forecast", "How good forecasts of the load would have been, by each method; nothing is run",
      [](CLI::App& command, ForecastOptions& o) {
        scenario(command, o)->required();
        json(command, o.json);
      },
      forecastErrors);
}

}  // namespace

void addRunning(CLI::App& app, Command& chosen) {
  addScenarioCommands(app, chosen);
  addStrategies(app, chosen);
  addSweeps(app, chosen);
  addPlan(app, chosen);
  addCompare(app, chosen);
  addForecast(app, chosen);
}

}  // namespace headroom::cli
