// SPDX-License-Identifier: GPL-3.0-or-later
/// Where everything stands in a scenario's text: keys, values, elements of lists, by bytes, so that one value can be
/// changed and every other byte stays.
///
/// Unlike the loader it reads any text, also one that is half written: what does not fit is passed over, line by line.
/// It judges nothing. Cost: linear in the text. Left out: anchors are stepped over, aliases are scalars.
#pragma once

#include "sim/issue.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::gui {

/// Bytes [begin, end) of the text.
struct TextSpan {
  std::size_t begin = 0, end = 0;
  std::size_t size() const { return end - begin; }
  bool holds(std::size_t at) const { return begin <= at && at <= end; }
  bool operator==(const TextSpan&) const = default;
};

struct Item {
  enum class Form { nothing, scalar, flowMap, flowList, blockMap, blockList };
  Form form = Form::nothing;
  TextSpan key;            // as written, quotes included; empty: an element of a list, or the whole
  TextSpan value;          // of nothing: the empty place where it would be written
  std::string name, text;  // the key's and the scalar's own words, without quotes
  std::size_t begin = 0;   // of its key, its dash, or its value
  std::size_t column = 0;  // of its key or dash in its line, from 0
  std::vector<Item> items;

  bool isMap() const { return form == Form::flowMap || form == Form::blockMap; }
  bool isList() const { return form == Form::flowList || form == Form::blockList; }
  bool isBlock() const { return form == Form::blockMap || form == Form::blockList; }
  bool isScalar() const { return form == Form::scalar; }
  const Item* find(std::string_view key) const;
};

Item outlineOf(std::string_view text);

/// From the whole to the outermost item whose value, else whose key, begins at that byte; empty: there is none.
std::vector<const Item*> chainTo(const Item& whole, std::size_t begin);
/// From the whole to the innermost item that holds the byte.
std::vector<const Item*> chainAround(const Item& whole, std::size_t at);

/// The byte of a place (its columns count characters); npos: the text has no such place.
std::size_t offsetOf(std::string_view text, const Place&);
Place placeOf(std::string_view text, std::size_t at);

}  // namespace headroom::gui
