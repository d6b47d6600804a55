#include "scenarios/import/foreign.h"

#include "scenarios/json_tree.h"

#include <algorithm>
#include <cmath>

namespace headroom {

std::optional<double> Foreign::number(const Node& map, std::string_view key, bool required) {
  const Node* n = map.find(key);
  if (!n || n->isEmpty()) {
    if (required) error(map, "`" + std::string(key) + "` is missing here", "a number");
    return std::nullopt;
  }
  const auto x = numberOf(*n);
  if (!x || !std::isfinite(*x)) error(*n, "`" + quoteForMessage(n->text) + "` is no number", "a number");
  return x && std::isfinite(*x) ? x : std::nullopt;
}

std::optional<std::int64_t> Foreign::whole(const Node& map, std::string_view key, bool required) {
  const auto x = number(map, key, required);
  if (!x) return std::nullopt;
  if (*x != std::floor(*x) || std::abs(*x) > 1e9) {
    error(*map.find(key), "`" + quoteForMessage(map.find(key)->text) + "` is no whole number", "a whole number");
    return std::nullopt;
  }
  return static_cast<std::int64_t>(*x);
}

std::string Foreign::word(const Node& map, std::string_view key,
                          const std::vector<std::pair<std::string_view, std::string_view>>& words) {
  const Node* n = map.find(key);
  std::string wanted;
  for (const auto& [theirs, ours] : words) {
    if (n && n->text == theirs) return std::string(ours);
    wanted += (wanted.empty() ? "" : ", ") + std::string(theirs);
  }
  if (n)
    error(*n, "`" + quoteForMessage(n->text) + "` is not known here", "one of " + wanted);
  else
    error(map, "`" + std::string(key) + "` is missing here", "one of " + wanted);
  return {};
}

void Foreign::close(Imported& out) {
  out.issues.insert(out.issues.end(), reading.issues.begin(), reading.issues.end());
  for (const TreeSource& s : reading.sources) out.sources.push_back({s.file, s.text});
}

std::string shortly(const Node& node) {
  if (node.isScalar()) return quoteForMessage(node.text);
  std::string text;
  for (const Node& n : node.items) text += (text.empty() ? "" : ", ") + (n.key.empty() ? "" : n.key + " ") + shortly(n);
  constexpr std::size_t most = 160;
  return text.size() > most ? text.substr(0, text.rfind(' ', most)) + " …" : text;
}

bool saysNothing(const Node* n) {
  if (!n || n->isEmpty()) return true;
  return n->isScalar() ? n->text.empty() : n->items.empty();
}

std::vector<const Node*> othersIn(const Node& map, const std::vector<std::string_view>& used,
                                  const std::vector<std::string_view>& besides) {
  std::vector<const Node*> all;
  for (const Node& n : map.items)
    if (!saysNothing(&n) && std::find(used.begin(), used.end(), n.key) == used.end() &&
        std::find(besides.begin(), besides.end(), n.key) == besides.end())
      all.push_back(&n);
  return all;
}

}  // namespace headroom
