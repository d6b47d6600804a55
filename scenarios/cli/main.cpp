#include "scenarios/cli/commands.h"
#include "scenarios/run/progress.h"
#include "scenarios/run/result_json.h"
#include "scenarios/suggest.h"
#include "sim/issue.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <malloc.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace {

/// Leaves without running destructors of libraries that cannot be trusted after a failed write. A result that could not
/// be printed is no success.
[[noreturn]] void leave(int code) {
  if (code != 1 && (std::fflush(stdout) != 0 || std::ferror(stdout))) {
    fmt::print(stderr, "headroom: error: the output cannot be written: {}\n", std::strerror(errno));
    code = 1;
  }
  std::fflush(stderr);
  _exit(code);
}

/// What is wrong with a command line, and where to read on; the exit code.
int explainUsage(const CLI::App& app, const CLI::ParseError& e) {
  std::string called = "headroom", what = e.what(), hint;
  const CLI::App* where = &app;
  while (!where->get_subcommands().empty()) {
    where = where->get_subcommands().front();
    called += " " + where->get_name();
  }
  if (const auto unknown = app.remaining(); where == &app && !unknown.empty()) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
    what = "there is no command `" + unknown.front() + "`";
    hint = headroom::didYouMean(unknown.front(), names);
  }
  fmt::print(stderr, "headroom: error: {}\n{}  try `{} --help`\n", what, hint.empty() ? "" : "  " + hint + "\n",
             called);
  return 2;
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
  cli::addDescribe(app, action);
  cli::addScenarios(app, action);
  cli::addPolicy(app, action);
  cli::addTraceTools(app, action);
  cli::addFirstSteps(app, action);
  if (argc < 2) {
    fmt::print(stderr, "{}", app.help());
    return 2;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return e.get_exit_code() == 0 ? app.exit(e) : explainUsage(app, e);
  }
  watchInterrupts();
  return action();
}

}  // namespace

int main(int argc, char** argv) {
  // The buffers of a trace are given back when they are freed, instead of being kept in pieces: memory stays level.
  mallopt(M_MMAP_THRESHOLD, 64 << 10);
  try {
    leave(run(argc, argv));
  } catch (const headroom::Failure& e) {
    fmt::print(stderr, "headroom: error: {}\n", e.what());
    leave(1);
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "headroom: error: out of memory\n");
    leave(1);
  } catch (const std::system_error& e) {  // stdout is full, say
    fmt::print(stderr, "headroom: error: {}\n", e.what());
    leave(1);
  } catch (const std::exception& e) {
    fmt::print(stderr, "headroom: internal error: {}\n  please report it with the scenario\n", e.what());
    leave(1);
  }
}
