#include "scenarios/cli/output_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <unistd.h>

#include <fmt/format.h>

namespace headroom::cli {
namespace {

bool writeAll(FILE* file, const std::string& text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0 &&
                       ::fsync(::fileno(file)) == 0;
  return std::fclose(file) == 0 && written;
}

}  // namespace

std::string writeWhole(const std::string& path, const std::string& text) {
  if (path == "-") {
    std::cout << text << std::flush;
    return std::cout ? std::string() : "the standard output cannot be written";
  }
  const std::string part = path + ".part";
  FILE* file = std::fopen(part.c_str(), "wxe");  // never through a link, never over what somebody else writes
  if (!file) return fmt::format("cannot write {}: {}", part, std::strerror(errno));
  if (writeAll(file, text) && std::rename(part.c_str(), path.c_str()) == 0) return {};
  const std::string why = std::strerror(errno);
  std::remove(part.c_str());
  return fmt::format("cannot write {}: {}", path, why);
}

std::string refuseToReplace(const std::string& path, bool force) {
  if (path == "-" || force || !std::filesystem::exists(path)) return {};
  return fmt::format("{} exists\n  --force replaces it", path);
}

}  // namespace headroom::cli
