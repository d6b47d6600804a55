// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/quick_fix.h"

#include <algorithm>

namespace headroom::gui {
namespace {

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

}  // namespace

std::vector<QuickFix> quickFixes(std::string_view text, const std::string& file, const Issue& issue) {
  if (issue.place.file != file) return {};
  const std::size_t at = offsetOf(text, issue.place);
  if (issue.instead.empty() || at == std::string_view::npos) return {};
  const Item whole = outlineOf(text);
  const Target target = targetAt(whole, at);
  if (!target.item || (!target.key && !target.item->isScalar())) return {};
  const TextSpan span = target.key ? target.item->key : target.item->value;
  const std::string_view was = text.substr(span.begin, span.size());
  const std::string& plain = target.key ? target.item->name : target.item->text;
  if (plain.find("${") != std::string::npos) return {};
  std::vector<QuickFix> fixes;
  for (const std::string& word : issue.instead) {
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
