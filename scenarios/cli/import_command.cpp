#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/import/import.h"

#include <fmt/format.h>

namespace headroom::cli {
namespace {

int printImported(const Imported& imported) {
  explain(imported.issues, imported.sources);
  if (!imported.text) return 2;
  fmt::print("{}", *imported.text);
  return 0;
}

}  // namespace

int importGroups(const std::vector<std::string>& files) { return printImported(importAsg(files)); }

int importTasks(const std::vector<std::string>& files) { return printImported(importEcs(files)); }

int importPodAutoscalers(const std::string& file) { return printImported(importHpa(file)); }

}  // namespace headroom::cli
