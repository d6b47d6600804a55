#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/import/import.h"

#include <fmt/format.h>

namespace headroom::cli {
namespace {

int print(const Imported& imported) {
  explain(imported.issues, imported.sources);
  if (!imported.text) return 2;
  fmt::print("{}", *imported.text);
  return 0;
}

}  // namespace

int importGroups(const std::vector<std::string>& files) { return print(importAsg(files)); }

int importTasks(const std::vector<std::string>& files) { return print(importEcs(files)); }

int importPodAutoscalers(const std::string& file) { return print(importHpa(file)); }

}  // namespace headroom::cli
