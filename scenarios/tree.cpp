#include "scenarios/tree.h"

#include <algorithm>

namespace headroom {

Node* Node::find(std::string_view wanted) {
  for (auto& n : items)
    if (n.key == wanted) return &n;
  return nullptr;
}

Node& Node::member(std::string_view wanted, Spot at) {
  if (form != Form::map) {
    form = Form::map;
    items.clear();
  }
  if (Node* n = find(wanted)) return *n;
  Node& n = items.emplace_back();
  n.key = wanted;
  n.keySpot = n.spot = at;
  return n;
}

bool Node::erase(std::string_view wanted) {
  return std::erase_if(items, [&](const Node& n) { return n.key == wanted; }) > 0;
}

Place Reading::place(Spot s) const {
  return {sources.empty() ? "" : sources[static_cast<std::size_t>(s.source)].file, s.line, s.column};
}

void Reading::error(Spot s, std::string path, std::string what, std::string wanted, Hint hint) {
  issues.push_back({Issue::Severity::error, place(s), std::move(path), std::move(what), std::move(wanted),
                    std::move(hint.words), std::move(hint.instead)});
}

void Reading::warning(Spot s, std::string path, std::string what, std::string wanted, Hint hint) {
  error(s, std::move(path), std::move(what), std::move(wanted), std::move(hint));
  issues.back().severity = Issue::Severity::warning;
}

std::string quoteForMessage(std::string_view text) {
  constexpr std::size_t most = 80;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    // C1 controls arrive as C2 80 … C2 9F; U+202E and its like turn a terminal's line around.
    const bool c1 = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    const bool bidi = c == 0xE2 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0x80 &&
                      static_cast<unsigned char>(text[i + 2]) >= 0xAA &&
                      static_cast<unsigned char>(text[i + 2]) <= 0xAE;
    if (out.size() >= most && (c & 0xC0) != 0x80) return out + "…";
    if (c < 0x20 || c == 0x7F || c1 || bidi) {
      constexpr char hex[] = "0123456789abcdef";
      out += "\\x";
      out += hex[c >> 4];
      out += hex[c & 15];
    } else {
      out += static_cast<char>(c);
    }
  }
  return out;
}

}  // namespace headroom
