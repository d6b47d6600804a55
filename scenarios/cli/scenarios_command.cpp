#include "scenarios/cli/commands.h"
#include "scenarios/json_text.h"
#include "scenarios/library.h"
#include "scenarios/suggest.h"

#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace headroom::cli {

int listScenarios(bool json) {
  nlohmann::ordered_json all{{"schema", 1}, {"scenarios", nlohmann::ordered_json::array()}};
  for (const LibraryScenario& s : libraryScenarios()) {
    all["scenarios"].push_back({{"name", s.name}, {"summary", s.summary}});
    if (!json) fmt::print("{}  {}\n", s.name, s.summary);
  }
  if (json) fmt::print("{}", jsonText(all));
  return 0;
}

int showScenario(const std::string& name) {
  const auto file = libraryFile(name);
  if (!file) {
    std::vector<std::string> names;
    for (const LibraryScenario& s : libraryScenarios()) names.push_back(s.name);
    const std::string hint = didYouMean(name, names);
    fmt::print(stderr, "headroom: error: there is no library scenario `{}`\n  {}\n", name,
               hint.empty() ? "try `headroom scenarios list`" : hint);
    return 2;
  }
  std::ifstream in(*file);
  std::stringstream text;
  text << in.rdbuf();
  fmt::print("{}", text.str());
  return 0;
}

}  // namespace headroom::cli
