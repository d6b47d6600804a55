// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/outline.h"

#include <algorithm>
#include <optional>

namespace headroom::gui {
namespace {

constexpr int deepest = 64;  // as the loader; deeper text is passed over

bool isTail(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Item whole() {
    Item root;
    if (text_.starts_with("---")) skipLine();
    while (next(), !done() && root.form == Item::Form::nothing) {
      root.begin = at_;
      block(root, 0);
      if (root.form == Item::Form::nothing) skipLine();
    }
    return root;
  }

 private:
  bool done() const { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\n'; }
  static bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
  bool isEnd(std::size_t at) const { return at >= text_.size() || text_[at] == '\n' || isBlank(text_[at]); }
  std::size_t lineEnd(std::size_t from) const { return std::min(text_.find('\n', from), text_.size()); }
  void skipLine() { at_ = std::min(lineEnd(at_) + 1, text_.size()); }
  void skipBlanks() {
    while (!done() && isBlank(text_[at_])) ++at_;
  }
  std::size_t column() const {
    const auto line = at_ == 0 ? std::string_view::npos : text_.rfind('\n', at_ - 1);
    return at_ - (line == std::string_view::npos ? 0 : line + 1);
  }
  bool comment() const { return peek() == '#' && (at_ == 0 || isBlank(text_[at_ - 1]) || text_[at_ - 1] == '\n'); }
  bool lineIsOver() const { return done() || text_[at_] == '\n' || comment(); }

  /// Over blanks, comments and ends of lines, to what comes next.
  void next() {
    while (!done()) {
      skipBlanks();
      if (done() || !(text_[at_] == '\n' || comment())) return;
      skipLine();
    }
  }

  bool isDash() const { return peek() == '-' && isEnd(at_ + 1); }

  std::size_t quotedEnd(std::size_t from) const {
    const char quote = text_[from];
    for (std::size_t i = from + 1; i < text_.size(); ++i) {
      if (quote == '"' && text_[i] == '\\') {
        ++i;
      } else if (text_[i] == quote) {
        if (quote == '\'' && i + 1 < text_.size() && text_[i + 1] == '\'')
          ++i;
        else
          return i + 1;
      }
    }
    return text_.size();
  }

  std::string unquoted(TextSpan s) const {
    const std::string_view raw = text_.substr(s.begin, s.size());
    if (raw.size() < 2 || (raw[0] != '"' && raw[0] != '\'') || raw.back() != raw[0]) return std::string(raw);
    std::string out;
    for (std::size_t i = 1; i + 1 < raw.size(); ++i) {
      if ((raw[0] == '"' && raw[i] == '\\') || (raw[0] == '\'' && raw[i] == '\'')) ++i;
      out += raw[i];
    }
    return out;
  }

  /// The key that stands here, if one does.
  std::optional<TextSpan> key(bool flow) const {
    if (done()) return {};
    if (peek() == '"' || peek() == '\'') {
      const std::size_t end = quotedEnd(at_);
      std::size_t colon = end;
      while (colon < text_.size() && isBlank(text_[colon])) ++colon;
      return colon < text_.size() && text_[colon] == ':' ? std::optional(TextSpan{at_, end}) : std::nullopt;
    }
    if (std::string_view("{}[],#&*!|>%@`").find(peek()) != std::string_view::npos) return {};
    for (std::size_t i = at_; i < text_.size() && text_[i] != '\n'; ++i) {
      if (text_[i] == ':' &&
          (isEnd(i + 1) || (flow && std::string_view(",]}").find(text_[i + 1]) != std::string::npos)))
        return TextSpan{at_, trimmed(at_, i)};
      if (text_[i] == '#' && i > at_ && isBlank(text_[i - 1])) return {};
      if (flow && std::string_view(",[]{}").find(text_[i]) != std::string_view::npos) return {};
    }
    return {};
  }

  std::size_t trimmed(std::size_t from, std::size_t end) const {
    while (end > from && isBlank(text_[end - 1])) --end;
    return end;
  }

  void takeKey(Item& item, TextSpan key) {
    item.key = key;
    item.begin = key.begin;
    item.column = column();
    item.name = unquoted(key);
    at_ = text_.find(':', key.end) + 1;
  }

  // ---- block style -------------------------------------------------------------------------------------------------

  /// What stands here or further down, if it is indented by at least `least`.
  void block(Item& item, std::size_t least) {
    next();
    if (done() || column() < least || depth_ >= deepest) return;
    ++depth_;
    if (isDash())
      list(item, column());
    else if (key(false))
      map(item, column());
    else
      inlineValue(item, least);
    --depth_;
  }

  void passOver(std::size_t column, bool dashes) {
    for (next(); !done() && this->column() >= column; next()) {
      if (this->column() == column && (dashes ? isDash() : key(false).has_value() && !isDash())) return;
      if (this->column() == column && dashes && key(false)) return;
      skipLine();
    }
  }

  void map(Item& item, std::size_t column) {
    item.form = Item::Form::blockMap;
    item.value.begin = at_;
    while (!done() && this->column() == column && !isDash()) {
      const auto k = key(false);
      if (!k) break;
      Item& e = item.items.emplace_back();
      takeKey(e, *k);
      afterColon(e, column);
      item.value.end = e.value.end;
      passOver(column, false);
    }
  }

  void list(Item& item, std::size_t column) {
    item.form = Item::Form::blockList;
    item.value.begin = at_;
    while (!done() && this->column() == column && isDash()) {
      Item& e = item.items.emplace_back();
      e.begin = at_;
      e.column = column;
      e.value = {at_ + 1, at_ + 1};
      ++at_;
      skipBlanks();
      if (!lineIsOver() && key(false) && depth_ < deepest) {
        ++depth_;
        map(e, this->column());
        --depth_;
      } else if (!lineIsOver() && isDash() && depth_ < deepest) {
        ++depth_;
        list(e, this->column());
        --depth_;
      } else {
        value(e, column, column + 1);
      }
      item.value.end = e.value.end;
      passOver(column, true);
    }
  }

  void afterColon(Item& item, std::size_t column) {
    item.value = {at_, at_};
    skipBlanks();
    value(item, column, column + 1);
  }

  /// Behind a colon or a dash: on this line, or on the next ones, indented by `least`; lists of a mapping by one less.
  void value(Item& item, std::size_t column, std::size_t least) {
    skipProperties();
    if (!lineIsOver()) return inlineValue(item, least);
    const std::size_t here = at_;
    next();
    if (!done() && (this->column() >= least || (item.key.size() > 0 && this->column() == column && isDash())))
      return block(item, column);
    at_ = here;
  }

  void skipProperties() {
    while (!done() && (peek() == '&' || peek() == '!')) {
      while (!isEnd(at_)) ++at_;
      skipBlanks();
    }
  }

  void inlineValue(Item& item, std::size_t least) {
    item.value = {at_, at_};
    if (peek() == '{' || peek() == '[') return flow(item);
    item.form = Item::Form::scalar;
    if (peek() == '|' || peek() == '>') return blockScalar(item, least);
    if (peek() == '"' || peek() == '\'')
      at_ = quotedEnd(at_);
    else
      plain(least);
    item.value.end = at_;
    item.text = unquoted(item.value);
  }

  /// To the end of the line or to a comment, and on over deeper lines.
  void plain(std::size_t least) {
    while (true) {
      std::size_t i = at_;
      while (i < text_.size() && text_[i] != '\n' && !(text_[i] == '#' && i > at_ && isBlank(text_[i - 1]))) ++i;
      const bool commented = i < text_.size() && text_[i] == '#';
      const std::size_t end = at_ = trimmed(at_, i);
      if (commented) return;
      next();
      if (done() || column() < std::max<std::size_t>(least, 1) || key(false) || isDash() ||
          text_.substr(end, at_ - end).find('#') != std::string_view::npos) {
        at_ = end;
        return;
      }
    }
  }

  void blockScalar(Item& item, std::size_t least) {
    item.value.end = lineEnd(at_);
    skipLine();
    const std::size_t begin = at_;
    while (!done()) {
      const std::size_t end = lineEnd(at_);
      const std::size_t words = std::min(text_.find_first_not_of(" \t\r", at_), end);
      if (words < end && words - at_ < std::max<std::size_t>(least, 1)) break;
      if (words < end) item.value.end = end;
      at_ = std::min(end + 1, text_.size());
    }
    if (item.value.end > begin) item.text = std::string(text_.substr(begin, item.value.end - begin));
  }

  // ---- flow style --------------------------------------------------------------------------------------------------

  void flow(Item& item) {
    const bool map = peek() == '{';
    item.form = map ? Item::Form::flowMap : Item::Form::flowList;
    item.value.begin = at_++;
    item.value.end = at_;
    if (depth_ >= deepest) return;
    ++depth_;
    while (next(), !done()) {
      const char c = peek();
      if (c == ',') {
        ++at_;
      } else if (c == '}' || c == ']') {
        ++at_;
        item.value.end = at_;
        break;
      } else if (column() == 0 && key(false)) {
        break;  // a bracket that is not closed yet must not eat the rest
      } else {
        item.items.push_back(flowItem(map));
        item.value.end = std::max(at_, item.items.back().value.end);
      }
    }
    --depth_;
  }

  Item flowItem(bool map) {
    Item e;
    e.begin = at_;
    e.column = column();
    if (const auto k = key(true)) {
      if (!map) return pair(*k);
      takeKey(e, *k);
    } else if (map) {
      e.key = flowScalar();
      e.name = unquoted(e.key);
      e.value = {at_, at_};
      return e;
    }
    flowValue(e);
    return e;
  }

  /// `[a: b]` is a list of one mapping.
  Item pair(TextSpan key) {
    Item outer;
    outer.form = Item::Form::flowMap;
    outer.begin = outer.value.begin = at_;
    Item e;
    takeKey(e, key);
    flowValue(e);
    outer.value.end = e.value.end;
    outer.items.push_back(std::move(e));
    return outer;
  }

  void flowValue(Item& e) {
    e.value = {at_, at_};
    const std::size_t here = at_;
    next();
    skipProperties();
    const char c = peek();
    if (done() || c == ',' || c == '}' || c == ']') {
      at_ = here;
      return;
    }
    e.value = {at_, at_};
    if (c == '{' || c == '[') return flow(e);
    e.form = Item::Form::scalar;
    e.value = flowScalar();
    e.text = unquoted(e.value);
  }

  TextSpan flowScalar() {
    const std::size_t begin = at_;
    if (peek() == '"' || peek() == '\'') {
      at_ = quotedEnd(at_);
      return {begin, at_};
    }
    std::size_t i = at_;
    int variables = 0;  // `${NAME}` has a bracket of its own
    while (i < text_.size() && text_[i] != '\n') {
      if (text_.compare(i, 2, "${") == 0) {
        ++variables;
        i += 2;
        continue;
      }
      if (text_[i] == '}' && variables > 0) {
        --variables;
      } else if (std::string_view(",[]{}").find(text_[i]) != std::string_view::npos ||
                 (text_[i] == '#' && i > at_ && isBlank(text_[i - 1]))) {
        break;
      }
      ++i;
    }
    at_ = std::max(trimmed(begin, i), std::min(begin + 1, text_.size()));
    return {begin, at_};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

bool findItem(const Item& item, std::size_t begin, bool byKey, std::vector<const Item*>& chain) {
  chain.push_back(&item);
  const TextSpan& s = byKey ? item.key : item.value;
  if (s.begin == begin && (s.size() > 0 || item.form == Item::Form::nothing) && chain.size() > 1) return true;
  for (const Item& e : item.items)
    if (e.begin <= begin && begin <= e.value.end && findItem(e, begin, byKey, chain)) return true;
  chain.pop_back();
  return false;
}

}  // namespace

const Item* Item::find(std::string_view wanted) const {
  const auto it =
      std::find_if(items.begin(), items.end(), [&](const Item& e) { return e.key.size() > 0 && e.name == wanted; });
  return it == items.end() ? nullptr : &*it;
}

Item outlineOf(std::string_view text) { return Reader(text).whole(); }

std::vector<const Item*> chainTo(const Item& whole, std::size_t begin) {
  std::vector<const Item*> chain;
  if (!findItem(whole, begin, false, chain)) findItem(whole, begin, true, chain);
  return chain;
}

std::vector<const Item*> chainAround(const Item& whole, std::size_t at) {
  std::vector<const Item*> chain{&whole};
  while (true) {
    const auto& items = chain.back()->items;
    const auto it =
        std::find_if(items.begin(), items.end(), [&](const Item& e) { return e.begin <= at && at <= e.value.end; });
    if (it == items.end()) return chain;
    chain.push_back(&*it);
  }
}

std::size_t offsetOf(std::string_view text, const Place& place) {
  if (place.line < 1 || place.column < 1) return std::string_view::npos;
  std::size_t at = 0;
  for (int line = 1; line < place.line; ++line) {
    at = text.find('\n', at);
    if (at == std::string_view::npos) return at;
    ++at;
  }
  for (int column = 1; column < place.column; ++column) {
    if (at >= text.size() || text[at] == '\n') return at;
    for (++at; at < text.size() && isTail(text[at]); ++at) {}
  }
  return at;
}

Place placeOf(std::string_view text, std::size_t at) {
  Place p{"", 1, 1};
  for (std::size_t i = 0; i < at && i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++p.line;
      p.column = 1;
    } else if (!isTail(text[i])) {
      ++p.column;
    }
  }
  return p;
}

}  // namespace headroom::gui
