#include "scenarios/cli/commands.h"
#include "scenarios/library.h"

#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace headroom::cli {
namespace {

int list(bool json) {
  nlohmann::ordered_json all{{"schema", 1}, {"scenarios", nlohmann::ordered_json::array()}};
  for (const LibraryScenario& s : libraryScenarios()) {
    all["scenarios"].push_back({{"name", s.name}, {"summary", s.summary}});
    if (!json) fmt::print("{}  {}\n", s.name, s.summary);
  }
  if (json) fmt::print("{}\n", all.dump(2));
  return 0;
}

int show(const std::string& name) {
  const auto file = libraryFile(name);
  if (!file) {
    fmt::print(stderr, "headroom: error: there is no library scenario `{}`\n  try `headroom scenarios list`\n", name);
    return 2;
  }
  std::ifstream in(*file);
  std::stringstream text;
  text << in.rdbuf();
  fmt::print("{}", text.str());
  return 0;
}

}  // namespace

void addScenarios(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("scenarios", "The library that ships with the program");
  auto json = std::make_shared<bool>(false);
  auto name = std::make_shared<std::string>();
  command->add_flag("--json", *json, "One JSON document on stdout");
  auto* listing = command->add_subcommand("list", "A line each");
  listing->add_flag("--json", *json, "One JSON document on stdout");
  auto* showing = command->add_subcommand("show", "The text of one");
  showing->add_option("name", *name, "Its name")->required();
  command->callback([=, &chosen] { chosen = [=] { return showing->parsed() ? show(*name) : list(*json); }; });
}

}  // namespace headroom::cli
