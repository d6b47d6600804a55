#include "scenarios/cli/command_line.h"

#include "scenarios/cli/options.h"
#include "scenarios/run/result_json.h"
#include "scenarios/suggest.h"

#include <algorithm>

#include <fmt/format.h>

namespace headroom::cli {
namespace {

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

CommandLine commandLineOf(int argc, char** argv) {
  CLI::App app{
      "Headroom: how much headroom, of which kind, under which scaling policy, survives which fault, at what cost."};
  app.name("headroom");
  app.set_version_flag("--version", programVersion());
  app.require_subcommand(1);
  Command chosen;
  addRunning(app, chosen);
  addScenarioTools(app, chosen);
  addTraceTools(app, chosen);
  app.add_subcommand("demo", "A first result in seconds")->callback([&] { chosen = demo; });
  app.add_subcommand("doctor", "What is missing on this machine")->callback([&] { chosen = doctor; });
  CLI::App* window = app.add_subcommand("gui", "The window: `headroom gui [FILES…]` is `headroom-gui [FILES…]`");
  window->prefix_command();  // the window has words of its own, and help
  window->set_help_flag();
  window->callback([&, window] { chosen = [words = window->remaining()] { return openWindow(words); }; });
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
