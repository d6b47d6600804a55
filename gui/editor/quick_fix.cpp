// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/quick_fix.h"

#include <algorithm>

namespace headroom::gui {
namespace {

/// The words in backticks of each part of a hint that offers them.
std::vector<std::string> offers(const std::string& hint) {
  std::vector<std::string> found;
  for (const std::string_view lead : {"did you mean `", "write `"}) {
    const auto at = hint.find(lead);
    if (at == std::string::npos) continue;
    const auto stop = std::min(hint.find(';', at), hint.size());
    for (auto open = at + lead.size() - 1; open < stop;) {
      const auto close = hint.find('`', open + 1);
      if (close == std::string::npos) break;
      std::string word = hint.substr(open + 1, close - open - 1);
      if (word.find("…") == std::string::npos && !word.starts_with("headroom ")) found.push_back(std::move(word));
      open = std::min(hint.find('`', close + 1), hint.size());
    }
  }
  return found;
}

struct Target {
  const Item* item = nullptr;
  bool key = false;
};

/// A value before the key of a mapping that begins at the same byte.
Target targetAt(const Item& whole, std::size_t at) {
  const auto chain = chainTo(whole, at);
  if (chain.empty()) return {};
  const Item* item = chain.back();
  if (item->isScalar() && item->value.begin == at) return {item, false};
  if (item->key.size() > 0 && item->key.begin == at) return {item, true};
  while (item->value.begin == at && !item->items.empty()) {
    item = &item->items.front();
    if (item->key.size() > 0 && item->key.begin == at) return {item, true};
    if (item->isScalar() && item->value.begin == at) return {item, false};
  }
  return {chain.back(), false};
}

/// `1h5m`: the hint is about one of two numbers; which one, it does not say.
bool isOneNumber(std::string_view words) {
  const auto unit = words.find_first_not_of("+-0123456789.,_ ");
  return unit == std::string_view::npos || words.find_first_of("0123456789", unit) == std::string_view::npos;
}

bool startsAsNumber(std::string_view s) {
  return !s.empty() && (s[0] == '-' || s[0] == '+' || (s[0] >= '0' && s[0] <= '9'));
}

}  // namespace

std::vector<QuickFix> quickFixes(std::string_view text, const std::string& file, const Issue& issue) {
  if (issue.place.file != file) return {};
  const auto words = offers(issue.hint);
  const std::size_t at = offsetOf(text, issue.place);
  if (words.empty() || at == std::string_view::npos) return {};
  const Item whole = outlineOf(text);
  const Target target = targetAt(whole, at);
  if (!target.item || (!target.key && !target.item->isScalar())) return {};
  const TextSpan span = target.key ? target.item->key : target.item->value;
  const std::string_view was = text.substr(span.begin, span.size());
  const std::string& plain = target.key ? target.item->name : target.item->text;
  if (plain.find("${") != std::string::npos) return {};
  std::vector<QuickFix> fixes;
  for (const std::string& word : words) {
    if (startsAsNumber(plain) && startsAsNumber(word) && !isOneNumber(plain)) continue;
    const bool flag = word == "true" || word == "false";
    const std::string with = flag ? word : scalarText(word, was);
    fixes.push_back({"Replace `" + std::string(was) + "` with `" + with + "`", {span, with}});
  }
  return fixes;
}

TextSpan spanOf(std::string_view text, const std::string& file, const Issue& issue) {
  if (issue.place.file != file) return {};
  const std::size_t at = offsetOf(text, issue.place);
  if (at == std::string_view::npos || text.empty()) return {};
  const Item whole = outlineOf(text);
  const Target target = targetAt(whole, at);
  const std::size_t line = std::min(text.find('\n', at), text.size());
  if (target.item && target.key) return target.item->key;
  if (target.item && target.item->value.begin == at && target.item->value.size() > 0)
    return {at, std::min(target.item->value.end, std::max(line, at + 1))};
  if (at < line) {
    const auto end = text.find_first_of(" \t\r\n,:{}[]", at + 1);
    return {at, std::min(end == std::string_view::npos ? text.size() : end, line)};
  }
  return at > 0 && text[at - 1] != '\n' ? TextSpan{at - 1, at} : TextSpan{at, std::min(at + 1, text.size())};
}

}  // namespace headroom::gui
