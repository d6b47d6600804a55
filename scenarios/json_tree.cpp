#include "scenarios/json_tree.h"

#include "models/calendar.h"
#include "scenarios/open_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace headroom {

bool looksLikeJson(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

std::optional<Node> jsonTree(Reading& reading, const std::string& file) {
  const int source = openText(reading, file, "", {});
  if (source < 0) return std::nullopt;
  std::string& text = reading.sources[static_cast<std::size_t>(source)].text;
  if (!looksLikeJson(text)) {
    reading.error({source, 1, 1}, "", "this is not JSON", "a text that begins with `{`");
    return std::nullopt;
  }
  std::replace(text.begin(), text.end(), '\t', ' ');
  if (!checkText(reading, source)) return std::nullopt;
  return parseTree(reading, source);
}

std::optional<double> numberOf(const Node& node) {
  if (!node.isScalar()) return std::nullopt;
  const std::string_view text = std::string_view(node.text).substr(node.text.starts_with('+') ? 1 : 0);
  double x = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return x;
}

std::optional<std::int64_t> instantOf(const Node& node) {
  if (const auto seconds = numberOf(node)) {
    if (!(std::abs(*seconds) < 9e9)) return std::nullopt;
    return static_cast<std::int64_t>(std::floor(*seconds * 1e9 + 0.5));
  }
  return node.isScalar() ? Calendar::parseInstant(node.text) : std::nullopt;
}

std::string textOf(const Node& map, std::string_view key) {
  const Node* n = map.find(key);
  return n && n->isScalar() ? n->text : "";
}

}  // namespace headroom
