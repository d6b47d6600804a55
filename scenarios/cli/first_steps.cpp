#include "models/calendar.h"
#include "models/fleet/instance_types.h"
#include "scenarios/cli/commands.h"
#include "scenarios/library.h"
#include "scenarios/run/result_json.h"

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

namespace headroom::cli {
namespace {

/// How this program can be called from here: by its name if a shell finds it, else by its path.
std::string callOf() {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  const char* path = std::getenv("PATH");
  std::istringstream directories(path ? path : "");
  for (std::string directory; std::getline(directories, directory, ':');)
    if (fs::equivalent(fs::path(directory) / "headroom", program, ignored)) return "headroom";
  const fs::path near = fs::proximate(program, ignored);
  return program.empty() ? "headroom" : near.string().starts_with("..") ? program.string() : near.string();
}

}  // namespace

/// `demo` is `run az-outage` under another name, so that what one learns from it can be typed.
int demo() {
  const std::string call = callOf();
  fmt::print(stderr, "{} run az-outage\n\n", call);
  RunOptions options;
  options.file = "az-outage";
  const int code = run(options);
  if (code != 0 && code != 3) return code;
  fmt::print("\nNext:\n");
  for (const auto& [command, sentence] : std::initializer_list<std::pair<const char*, const char*>>{
           {"scenarios list", "what else there is"},
           {"scenarios show az-outage", "the file of this one"},
           {"run az-outage --set 'services.web.scaling.target_tracking.target=45 %'", "more headroom"},
           {"run az-outage --replicas 20", "how sure is that?"},
           {"info az-outage.h5", "what is in the trace"},
           {"describe", "what a scenario may say"}})
    fmt::print("  # {}\n  {} {}\n", sentence, call, command);
  return code;
}

int doctor() {
  bool fine = true;
  const auto say = [&](bool good, const std::string& what, const std::string& otherwise) {
    fmt::print("  {:<4} {}\n", good ? "ok" : "NO", good ? what : otherwise);
    fine = fine && good;
  };
  fmt::print("headroom {}\n", programVersion());
  say(true, fmt::format("{} cores", std::thread::hardware_concurrency()), "");
  say(Calendar::knows("Europe/Berlin"), "time zones (tzdata " + Calendar::tzdataVersion() + ")",
      "no time zones: install the package tzdata");
  say(!libraryScenarios().empty(),
      fmt::format("{} library scenarios in {}", libraryScenarios().size(), libraryDirectory()),
      "no library scenarios: set HEADROOM_LIBRARY to the directory scenarios/library");
  say(!instanceTypes().empty(),
      fmt::format("{} instance types, prices of {}", instanceTypes().size(), instancePricesOf()), "no instance types");
  say(access(".", W_OK) == 0, "traces can be written here",
      "the current directory cannot be written to: traces need -o");
  std::error_code error;
  const auto space = std::filesystem::space(".", error);
  say(!error && space.available > (1u << 28), fmt::format("{} MB free here", space.available >> 20),
      "less than 256 MB free here");
  return fine ? 0 : 1;
}

}  // namespace headroom::cli
