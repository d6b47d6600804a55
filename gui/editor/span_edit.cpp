// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/span_edit.h"

#include <algorithm>

namespace headroom::gui {
namespace {

std::size_t lineBegin(std::string_view text, std::size_t at) {
  const auto before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

/// Without a carriage return.
std::size_t lineEnd(std::string_view text, std::size_t at) {
  std::size_t end = std::min(text.find('\n', at), text.size());
  if (end > at && text[end - 1] == '\r') --end;
  return end;
}

bool mustBeQuoted(std::string_view s) {
  if (s.empty() || s.front() == ' ' || s.back() == ' ' || s.back() == ':') return true;
  if (std::string_view("{}[],#&*!|>'\"%@`?-").find(s.front()) != std::string_view::npos &&
      !(s.front() == '-' && s.size() > 1 && s[1] != ' '))
    return true;
  for (std::string_view word : {"true", "false", "null", "~", "yes", "no", "on", "off"})
    if (s == word) return word == "~" || word == "null";
  if (s.find(": ") != std::string_view::npos || s.find(" #") != std::string_view::npos) return true;
  if (s.find_first_of("\n\t\\") != std::string_view::npos) return true;
  std::string rest(s);  // between braces a `,` or a bracket would end it; those of a variable do not
  for (std::size_t i = 0; (i = rest.find("${", i)) != std::string::npos;) {
    const auto end = rest.find('}', i);
    if (end == std::string::npos) return true;
    rest.erase(i, end - i + 1);
  }
  return rest.find_first_of("{}[],") != std::string::npos;
}

std::string nested(const std::vector<std::string>& keys, std::size_t from, const std::string& value) {
  std::string out, close;
  for (std::size_t i = from; i < keys.size(); ++i) {
    out += (i > from ? "{" : "") + keys[i] + ": ";
    if (i > from) close += "}";
  }
  return out + value + close;
}

std::size_t endOf(const Item& e) { return std::max(e.value.end, e.key.end); }

/// The item after which a key should stand: the last of those that come before it in the order; else the last.
const Item& neighbour(const Item& map, const std::string& key, const std::vector<std::string>& order) {
  const auto rank = [&](const std::string& k) { return std::find(order.begin(), order.end(), k) - order.begin(); };
  const Item* best = nullptr;
  for (const Item& e : map.items)
    if (rank(e.name) < rank(key) && (!best || rank(best->name) <= rank(e.name))) best = &e;
  return best && rank(key) < static_cast<std::ptrdiff_t>(order.size()) ? *best : map.items.back();
}

Edit intoFlow(std::string_view text, const Item& map, const std::string& member, const std::string& key,
              const std::vector<std::string>& order) {
  if (map.items.empty()) return {{map.value.begin + 1, map.value.begin + 1}, member};
  const Item& after = neighbour(map, key, order);
  std::size_t comma = endOf(after);
  while (comma < text.size() && (text[comma] == ' ' || text[comma] == '\n' || text[comma] == '\r')) ++comma;
  const bool trailing = &after == &map.items.back() && comma < text.size() && text[comma] == ',';
  if (trailing) return {{comma + 1, comma + 1}, " " + member};
  return {{endOf(after), endOf(after)}, ", " + member};
}

Edit intoBlock(std::string_view text, const Item& map, const std::string& member, const std::string& key,
               const std::vector<std::string>& order) {
  const Item& after = neighbour(map, key, order);
  const std::size_t at = lineEnd(text, endOf(after));
  const bool crlf = at < text.size() && text[at] == '\r';
  return {{at, at}, (crlf ? "\r\n" : "\n") + std::string(after.column, ' ') + member};
}

}  // namespace

std::string applied(std::string text, const Edit& e) { return text.replace(e.span.begin, e.span.size(), e.with); }

std::string scalarText(std::string_view words, std::string_view like) {
  const char quote = !like.empty() && (like[0] == '"' || like[0] == '\'') ? like[0] : '\0';
  if (!quote && !mustBeQuoted(words)) return std::string(words);
  if (quote == '\'' && words.find_first_of("\n\t") == std::string_view::npos) {
    std::string out = "'";
    for (const char c : words) out += c == '\'' ? "''" : std::string(1, c);
    return out + "'";
  }
  std::string out = "\"";
  for (const char c : words)
    out += c == '"' || c == '\\' ? std::string("\\") + c : c == '\n' ? "\\n" : std::string(1, c);
  return out + "\"";
}

Edit replaced(std::string_view text, const Item& item, std::string_view words) {
  const std::string_view was = text.substr(item.value.begin, item.value.size());
  const bool bare = item.form == Item::Form::nothing;
  if (item.isScalar() && item.text == words) return {item.value, std::string(was)};
  return {item.value, (bare ? " " : "") + scalarText(words, item.isScalar() ? was : std::string_view{})};
}

std::optional<Edit> inserted(std::string_view text, const std::vector<const Item*>& chain,
                             const std::vector<std::string>& keys, const std::string& value,
                             const std::vector<std::string>& order) {
  if (chain.empty() || keys.empty()) return {};
  const Item& parent = *chain.back();
  const std::string member = nested(keys, 0, value);
  switch (parent.form) {
    case Item::Form::flowMap: return intoFlow(text, parent, member, keys[0], order);
    case Item::Form::blockMap: return intoBlock(text, parent, member, keys[0], order);
    case Item::Form::nothing: return Edit{parent.value, " {" + member + "}"};
    default: return {};
  }
}

std::optional<Edit> removed(std::string_view text, const std::vector<const Item*>& chain) {
  if (chain.size() < 2) return {};
  const Item& parent = *chain[chain.size() - 2];
  const Item& item = *chain.back();
  const auto index = static_cast<std::size_t>(&item - parent.items.data());
  if (index >= parent.items.size()) return {};
  const bool last = index + 1 == parent.items.size();
  if (!parent.isBlock()) {
    if (parent.items.size() == 1) return Edit{{item.begin, endOf(item)}, ""};
    if (!last) return Edit{{item.begin, parent.items[index + 1].begin}, ""};
    return Edit{{endOf(parent.items[index - 1]), endOf(item)}, ""};
  }
  if (parent.items.size() == 1) {
    const std::string empty = parent.isList() ? "[]" : "{}";
    const std::size_t from = parent.key.size() > 0 ? text.find(':', parent.key.end) + 1 : parent.value.begin;
    return Edit{{from, endOf(item)}, (parent.key.size() > 0 ? " " : "") + empty};
  }
  const std::size_t begin = lineBegin(text, item.begin);
  const std::size_t next = std::min(text.find('\n', endOf(item)), text.size());
  const bool ownLine = text.substr(begin, item.begin - begin).find_first_not_of(' ') == std::string_view::npos;
  if (ownLine && next == text.size() && begin > 0) return Edit{{begin - 1, next}, ""};
  if (ownLine) return Edit{{begin, std::min(next + 1, text.size())}, ""};
  return Edit{{item.begin, parent.items[index + 1].begin}, ""};  // behind a dash
}

}  // namespace headroom::gui
