#include "scenarios/tree.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <unordered_map>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace headroom {
namespace {

/// Left by an exception: the text cannot be read further, and the issue is already written.
struct Stop {
  bool mayBeUnclosed = false;  // yaml-cpp takes an unclosed bracket for a key before it finds the end of the text
};
/// Hears nothing; to see whether the parser itself gets through.
struct Deaf final : YAML::EventHandler {
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

struct Builder final : YAML::EventHandler {
  Builder(Reading& r, int s) : reading(r), source(s), text(r.sources[static_cast<std::size_t>(s)].text) {
    lines.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') lines.push_back(i + 1);
  }

  Spot spot(const YAML::Mark& mark) const {
    if (mark.is_null()) return {source, 0, 0};
    const auto line = std::min(static_cast<std::size_t>(mark.line), lines.size() - 1);
    const std::size_t end = std::min(lines[line] + static_cast<std::size_t>(mark.column), text.size());
    if (counted.line != line || counted.end > end) counted = {line, lines[line], 1};
    for (; counted.end < end; ++counted.end)
      if ((static_cast<unsigned char>(text[counted.end]) & 0xC0) != 0x80) ++counted.column;
    return {source, static_cast<int>(line) + 1, counted.column};
  }

  std::size_t offset(const YAML::Mark& mark) const {
    return lines[std::min(static_cast<std::size_t>(mark.line), lines.size() - 1)] +
           static_cast<std::size_t>(mark.column);
  }

  [[noreturn]] void stop(const YAML::Mark& at, std::string what, std::string wanted = {}, std::string hint = {}) {
    reading.error(spot(at), "", std::move(what), std::move(wanted), std::move(hint));
    throw Stop{complexKey};
  }

  // ---- what yaml-cpp tells ----

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents++ > 0 && !several)
      stop(mark, "a second document begins here", "one document", "a scenario is one file; take the `---` away");
  }
  void OnDocumentEnd() override {
    if (several && root && !root->isEmpty()) all.push_back(std::move(*root));
    if (several) root.reset();
  }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto at =
        lines[std::min(static_cast<std::size_t>(mark.line), lines.size() - 1)] + static_cast<std::size_t>(mark.column);
    const bool written = at < text.size() && (text[at] == '~' || text[at] == 'n' || text[at] == 'N');
    Node n;
    n.form = written ? Node::Form::null : Node::Form::nothing;
    n.text = "null";
    leaf(std::move(n), mark, "?", anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node n;
    n.form = Node::Form::scalar;
    n.quoted = tag == "!";
    n.text = value;
    if (n.quoted) checkClosed(mark);
    for (const char c : value)  // as an escape: "\e[2J"
      if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
        stop(mark, "a control character in a text", "a text without control characters");
    if (value.size() > TextLimits::scalar)
      stop(mark, "a text of " + std::to_string(value.size()) + " bytes", "at most 64 KiB");
    leaf(std::move(n), mark, tag, anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto it = anchors.find(anchor);
    if (it == anchors.end()) stop(mark, "this alias stands inside what it refers to", "", "write it out");
    count(mark, it->second.second);
    Node copy = it->second.first;
    copy.key.clear();
    if (expectsKey()) stop(mark, "an alias cannot be a key", "a plain word");
    put(std::move(copy));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin(Node::Form::list, mark, tag, anchor);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin(Node::Form::map, mark, tag, anchor);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapEnd() override { end(); }

  // ---- building ----

  struct Open {
    Node node;
    YAML::anchor_t anchor = 0;
    std::size_t nodesBefore = 0;
    struct Key {
      std::string text;
      Spot spot;
      bool ignored;  // an issue already: a second time, or `<<`
    };
    std::optional<Key> key = {};  // read, its value still to come
    std::map<std::string, Spot, std::less<>> keys = {};
  };

  bool expectsKey() const { return !open.empty() && open.back().node.isMap() && !open.back().key; }

  void checkTag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    stop(mark, "a tag, `" + quoteForMessage(tag) + "`", "plain YAML", "take it away; types follow from the keys");
  }

  /// yaml-cpp accepts a quote that the end of the text leaves open.
  void checkClosed(const YAML::Mark& mark) {
    std::size_t i = offset(mark);
    if (i < text.size() && text[i] == '&') i = text.find_first_not_of(' ', text.find(' ', i));
    if (i >= text.size() || (text[i] != '"' && text[i] != '\'')) return;
    const char quote = text[i++];
    while (i < text.size()) {
      if (quote == '"' && text[i] == '\\')
        ++i;
      else if (text[i] == quote && !(quote == '\'' && i + 1 < text.size() && text[i + 1] == quote))
        return;
      else if (text[i] == quote)
        ++i;
      ++i;
    }
    stop(mark, "a quote is not closed");
  }

  void count(const YAML::Mark& mark, std::size_t more) {
    nodes += more;
    if (nodes > TextLimits::nodes)
      stop(mark, "the scenario is too large: more than 500,000 values once its aliases are written out");
  }

  void leaf(Node n, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    checkTag(mark, tag);
    count(mark, 1);
    n.spot = spot(mark);
    if (expectsKey()) return readKey(std::move(n), mark);
    if (anchor != 0) anchors[anchor] = {n, 1};
    put(std::move(n));
  }

  void readKey(Node n, const YAML::Mark& mark) {
    Open& map = open.back();
    if (n.isEmpty()) stop(mark, "a key is missing before the `:`", "a word");
    if (n.text.size() > TextLimits::key)
      stop(mark, "a key of " + std::to_string(n.text.size()) + " bytes", "at most 256");
    if (n.text == "<<" && !n.quoted)
      reading.error(n.spot, "", "merge keys (`<<`) are not supported", "", "use `extends:` to build on another file");
    const auto [first, isNew] = map.keys.emplace(n.text, n.spot);
    if (!isNew)
      reading.error(n.spot, "", "the key `" + quoteForMessage(n.text) + "` stands twice here", "each key once",
                    "the first one is in line " + std::to_string(first->second.line));
    map.key = {n.text, n.spot, !isNew || n.text == "<<"};
  }

  void begin(Node::Form form, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    checkTag(mark, tag);
    if (expectsKey()) {
      complexKey = true;
      stop(mark, form == Node::Form::list ? "a list cannot be a key" : "a mapping cannot be a key", "a plain word",
           "`{a}` and `[a]` mean something in YAML; put the text in quotes");
    }
    if (static_cast<int>(open.size()) >= TextLimits::depth) stop(mark, "nested too deep", "at most 64 levels");
    Open o;
    o.nodesBefore = nodes;
    count(mark, 1);
    o.node.form = form;
    o.node.spot = spot(mark);
    o.anchor = anchor;
    open.push_back(std::move(o));
  }

  void end() {
    Open o = std::move(open.back());
    open.pop_back();
    if (o.anchor != 0) anchors[o.anchor] = {o.node, nodes - o.nodesBefore};
    put(std::move(o.node));
  }

  void put(Node n) {
    if (open.empty()) {
      root = std::move(n);
      return;
    }
    Open& parent = open.back();
    if (parent.node.isMap()) {
      n.key = std::move(parent.key->text);
      n.keySpot = parent.key->spot;
      const bool ignored = parent.key->ignored;
      parent.key.reset();
      if (ignored) return;
    }
    parent.node.items.push_back(std::move(n));
  }

  Reading& reading;
  int source;
  const std::string text;
  std::vector<std::size_t> lines;
  std::vector<Open> open;
  std::unordered_map<YAML::anchor_t, std::pair<Node, std::size_t>> anchors;
  std::optional<Node> root;
  std::vector<Node> all;  // documents, where there may be several
  bool several = false;
  int documents = 0;
  struct Counted {  // characters of a line so far: JSON may be one long line
    std::size_t line = SIZE_MAX, end = 0;
    int column = 1;
  };
  mutable Counted counted;
  bool complexKey = false;
  std::size_t nodes = 0;
};

/// yaml-cpp's words, made useful where we know what people do.
void sayParserError(Reading& reading, const Builder& builder, const YAML::ParserException& e) {
  struct Better {
    std::string_view theirs, what, hint;
  };
  static constexpr Better better[] = {
      {"illegal map value", "a `:` that cannot stand here",
       "put text that holds `: ` in quotes; check the indentation"},
      {"end of map not found", "the indentation does not fit what stands above",
       "members of a mapping begin in the same column"},
      {"end of sequence not found", "the indentation does not fit what stands above",
       "a list's `-` begin in the same column"},
      {"end of map flow not found", "a `{` is not closed, or a `,` is missing", ""},
      {"end of sequence flow not found", "a `[` is not closed, or a `,` is missing", ""},
      {"illegal EOF in scalar", "a quote is not closed", ""},
      {"illegal block entry", "a `-` that cannot stand here", "check the indentation"},
      {"illegal map key", "a key that cannot stand here", "check the indentation"},
      {"unknown token", "a character that cannot begin a value", "put the text in quotes"},
      {"the referenced anchor is not defined", "an alias that refers to nothing",
       "put text that begins with `*` in quotes"},
      {"illegal flow end", "a closing bracket without its opening one", ""},
  };
  for (const auto& b : better)
    if (std::string_view(e.msg).starts_with(b.theirs))
      return reading.error(builder.spot(e.mark), "", std::string(b.what), "", std::string(b.hint));
  reading.error(builder.spot(e.mark), "", "this is not YAML: " + e.msg);
}

/// Says the parser's error in place of the last issue, if the text does not even parse.
void preferParserError(Reading& reading, const Builder& builder) {
  try {
    std::istringstream in(builder.text);
    YAML::Parser parser(in);
    Deaf deaf;
    while (parser.HandleNextDocument(deaf)) {}
  } catch (const YAML::ParserException& e) {
    reading.issues.pop_back();
    sayParserError(reading, builder, e);
  }
}

/// False: the text cannot be read, and the issue is written.
bool parse(Reading& reading, Builder& builder) {
  try {
    std::istringstream in(builder.text);
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) {}
  } catch (const Stop& stop) {
    if (stop.mayBeUnclosed) preferParserError(reading, builder);
    return false;
  } catch (const YAML::ParserException& e) {
    sayParserError(reading, builder, e);
    return false;
  }
  return true;
}

}  // namespace

std::vector<Node> parseDocuments(Reading& reading, int source) {
  Builder builder(reading, source);
  builder.several = true;
  if (!parse(reading, builder)) return {};
  if (builder.all.empty()) reading.error({source, 1, 1}, "", "there is nothing in it");
  return std::move(builder.all);
}

std::optional<Node> parseTree(Reading& reading, int source) {
  Builder builder(reading, source);
  if (!parse(reading, builder)) return std::nullopt;
  if (!builder.root || builder.root->isEmpty()) {
    reading.error({source, 1, 1}, "", "there is nothing in it", "a scenario",
                  "`headroom scenarios show az-outage` prints one to start from");
    return std::nullopt;
  }
  return std::move(builder.root);
}

}  // namespace headroom
