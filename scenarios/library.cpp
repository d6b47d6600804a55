#include "scenarios/library.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace headroom {
namespace fs = std::filesystem;
namespace {

/// The rest of the line that begins with `name:`, without quotes.
std::string summaryOf(const fs::path& file) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("name:")) continue;
    std::string s = line.substr(5);
    const auto first = s.find_first_not_of(" \"'"), last = s.find_last_not_of(" \"'\r");
    return first == std::string::npos ? "" : s.substr(first, last - first + 1);
  }
  return {};
}

bool isName(const std::string& s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace

std::string libraryDirectory() {
  std::error_code ignored;
  std::vector<fs::path> candidates;
  if (const char* own = std::getenv("HEADROOM_LIBRARY"); own && *own) candidates.emplace_back(own);
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  if (!program.empty()) candidates.push_back(program.parent_path() / "share/headroom/library");
  candidates.emplace_back(HEADROOM_INSTALLED_LIBRARY);
  candidates.emplace_back(HEADROOM_SOURCE_LIBRARY);
  for (const auto& c : candidates)
    if (fs::is_directory(c, ignored)) return c.lexically_normal().string();
  return {};
}

std::vector<LibraryScenario> libraryScenarios() {
  std::vector<LibraryScenario> all;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(libraryDirectory(), error))
    if (entry.path().extension() == ".yaml")
      all.push_back({entry.path().stem().string(), summaryOf(entry.path()), entry.path().string()});
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return all;
}

std::optional<std::string> libraryFile(const std::string& name) {
  const std::string directory = libraryDirectory();
  if (!isName(name) || directory.empty()) return std::nullopt;
  const fs::path file = fs::path(directory) / (name + ".yaml");
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) return std::nullopt;
  return file.string();
}

}  // namespace headroom
