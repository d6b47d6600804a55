#include "analysis/trace/target.h"

#include "analysis/trace/part_file.h"
#include "analysis/trace/trace.h"

#include <filesystem>
#include <unistd.h>

namespace headroom {

namespace fs = std::filesystem;

std::optional<Issue> checkTarget(const std::string& path, bool named, bool force) {
  const auto issue = [&](std::string what, std::string hint) {
    return Issue{Issue::Severity::error, {path, 0, 0}, {}, std::move(what), {}, std::move(hint)};
  };
  std::error_code error;
  const fs::path directory = fs::absolute(path).parent_path();
  if (!fs::is_directory(directory, error)) return issue("there is no directory " + directory.string(), "make it first");
  if (access(directory.c_str(), W_OK) != 0)
    return issue("the directory " + directory.string() + " cannot be written to", "choose another with -o");
  if (fs::is_directory(path, error)) return issue("it is a directory", "give the name of a file");
  if (isBeingWritten(path + ".part"))
    return issue("another run is writing it", "wait for it, or choose another with -o");
  if (!fs::exists(path, error) || force) return std::nullopt;
  if (named) return issue("the file exists", "add --force to replace it");
  if (!isTrace(path))
    return issue("the file exists and is no Headroom trace", "add --force to replace it, or choose another with -o");
  return std::nullopt;
}

}  // namespace headroom
