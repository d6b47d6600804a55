/// What a scenario's text says, before anyone knows what it means: scalars, lists and mappings, each with its place.
///
/// Strict YAML: what other readers settle silently (duplicate keys, `<<`, tags, a second document, tabs) is an issue
/// with a place and a way out. Cost: linear in the text; limits below hold before memory is spent.
#pragma once

#include "scenarios/quote.h"
#include "scenarios/suggest.h"
#include "sim/issue.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// One text that took part: the file, what it extends, a `--set`.
struct TreeSource {
  std::string file;       // as the user would recognise it
  std::string directory;  // what relative paths in it start from
  std::string text;       // without a byte order mark
};
using Sources = std::vector<TreeSource>;

/// Where in which source; line and column from 1, columns in characters.
struct Spot {
  int source = 0;
  int line = 0;
  int column = 0;
};

struct Node {
  enum class Form : std::uint8_t { nothing, null, scalar, list, map };  // nothing: `key:` with no value at all
  Form form = Form::nothing;
  bool quoted = false;
  Spot spot;
  std::string text;  // of a scalar
  std::string key;   // of a member of a mapping
  Spot keySpot;
  std::string name;         // of an element of a list whose elements have names: given, or made from its kind
  std::vector<Node> items;  // list: elements; map: members, in the order of the text

  bool isMap() const { return form == Form::map; }
  bool isList() const { return form == Form::list; }
  bool isScalar() const { return form == Form::scalar; }
  bool isEmpty() const { return form == Form::nothing || form == Form::null; }
  Node* find(std::string_view wanted);
  const Node* find(std::string_view wanted) const { return const_cast<Node*>(this)->find(wanted); }
  /// The member of that key; appended, without a value, if there is none.
  Node& member(std::string_view wanted, Spot at);
  bool erase(std::string_view wanted);
};

/// What is being read: the texts, and what is wrong with them so far.
struct Reading {
  Sources sources;
  Issues issues;

  Place place(Spot) const;
  void error(Spot, std::string path, std::string what, std::string wanted = {}, Hint hint = {});
  void warning(Spot, std::string path, std::string what, std::string wanted = {}, Hint hint = {});
};

struct TextLimits {
  static constexpr std::size_t file = 8u << 20;
  static constexpr std::size_t scalar = 64u << 10;
  static constexpr std::size_t key = 256;
  static constexpr int depth = 64;
  static constexpr std::size_t nodes = 500'000;
};

/// Problems of the text as such: not UTF-8, control characters, tabs in the indentation, not a text at all.
/// Returns false when it is no use to go on.
bool checkText(Reading&, int source);

/// The tree of a source; nothing if it has none (then there are issues).
std::optional<Node> parseTree(Reading&, int source);
/// The trees of a source that may hold several documents; none if something is wrong (then there are issues).
std::vector<Node> parseDocuments(Reading&, int source);

}  // namespace headroom
