#include "scenarios/import/part.h"

#include <cctype>
#include <sstream>

namespace headroom {

void ScenarioPart::line(int indent, const std::string& text) {
  text_ += std::string(static_cast<std::size_t>(indent), ' ') + text + "\n";
}

void ScenarioPart::note(int indent, const std::string& text) {
  constexpr std::size_t width = 110;
  std::istringstream words(text);
  std::string row = "#";
  for (std::string word; words >> word; row += " " + word)
    if (row.size() > 1 && static_cast<std::size_t>(indent) + row.size() + word.size() > width) {
      line(indent, row);
      row = "#  ";
    }
  line(indent, row);
}

namespace {

/// Words that YAML reads as something else than text, in one version of it or another.
bool isWordOfYaml(std::string name) {
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const char* word : {"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
    if (name == word) return true;
  return false;
}

}  // namespace

std::string Names::of(const std::string& foreign) {
  std::string name;
  for (const char c : foreign.substr(0, 60))
    name += std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' ? c : '-';
  if (name.empty()) name = "unnamed";
  if (name.front() == '-' || isWordOfYaml(name)) name = "x" + name;
  std::string unique = name;
  for (int i = 2; !given_.insert(unique).second; ++i) unique = name + "-" + std::to_string(i);
  return unique;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace headroom
