#include "scenarios/cli/command_line.h"

#include "scenarios/cli/commands.h"
#include "scenarios/run/result_json.h"
#include "scenarios/suggest.h"

#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace headroom::cli {
namespace {

using Command = std::function<int()>;

/// Adds a command with options of its own. `fill` ties them to the parser; `act` does what was asked.
template <class Options, class Fill, class Act>
CLI::App* add(CLI::App& app, Command& chosen, const char* name, const char* sentence, Fill fill, Act act) {
  auto* command = app.add_subcommand(name, sentence);
  auto options = std::make_shared<Options>();
  fill(*command, *options);
  command->callback([=, &chosen] { chosen = [=] { return act(*options); }; });
  return command;
}

void json(CLI::App& command, bool& wanted) { command.add_flag("--json", wanted, "One JSON document on stdout"); }

CLI::Option* scenario(CLI::App& command, ScenarioOptions& o) {
  auto* file = command.add_option("scenario", o.file, "A file, `-`, or the name of a library scenario");
  command.add_option("--stage", o.stage, "A stage of the scenario")->envname("HEADROOM_STAGE");
  command.add_option("--set", o.sets, "path=value, as services.web.fleet.min=9; may be repeated")
      ->allow_extra_args(false)
      ->envname("HEADROOM_SET");
  return file;
}

/// The parser would take -1 for 2^64 - 1.
std::string notNegative(const std::string& text) { return text.starts_with('-') ? text + " is less than 0" : ""; }

template <class Options>
void seed(CLI::App& command, Options& o) {
  command
      .add_option_function<std::uint64_t>(
          "--seed", [&o](const std::uint64_t& seed) { o.seed = seed, o.seeded = true; }, "Seed of all chance")
      ->check(notNegative)
      ->envname("HEADROOM_SEED");
}

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

void addEmit(CLI::App& app, Command& chosen) {
  add<EmitOptions>(
      app, chosen, "emit", "The fleets and their scaling in the language of those who run them; on stdout",
      [](CLI::App& command, EmitOptions& o) {
        scenario(command, o)->required();
        command.add_option("--as", o.as, "cloudformation, terraform (its JSON, for a file NAME.tf.json) or hpa")
            ->required()
            ->check(CLI::IsMember({"cloudformation", "terraform", "hpa"}));
      },
      emitSettings);
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

void addDescribe(CLI::App& app, Command& chosen) {
  add<DescribeOptions>(
      app, chosen, "describe", "What a scenario may say: sections, kinds, keys",
      [](CLI::App& command, DescribeOptions& o) {
        command.add_option("kind", o.name,
                           "A section, kind, key or path, as `fleet`, `zone_outage`, `services.web.fleet.min`");
        auto* asJson = command.add_flag("--json", o.json, "One JSON document on stdout");
        command.add_flag("--markdown", o.markdown, "As a page of a manual")->excludes(asJson);
      },
      describeKind);
  app.add_subcommand("schema", "The JSON Schema of scenario files, for editors")->callback([&chosen] {
    chosen = printSchema;
  });
}

void addScenarios(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand("scenarios", "The library that ships with the program");
  auto asJson = std::make_shared<bool>(false);
  auto name = std::make_shared<std::string>();
  json(*command, *asJson);
  json(*command->add_subcommand("list", "A line each"), *asJson);
  auto* showing = command->add_subcommand("show", "The text of one");
  showing->add_option("name", *name, "Its name")->required();
  command->callback([=, &chosen] {
    const bool one = showing->parsed();  // asked here: the parser is gone when the command runs
    chosen = [=] { return one ? showScenario(*name) : listScenarios(*asJson); };
  });
}

void addPolicy(CLI::App& app, Command& chosen) {
  add<PolicyOptions>(
      app, chosen, "policy", "What a policy would have decided on recorded observations, and why",
      [](CLI::App& command, PolicyOptions& o) {
        command.add_option("policy", o.policy, "A YAML file with `fleet:` and one `policy:`")->required();
        command
            .add_option("observations", o.observations, "A .json or .csv file; docs/policy-lab.md says what is in it")
            ->required();
        json(command, o.json);
      },
      replayPolicy);
}

void addImport(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand("import", "Settings of a real autoscaler, as a part of a scenario on stdout");
  command->require_subcommand(1);
  struct Files {
    std::vector<std::string> names;
  };
  add<Files>(
      *command, chosen, "asg", "EC2 Auto Scaling groups with their policies, alarms and scheduled actions",
      [](CLI::App& asg, Files& o) {
        asg.add_option(
               "files", o.names,
               "JSON of describe-auto-scaling-groups, describe-policies, describe-scheduled-actions, cloudwatch "
               "describe-alarms")
            ->required();
      },
      [](const Files& o) { return importGroups(o.names); });
  add<Files>(
      *command, chosen, "ecs", "Services of ECS, whose desired count Application Auto Scaling keeps",
      [](CLI::App& ecs, Files& o) {
        ecs.add_option("files", o.names,
                       "JSON of describe-scalable-targets, describe-scaling-policies, cloudwatch describe-alarms")
            ->required();
      },
      [](const Files& o) { return importTasks(o.names); });
  add<Files>(
      *command, chosen, "hpa", "Kubernetes' HorizontalPodAutoscalers, autoscaling/v2",
      [](CLI::App& hpa, Files& o) {
        hpa.add_option("file", o.names, "YAML or JSON, one document or several; `-`: the standard input")
            ->required()
            ->expected(1);
      },
      [](const Files& o) { return importPodAutoscalers(o.names.front()); });
}

void addExplain(CLI::App& app, Command& chosen) {
  add<ExplainOptions>(
      app, chosen, "explain", "Why a fleet was given more workers or fewer, or was not",
      [](CLI::App& command, ExplainOptions& o) {
        command.add_option("trace", o.file, "A trace")->required();
        command.add_option("--at", o.at, "An instant, as `20:13`, `day 2 20:13`, `90s` (default: all decisions)");
        command.add_option("--service", o.service, "One service only");
        command.add_flag("--why-not", o.whyNot, "What kept each policy from acting at that instant");
        json(command, o.json);
      },
      explainTrace);
}

void addReport(CLI::App& app, Command& chosen) {
  add<ReportOptions>(
      app, chosen, "report", "A run on one page: verdict, headroom, money, error budget, faults, decisions",
      [](CLI::App& command, ReportOptions& o) {
        command.add_option("trace", o.file, "A trace")->required();
        command.add_option("-o,--output", o.output, "The page (default: TRACE.html in the current directory)");
        auto* asJson = command.add_flag("--json", o.json, "The same as one JSON document on stdout; no page");
        command.add_flag("--markdown", o.markdown, "The same as Markdown on stdout; no page")->excludes(asJson);
        command.add_flag("--pdf", o.pdf, "Print the page too, by weasyprint or chromium");
        command.add_option("--junit", o.junit, "What the scenario promises (`expect:`), as JUnit XML");
        command.add_flag("--force", o.force, "Replace existing files");
      },
      report);
}

void addDiff(CLI::App& app, Command& chosen) {
  add<DiffOptions>(
      app, chosen, "diff", "The first thing that two runs do differently; exit code 1 if there is one",
      [](CLI::App& command, DiffOptions& o) {
        const auto seedOption = [&](const char* name, std::optional<std::uint64_t>& seed, const char* what) {
          command
              .add_option_function<std::uint64_t>(
                  name, [&seed](const std::uint64_t& s) { seed = s; }, what)
              ->check(notNegative);
        };
        command.add_option("a", o.a, "A scenario, the name of one in the library, or a trace")->required();
        command.add_option("b", o.b, "Another one (default: the same, with what --b-… say)");
        command.add_option("--stage", o.stage, "A stage of both");
        command.add_option("--set", o.sets, "path=value for both; may be repeated")->allow_extra_args(false);
        seedOption("--seed", o.seed, "Seed of both");
        command.add_option("--b-stage", o.stageB, "A stage of the second only");
        command.add_option("--b-set", o.setsB, "path=value for the second only")->allow_extra_args(false);
        seedOption("--b-seed", o.seedB, "Seed of the second only");
        json(command, o.json);
        command.add_flag("-q,--quiet", o.quiet, "No progress")->envname("HEADROOM_QUIET");
      },
      diff);
}

void addChart(CLI::App& app, Command& chosen) {
  add<ChartOptions>(
      app, chosen, "chart", "A figure of a trace's series, as SVG or PNG",
      [](CLI::App& command, ChartOptions& o) {
        command.add_option("trace", o.file, "A trace")->required();
        command
            .add_option("--series", o.series,
                        "Names, with labels of their axes: requests_served, workers_in_service[web;sum], "
                        "latency[web;0.99]; `headroom info` lists them")
            ->required()
            ->allow_extra_args(false);
        command.add_option("--from", o.from, "Begin, as `20:13`, `day 2 20:13`, `90s`");
        command.add_option("--to", o.to, "End");
        command.add_option("-o,--output", o.output, "NAME.svg, NAME.png, or `-` for SVG on stdout")->required();
        command.add_flag("--force", o.force, "Replace an existing file");
      },
      chart);
}

void addTraceTools(CLI::App& app, Command& chosen) {
  struct Options {
    std::string file, output, table, format = "csv";
    bool json = false, force = false;
  };
  add<Options>(
      app, chosen, "info", "What a run amounts to: measures of a trace",
      [](CLI::App& command, Options& o) {
        command.add_option("trace", o.file, "A trace")->required();
        json(command, o.json);
      },
      [](const Options& o) { return info(o.file, o.json); });
  add<Options>(
      app, chosen, "export", "A trace's series or a table as text on stdout",
      [](CLI::App& command, Options& o) {
        command.add_option("trace", o.file, "A trace")->required();
        command.add_option("--table", o.table,
                           "A table (events, decisions, latency_histograms …) instead of the series");
        command.add_option("--as,--format", o.format, "csv, jsonl, or openmetrics (series only)")
            ->check(CLI::IsMember({"csv", "jsonl", "openmetrics"}));
      },
      [](const Options& o) { return exportTrace(o.file, o.table, o.format); });
  add<Options>(
      app, chosen, "recover", "What can be read of the .part of a run that was killed",
      [](CLI::App& command, Options& o) {
        command.add_option("part", o.file, "The .part")->required();
        command.add_option("-o,--output", o.output, "The trace (default: the name without .part)");
        command.add_flag("--force", o.force, "Replace an existing file");
      },
      [](const Options& o) { return recover(o.file, o.output, o.force); });
}

std::vector<std::string> optionNames(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* o : command.get_options())
    for (const std::string& name : o->get_lnames()) names.push_back("--" + name);
  return names;
}

/// What is wrong with a command line, and where to read on; the exit code.
int explainUsage(const CLI::App& app, const CLI::ParseError& e) {
  std::string called = "headroom", what = e.what(), hint;
  const CLI::App* where = &app;
  while (!where->get_subcommands().empty()) {
    where = where->get_subcommands().front();
    called += " " + where->get_name();
  }
  if (const auto unknown = where->remaining(); !unknown.empty()) {
    // An unknown option makes its value unexpected too.
    const auto named = std::find_if(unknown.begin(), unknown.end(), [](const auto& s) { return s.starts_with("-"); });
    const bool option = named != unknown.end();
    const std::string first = option ? *named : unknown.front();
    std::vector<std::string> names;
    for (const CLI::App* command : where->get_subcommands({})) names.push_back(command->get_name());
    if (option) names = optionNames(*where);
    what = option          ? "there is no option `" + first + "`"
           : names.empty() ? "`" + first + "` was not expected"
                           : "there is no command `" + first + "`";
    hint = didYouMean(first, names);
  }
  fmt::print(stderr, "headroom: error: {}\n{}  try `{} --help`\n", what, hint.empty() ? "" : "  " + hint + "\n",
             called);
  return 2;
}

}  // namespace

CommandLine commandLineOf(int argc, char** argv) {
  CLI::App app{
      "Headroom: how much headroom, of which kind, under which scaling policy, survives which fault, at what cost."};
  app.name("headroom");
  app.set_version_flag("--version", programVersion());
  app.require_subcommand(1);
  Command chosen;
  addScenarioCommands(app, chosen);
  addStrategies(app, chosen);
  addSweeps(app, chosen);
  addPlan(app, chosen);
  addEmit(app, chosen);
  addCompare(app, chosen);
  addForecast(app, chosen);
  addDescribe(app, chosen);
  addScenarios(app, chosen);
  addPolicy(app, chosen);
  addImport(app, chosen);
  addExplain(app, chosen);
  addChart(app, chosen);
  addDiff(app, chosen);
  addReport(app, chosen);
  addTraceTools(app, chosen);
  app.add_subcommand("demo", "A first result in seconds")->callback([&] { chosen = demo; });
  app.add_subcommand("doctor", "What is missing on this machine")->callback([&] { chosen = doctor; });
  if (argc < 2) {
    fmt::print(stderr, "{}", app.help());
    return {{}, 2};
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return {{}, e.get_exit_code() == 0 ? app.exit(e) : explainUsage(app, e)};
  }
  return {chosen};
}

}  // namespace headroom::cli
