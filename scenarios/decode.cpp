#include "scenarios/decode.h"

#include "scenarios/normalise.h"
#include "scenarios/suggest.h"
#include "scenarios/units.h"

#include <algorithm>
#include <set>

namespace headroom {
namespace {

std::string formOf(const Node& n) {
  switch (n.form) {
    case Node::Form::nothing:
    case Node::Form::null: return "nothing";
    case Node::Form::scalar: return "`" + quoteForMessage(n.text) + "`";
    case Node::Form::list: return "a list";
    case Node::Form::map: return "a mapping";
  }
  return "";
}

/// Where else a key may stand: "`warm_up` stands under services.NAME.fleet".
void placesOf(std::string_view key, const Type& type, const std::string& path, std::set<std::string>& found,
              int depth) {
  if (depth > 8 || found.size() > 3) return;
  const auto inFields = [&](const std::vector<Field>& fields, const std::string& at) {
    for (const auto& f : fields) {
      if (f.name == key) found.insert(at.empty() ? "the top" : at);
      placesOf(key, *f.type, join(at, f.name), found, depth + 1);
    }
  };
  if (type.form == Type::Form::object) inFields(type.fields, path);
  if (type.form == Type::Form::mapping) placesOf(key, *type.element, join(path, "NAME"), found, depth + 1);
  if (type.form == Type::Form::list) placesOf(key, *type.element, path, found, depth + 1);
  if (type.form == Type::Form::kinds && path.find("client") == std::string::npos)
    for (const auto& k : type.kinds) inFields(k.type->fields, join(path, k.name));
}

struct Decoder {
  const Type& root;
  Reading& reading;
  WrittenAt& written;

  void unknownKey(const Node& member, const std::vector<std::string>& allowed, const std::string& path) {
    Hint hint = didYouMean(member.key, allowed);
    if (hint.empty()) {
      std::set<std::string> found;
      placesOf(member.key, root, "", found, 0);
      if (!found.empty()) {
        hint.words = "`" + member.key + "` stands under ";
        for (const auto& f : found) hint.words += (f == *found.begin() ? "" : ", ") + f;
      }
    }
    const auto dot = path.rfind('.');
    const std::string where =
        path.empty() ? "at the top" : "in `" + path.substr(dot == std::string::npos ? 0 : dot + 1) + "`";
    reading.error(member.keySpot, join(path, member.key), "unknown key `" + quoteForMessage(member.key) + "` " + where,
                  "one of " + listed(allowed, 24), hint);
  }

  /// Members of an object or of a kind's body; `own` for the fields of its own struct, `outer` for the common ones.
  void members(const Node& n, const std::vector<Field>& fields, void* own, const std::vector<Field>& common,
               void* outer, const std::string& path, std::string_view shownAs = {}) {
    std::vector<std::string> allowed;
    for (const auto& f : fields) allowed.emplace_back(f.name);
    for (const auto& f : common) allowed.emplace_back(f.name);
    for (const auto& m : n.items) {
      const Field* f = findField(fields, m.key);
      void* target = own;
      if (!f) f = findField(common, m.key), target = outer;
      if (!f) {
        unknownKey(m, allowed, path);
      } else if (!shownAs.empty() && m.keySpot.line == m.spot.line && m.keySpot.column == m.spot.column) {
        Field shown = *f;  // a short form: messages say the key that was written
        shown.name = shownAs;
        member(m, shown, target, join(path, m.key));
      } else {
        member(m, *f, target, join(path, m.key));
      }
    }
    for (const auto* list : {&fields, &common})
      for (const auto& f : *list)
        if (f.required && !n.find(f.name))
          reading.error(n.keySpot.line ? n.keySpot : n.spot, join(path, f.name),
                        "`" + std::string(f.name) + "` is missing" + (path.empty() ? "" : " in `" + path + "`"),
                        wantedFor(*f.type), std::string(f.sentence));
  }

  static std::string wantedFor(const Type& t) {
    return t.form == Type::Form::scalar ? std::string(describeQuantity(t.quantity)) : "";
  }

  void member(const Node& n, const Field& f, void* owner, const std::string& path) {
    if (n.isEmpty()) {
      const bool may = n.form == Node::Form::nothing && f.type->form != Type::Form::scalar;
      reading.error(n.form == Node::Form::null ? n.spot : n.keySpot, path, "`" + std::string(f.name) + "` has no value",
                    wantedFor(*f.type),
                    may                          ? "leave the key away for its default"
                    : n.form == Node::Form::null ? "`null` takes away what an earlier file set"
                                                 : "");
      return;
    }
    void* target = f.make ? f.make(owner) : f.at(owner);
    written[path] = {n.keySpot, n.spot, n.text};
    value(n, f, target, path);
  }

  void value(const Node& n, const Field& f, void* target, const std::string& path) {
    const Type& t = *f.type;
    switch (t.form) {
      case Type::Form::scalar:
        if (!n.isScalar())
          reading.error(n.spot, path, "`" + std::string(f.name) + "`: " + formOf(n) + " cannot stand here",
                        wantedFor(t));
        else
          decodeScalar(n, f, target, path, reading);
        break;
      case Type::Form::object:
        if (!n.isMap()) return wrongForm(n, f, "a mapping", path);
        members(n, t.fields, target, {}, nullptr, path, f.name);
        break;
      case Type::Form::set: set(n, f, target, path); break;
      case Type::Form::kinds: kinds(n, f, target, path); break;
      case Type::Form::mapping: mapping(n, f, target, path); break;
      case Type::Form::list: list(n, f, target, path); break;
    }
  }

  void wrongForm(const Node& n, const Field& f, const std::string& wanted, const std::string& path) {
    reading.error(n.spot, path, "`" + std::string(f.name) + "`: " + formOf(n) + " cannot stand here", wanted);
  }

  void set(const Node& n, const Field& f, void* target, const std::string& path) {
    std::vector<std::string> words;
    for (const auto& w : f.type->words) words.emplace_back(w.name);
    if (!n.isList()) return wrongForm(n, f, "a list of " + listed(words), path);
    std::int64_t bits = 0;
    for (const auto& e : n.items) {
      const auto it =
          std::find_if(f.type->words.begin(), f.type->words.end(), [&](const Word& w) { return w.name == e.text; });
      if (it == f.type->words.end() || !e.isScalar())
        reading.error(e.spot, path, "`" + std::string(f.name) + "`: " + formOf(e) + " is not known here",
                      "one of " + listed(words), didYouMean(e.text, words));
      else
        bits |= it->value;
    }
    f.type->setCode(target, bits);
  }

  void kinds(const Node& n, const Field& f, void* target, const std::string& path) {
    const Type& t = *f.type;
    std::vector<std::string> names;
    for (const auto& k : t.kinds) names.emplace_back(k.name);
    if (!n.isMap()) return wrongForm(n, f, "one of " + listed(names), path);
    const std::string what = "`" + std::string(f.name) + "`: ";
    if (n.items.size() != 1) {
      const Node& second = n.items.size() > 1 ? n.items[1] : n;
      reading.error(n.items.size() > 1 ? second.keySpot : n.spot, path,
                    what + (n.items.empty() ? "it is empty" : "only one kind can stand here"),
                    "one of " + listed(names),
                    n.items.size() > 1 ? "their own fields are indented deeper, below the kind" : "");
      return;
    }
    const Node& body = n.items[0];
    const Kind* k = findKind(t, body.key);
    if (!k) {
      reading.error(body.keySpot, path, what + "there is no `" + quoteForMessage(body.key) + "`",
                    "one of " + listed(names), didYouMean(body.key, names));
      return;
    }
    void* chosen = k->choose(target);
    const std::string below = t.common.empty() ? join(path, k->name) : path;
    written[below] = {body.keySpot, body.spot, body.text};
    if (body.isEmpty())
      reading.error(body.keySpot, below, "`" + body.key + "` has no value");
    else if (!body.isMap())
      reading.error(body.spot, below, "`" + body.key + "`: " + formOf(body) + " cannot stand here", "a mapping");
    else
      members(body, k->type->fields, chosen, t.common, target, below,
              body.keySpot.column == body.spot.column ? f.name : k->name);
  }

  bool validName(const std::string& name, Spot spot, const std::string& path) {
    Node n;
    n.form = Node::Form::scalar;
    n.text = name;
    n.spot = spot;
    Field f;
    f.name = "name";
    f.type = &nameType();
    std::string ignored;
    return decodeScalar(n, f, &ignored, path, reading);
  }

  void mapping(const Node& n, const Field& f, void* target, const std::string& path) {
    if (!n.isMap()) return wrongForm(n, f, "a mapping from names", path);
    f.type->clear(target);
    for (const auto& e : n.items) {
      validName(e.key, e.keySpot, join(path, e.key));
      void* element = f.type->append(target);
      *f.type->nameOf(element) = e.key;
      this->element(e, f, element, join(path, e.key), e.key);
    }
  }

  void list(const Node& n, const Field& f, void* target, const std::string& path) {
    if (!n.isList()) return wrongForm(n, f, "a list", path);
    f.type->clear(target);
    for (std::size_t i = 0; i < n.items.size(); ++i) {
      const Node& e = n.items[i];
      void* element = f.type->append(target);
      const bool named = f.type->nameOf && !e.name.empty();
      if (named) *f.type->nameOf(element) = e.name;
      this->element(e, f, element, join(path, named ? e.name : std::to_string(i + 1)), f.name);
    }
  }

  void element(const Node& e, const Field& list, void* target, const std::string& path, std::string_view name) {
    Field f;
    f.name = name;
    f.type = list.type->element;
    f.range = list.range;
    written[path] = {e.keySpot.line ? e.keySpot : e.spot, e.spot, e.text};
    if (e.isEmpty())
      reading.error(e.keySpot.line ? e.keySpot : e.spot, path, "`" + std::string(name) + "` has no value");
    else
      value(e, f, target, path);
  }
};

}  // namespace

void decode(const Node& n, const Type& root, void* target, Reading& reading, WrittenAt& written) {
  if (!n.isMap()) {
    reading.error(n.spot, "", "a scenario is a mapping, this is " + formOf(n), "keys and values, as `version: 1`");
    return;
  }
  Decoder{root, reading, written}.members(n, root.fields, target, {}, nullptr, "");
}

}  // namespace headroom
