#include "tests/library/try_it.h"

#include <cctype>

namespace headroom {
namespace {

/// The value that begins at `at`, moved past.
std::string valueAt(const std::string& text, std::size_t& at) {
  if (text[at] == '"') {
    const std::size_t end = text.find('"', at + 1);
    std::string value = text.substr(at + 1, end - at - 1);
    at = end == std::string::npos ? text.size() : end + 1;
    return value;
  }
  std::size_t end = at;
  while (end < text.size() && !std::isspace(static_cast<unsigned char>(text[end]))) ++end;
  std::size_t last = end;
  while (last > at && std::string(",.;:)").find(text[last - 1]) != std::string::npos) --last;
  std::string value = text.substr(at, last - at);
  at = last;
  return value;
}

}  // namespace

std::vector<LoadOptions> optionsIn(const std::string& text) {
  std::vector<LoadOptions> all;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const bool set = text.compare(at, 6, "--set ") == 0, stage = text.compare(at, 8, "--stage ") == 0;
    if (!set && !stage) {
      if (text[at] != ' ') open = false;
      ++at;
      continue;
    }
    at += set ? 6 : 8;
    if (!open) all.emplace_back();
    open = true;
    if (set)
      all.back().sets.push_back(valueAt(text, at));
    else
      all.back().stage = valueAt(text, at);
  }
  return all;
}

}  // namespace headroom
