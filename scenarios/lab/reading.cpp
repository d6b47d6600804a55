#include "scenarios/lab/reading.h"

#include "scenarios/normalise.h"
#include "scenarios/open_text.h"

#include <algorithm>
#include <tuple>

namespace headroom::lab {
namespace {

Draft begun(Reading reading, int source) {
  Draft draft;
  draft.reading = std::move(reading);
  if (source < 0) {
    for (Issue& i : draft.reading.issues)
      if (!i.wanted.empty()) i.wanted = "a file";
    return draft;
  }
  if (checkText(draft.reading, source) && !draft.csv()) draft.tree = parseTree(draft.reading, source);
  return draft;
}

}  // namespace

Draft Draft::ofFile(const std::string& file) {
  Reading reading;
  const int source = openText(reading, file, "", {});
  return begun(std::move(reading), source);
}

Draft Draft::ofText(std::string text, const std::string& fileName) {
  Reading reading;
  const int source = addText(reading, std::move(text), fileName, ".");
  return begun(std::move(reading), source);
}

bool Draft::csv() const { return !reading.sources.empty() && reading.sources[0].file.ends_with(".csv"); }

bool Draft::decode(const Type& type, void* target) {
  if (!tree) return false;
  if (!tree->isMap()) {
    reading.error(tree->spot, "", "this is not a mapping", "keys and values");
    return false;
  }
  normalise(*tree, type, reading);
  headroom::decode(*tree, type, target, reading, written);
  return !failed();
}

bool Draft::failed() const {
  return std::any_of(reading.issues.begin(), reading.issues.end(),
                     [](const Issue& i) { return i.severity == Issue::Severity::error; });
}

void Draft::error(const std::string& path, std::string what, std::string wanted, Hint hint) {
  Spot spot{0, 1, 1};
  for (std::string p = path; !p.empty(); p.resize(p.rfind('.') == std::string::npos ? 0 : p.rfind('.')))
    if (const auto it = written.find(p); it != written.end()) {
      spot = p == path && it->second.value.line ? it->second.value : it->second.key;
      break;
    }
  reading.error(spot, path, std::move(what), std::move(wanted), std::move(hint));
}

void Draft::close(Issues& issues, std::vector<LoadedText>& sources) {
  issues = reading.issues;
  std::stable_sort(issues.begin(), issues.end(), [](const Issue& a, const Issue& b) {
    return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
  });
  for (const TreeSource& s : reading.sources) sources.push_back({s.file, s.text});
}

}  // namespace headroom::lab
