/// Options of the commands that read traces.
#include "scenarios/cli/options.h"

namespace headroom::cli {
namespace {

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
      app, chosen, "report", "One page that answers a planner: of a scenario (it is run), a trace, or a sweep",
      [](CLI::App& command, ReportOptions& o) {
        scenario(command, o)
            ->description("A scenario, the name of one in the library, a trace, or a sweep.h5")
            ->required();
        command.add_option("-o,--output", o.output, "The page (default: NAME.html in the current directory)");
        seed(command, o);
        command
            .add_option("--replicas", o.replicas,
                        "Replications of a scenario, each as it is, with zones lost, and of its options (default: 59)")
            ->check(CLI::Range(2, 100'000))
            ->envname("HEADROOM_REPLICAS");
        command.add_option("-j,--threads", o.threads, "Processes (default: all cores)")->envname("HEADROOM_THREADS");
        auto* asJson = command.add_flag("--json", o.json, "The same as one JSON document on stdout; no page");
        command.add_flag("--markdown", o.markdown, "The same as Markdown on stdout; no page")->excludes(asJson);
        command.add_flag("--pdf", o.pdf, "Print the page too, by weasyprint or chromium");
        command.add_option("--junit", o.junit, "What is promised or judged, as JUnit XML");
        command.add_flag("--force", o.force, "Replace existing files; of a scenario: begin its runs anew");
        command.add_flag("-q,--quiet", o.quiet, "No progress")->envname("HEADROOM_QUIET");
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
      app, chosen, "chart", "A figure of a trace's series, or of charts of the window, as SVG, PNG or numbers",
      [](CLI::App& command, ChartOptions& o) {
        command.add_option("trace", o.file, "A trace")->required();
        auto* what = command.add_option_group("what", "What is drawn");
        what->add_option("--series", o.series,
                         "Names, with labels of their axes: requests_served, workers_in_service[web;sum], "
                         "latency[web;0.99]; `headroom info` lists them")
            ->allow_extra_args(false);
        auto* charts = what->add_option("--charts", o.charts, "Charts of the window: requests, workers[a], latency …")
                           ->allow_extra_args(false);
        what->require_option(1);
        command.add_option("--service", o.service, "Whose workers and utilisation; else the one that users call")
            ->needs(charts);
        command.add_option("--zone", o.zone, "Workers of this zone only")->needs(charts);
        command.add_option("--from", o.from, "Begin, as `20:13`, `day 2 20:13`, `90s`");
        command.add_option("--to", o.to, "End");
        command
            .add_option("-o,--output", o.output,
                        "NAME.svg, NAME.png, of charts also NAME.csv; or `-` for SVG on stdout")
            ->required();
        command.add_flag("--force", o.force, "Replace an existing file");
      },
      chart);
}

void addFileTools(CLI::App& app, Command& chosen) {
  struct Options {
    std::string file, output, table, format = "csv";
    bool force = false;
  };
  add<InfoOptions>(
      app, chosen, "info", "What a run amounts to: measures of a trace",
      [](CLI::App& command, InfoOptions& o) {
        command.add_option("trace", o.file, "A trace")->required();
        command.add_option("--from", o.from, "Of a window: its begin, as `20:13`, `day 2 20:13`, `90s`");
        command.add_option("--to", o.to, "Its end");
        json(command, o.json);
      },
      info);
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

}  // namespace

void addTraceTools(CLI::App& app, Command& chosen) {
  addExplain(app, chosen);
  addChart(app, chosen);
  addDiff(app, chosen);
  addReport(app, chosen);
  addFileTools(app, chosen);
}

}  // namespace headroom::cli
