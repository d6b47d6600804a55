#include "scenarios/cli/commands.h"
#include "scenarios/run/progress.h"
#include "scenarios/run/result_json.h"
#include "sim/issue.h"

#include <cstdio>
#include <exception>
#include <unistd.h>

#include <fmt/format.h>

namespace {

/// Leaves without running destructors of libraries that cannot be trusted after a failed write.
[[noreturn]] void leave(int code) {
  std::fflush(stdout);
  std::fflush(stderr);
  _exit(code);
}

int run(int argc, char** argv) {
  using namespace headroom;
  CLI::App app{
      "Headroom: how much headroom, of which kind, under which scaling policy, survives which fault, at what cost."};
  app.name("headroom");
  app.set_version_flag("--version", programVersion());
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  cli::Action action;
  cli::addRun(app, action);
  cli::addCheck(app, action);
  cli::addScenarios(app, action);
  cli::addTraceTools(app, action);
  cli::addFirstSteps(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);
    const CLI::App* where = &app;
    while (!where->get_subcommands().empty()) where = where->get_subcommands().front();
    fmt::print(stderr, "headroom: error: {}\n  try `headroom{} --help`\n", e.what(),
               where == &app ? "" : " " + where->get_name());
    return 2;
  }
  watchInterrupts();
  return action();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    leave(run(argc, argv));
  } catch (const headroom::Failure& e) {
    fmt::print(stderr, "headroom: error: {}\n", e.what());
    leave(1);
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "headroom: error: out of memory\n");
    leave(1);
  } catch (const std::exception& e) {
    fmt::print(stderr, "headroom: internal error: {}\n  please report it with the scenario\n", e.what());
    leave(1);
  }
}
