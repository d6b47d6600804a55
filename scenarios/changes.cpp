#include "scenarios/changes.h"

#include "scenarios/normalise.h"
#include "scenarios/tree.h"
#include "scenarios/write_yaml.h"

namespace headroom {
namespace {

void gather(const Node& n, const std::string& path, ValuesByPath& into) {
  if (!n.isMap() && !n.isList()) {
    into[path] = n.text;
    return;
  }
  std::size_t number = 0;
  for (const Node& item : n.items) {
    const std::string& named = n.isMap() ? item.key : item.name;
    gather(item, join(path, named.empty() ? std::to_string(number) : named), into);
    ++number;
  }
}

}  // namespace

ValuesByPath valuesOf(ScenarioSpec spec, const std::string& directory) {
  spec.changes.clear();
  const Type& type = typeFor<ScenarioSpec>();
  Reading reading{{{"", directory, writeYaml(type, &spec, directory)}}, {}};
  ValuesByPath values;
  if (auto tree = parseTree(reading, 0)) {
    normalise(*tree, type, reading);
    gather(*tree, "", values);
  }
  return values;
}

std::vector<std::string> differences(const ValuesByPath& a, const ValuesByPath& b) {
  std::vector<std::string> paths;
  auto x = a.begin();
  auto y = b.begin();
  while (x != a.end() || y != b.end()) {
    const bool onlyX = y == b.end() || (x != a.end() && x->first < y->first);
    const bool onlyY = x == a.end() || (y != b.end() && y->first < x->first);
    if (onlyX || onlyY || x->second != y->second) paths.push_back(onlyY ? y->first : x->first);
    if (!onlyY) ++x;
    if (!onlyX) ++y;
  }
  return paths;
}

void mayChangeSo(const ChangeSpec& change, const Place& place, Issues& issues) {
  Issue issue;
  issue.place = place;
  issue.path = "changes." + change.name + ".set";
  for (const std::string& path : change.paths) {
    if (mayChange(path)) continue;
    issue.what = "`" + path + "` cannot change while the run goes on";
    issue.wanted =
        "limits of a fleet, numbers of its policies, stages of a start, attempts and back-off, counts of health checks";
    issue.hint = "a fault `slow` makes a service slower, `times` changes a demand";
    issues.push_back(issue);
  }
  if (!change.paths.empty()) return;
  issue.severity = Issue::Severity::warning;
  issue.what = "it changes nothing";
  issues.push_back(issue);
}

const ChangeSpec* changeToldBy(const EventRow& e, const ScenarioSpec& spec) {
  if (e.kind != "settings_change" || e.cause < 0) return nullptr;
  const auto number = static_cast<std::size_t>(e.cause);
  return number < spec.changes.size() ? &spec.changes[number] : nullptr;
}

}  // namespace headroom
