#include "scenarios/batch/journal.h"
#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/cli/sweep_result.h"
#include "sim/issue.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

namespace headroom::cli {
namespace fs = std::filesystem;
namespace {

std::vector<std::string> journalsIn(const std::string& directory) {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(directory))
    if (entry.path().extension() == ".journal") found.push_back(entry.path().string());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

int merge(const MergeOptions& o) {
  std::optional<batch::Outcome> all;
  std::string first;
  std::error_code error;
  for (const std::string& directory : o.directories) {
    if (!fs::is_directory(directory, error)) return refuse("there is no directory " + directory);
    for (const std::string& journal : journalsIn(directory)) {
      auto content = batch::readJournal(journal);
      if (!content) continue;  // nothing was done there yet
      if (!all) {
        all.emplace(content->design);
        first = journal;
      }
      if (content->design.hash != all->design().hash)
        return refuse(fmt::format("{} and {} are not of the same sweep", first, journal));
      for (batch::RunRecord& run : content->runs) all->add(std::move(run));
    }
  }
  if (!all) return refuse("there is no journal of a sweep in " + fmt::format("{}", fmt::join(o.directories, ", ")));
  const std::string target = o.output.empty() ? o.directories.front() + "/" + sweepFileName : o.output;
  if (!o.output.empty() && fs::exists(target, error) && !o.force)
    return refuse(target + " exists\n  add --force to replace it");
  return finishSweep(*all, target, o.json);
}

}  // namespace headroom::cli
