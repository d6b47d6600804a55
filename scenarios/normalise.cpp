#include "scenarios/normalise.h"

#include "scenarios/suggest.h"
#include "scenarios/units.h"

#include <algorithm>
#include <map>
#include <set>

namespace headroom {

const Field* findField(const std::vector<Field>& fields, std::string_view name) {
  const auto it = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  return it == fields.end() ? nullptr : &*it;
}

const Kind* findKind(const Type& type, std::string_view name) {
  const auto it = std::find_if(type.kinds.begin(), type.kinds.end(), [&](const Kind& k) { return k.name == name; });
  return it == type.kinds.end() ? nullptr : &*it;
}

std::string join(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : path + "." + std::string(key);
}

namespace {

/// value → {key: value}, at the same place.
void wrap(Node& n, std::string_view key) {
  Node outer;
  outer.form = Node::Form::map;
  outer.spot = n.spot;
  outer.key = std::move(n.key);
  outer.keySpot = n.keySpot;
  outer.name = std::move(n.name);
  n.key = key;
  n.keySpot = n.spot;
  n.name.clear();
  outer.items.push_back(std::move(n));
  n = std::move(outer);
}

/// Of `rated: 70 rps`: the first field, unless only the second can read it.
std::string_view shorthandFor(const Type& type, const Node& n) {
  if (type.shorthandElse.empty()) return type.shorthand;
  const auto reads = [&](std::string_view name) {
    Refusal ignored;
    return readMeasure(findField(type.fields, name)->type->quantity, n.text, ignored).has_value();
  };
  return !reads(type.shorthand) && (reads(type.shorthandElse) || n.text.find("/") != std::string::npos)
             ? type.shorthandElse
             : type.shorthand;
}

void normaliseFields(Node& n, const Type& type, const std::vector<Field>& common, Reading& reading,
                     const std::string& path) {
  if (n.isScalar() && !type.shorthand.empty()) wrap(n, shorthandFor(type, n));
  if (n.isList() && !type.shorthand.empty() && findField(type.fields, type.shorthand)->type->form == Type::Form::list)
    wrap(n, type.shorthand);
  if (!n.isMap()) return;
  for (auto& member : n.items) {
    const Field* f = findField(type.fields, member.key);
    if (!f) f = findField(common, member.key);
    if (f) normalise(member, *f->type, reading, join(path, member.key));
  }
}

void normaliseKinds(Node& n, const Type& type, Reading& reading, const std::string& path) {
  if (n.isScalar()) {
    if (findKind(type, n.text) && !n.quoted) {
      Node body;  // `- fixed` is `- fixed: {}`
      body.form = n.form = Node::Form::map;
      body.spot = body.keySpot = n.spot;
      body.key = std::move(n.text);
      n.text.clear();
      n.items = {std::move(body)};
    } else if (!type.shorthandKind.empty()) {
      wrap(n, type.shorthandKind);
    }
  }
  if (!n.isMap()) return;
  for (auto& body : n.items) {
    const Kind* k = findKind(type, body.key);
    if (!k) continue;
    if (body.form == Node::Form::nothing) body.form = Node::Form::map;
    normaliseFields(body, *k->type, type.common, reading, join(path, body.key));
  }
}

/// The body that holds an element's own `name:`.
Node& bodyOf(Node& element, const Type& type) {
  return type.form == Type::Form::kinds && element.isMap() && element.items.size() == 1 ? element.items[0] : element;
}

std::string givenName(Node& element, const Type& type) {
  Node& body = bodyOf(element, type);
  const Node* n = body.isMap() ? body.find("name") : nullptr;
  return n && n->isScalar() ? n->text : "";
}

std::string defaultName(Node& element, const Type& type, const std::string& listName) {
  if (type.form == Type::Form::kinds) return element.isMap() && element.items.size() == 1 ? element.items[0].key : "";
  const Node* n = type.nameFrom.empty() || !element.isMap() ? nullptr : element.find(type.nameFrom);
  std::string name = n && n->isScalar()        ? n->text
                     : listName.ends_with("s") ? listName.substr(0, listName.size() - 1)
                                               : listName;
  std::replace(name.begin(), name.end(), '.', '-');
  return name;
}

/// `faults: {zone_outage: {…}, night: {slow: {…}}}` → a list; keys are names, and kinds where they are a kind's name.
void listFromMapping(Node& n, const Type& element) {
  n.form = Node::Form::list;
  for (auto& member : n.items) {
    const std::string name = member.key;
    const bool saysKind = member.isMap() && member.items.size() == 1 && findKind(element, member.items[0].key);
    if (element.form == Type::Form::kinds && (findKind(element, name) || !saysKind)) {
      Node outer;
      outer.form = Node::Form::map;
      outer.spot = member.keySpot;
      outer.items.push_back(std::move(member));
      member = std::move(outer);
    }
    member.name = name;
  }
}

void normaliseList(Node& n, const Type& type, Reading& reading, const std::string& path) {
  const bool named = static_cast<bool>(type.nameOf);
  if (n.isScalar() && type.single) {
    Node list;
    list.form = Node::Form::list;
    list.spot = n.spot;
    list.key = n.key;
    list.keySpot = n.keySpot;
    n.key.clear();
    list.items.push_back(std::move(n));
    n = std::move(list);
  }
  if (n.isMap() && named) listFromMapping(n, *type.element);
  if (!n.isList()) return;
  const auto dot = path.rfind('.');
  const std::string listName = dot == std::string::npos ? path : path.substr(dot + 1);
  std::set<std::string, std::less<>> taken;
  for (auto& e : n.items) {
    normalise(e, *type.element, reading, path);
    if (!named) continue;
    if (const std::string name = givenName(e, *type.element); !name.empty()) e.name = name;
    if (e.name.empty()) continue;
    if (!taken.insert(e.name).second)
      reading.error(e.spot, join(path, e.name), "the name `" + quoteForMessage(e.name) + "` is taken",
                    "each name once in a list");
  }
  if (!named) return;
  std::map<std::string, int> next;  // the number to try for each default name
  for (auto& e : n.items) {
    if (!e.name.empty()) continue;
    const std::string base = defaultName(e, *type.element, listName);
    e.name = base;
    for (int& k = next.emplace(base, 2).first->second; !base.empty() && taken.count(e.name); ++k)
      e.name = base + "-" + std::to_string(k);
    taken.insert(e.name);
  }
}

}  // namespace

void normalise(Node& n, const Type& type, Reading& reading, const std::string& path) {
  switch (type.form) {
    case Type::Form::scalar:
    case Type::Form::set: break;
    case Type::Form::object: normaliseFields(n, type, {}, reading, path); break;
    case Type::Form::kinds: normaliseKinds(n, type, reading, path); break;
    case Type::Form::list: normaliseList(n, type, reading, path); break;
    case Type::Form::mapping:
      if (n.isMap())
        for (auto& e : n.items) normalise(e, *type.element, reading, join(path, e.key));
      break;
  }
}

namespace {

void mergeMembers(Node& base, Node&& over, const Type& type, const std::vector<Field>& common, Reading& reading,
                  const std::string& path) {
  for (auto& o : over.items) {
    if (o.form == Node::Form::null) {
      if (!base.erase(o.key))
        reading.error(o.spot, join(path, o.key), "there is no `" + quoteForMessage(o.key) + "` to take away", "",
                      "`null` removes what an earlier file set");
      continue;
    }
    Node* b = base.find(o.key);
    if (!b) {
      base.items.push_back(std::move(o));
      continue;
    }
    const Type* t = nullptr;
    if (type.form == Type::Form::mapping) {
      t = type.element;
    } else {
      const Field* f = findField(type.fields, o.key);
      if (!f) f = findField(common, o.key);
      if (f) t = f->type;
    }
    if (t)
      merge(*b, std::move(o), *t, reading, join(path, b->key));
    else
      *b = std::move(o);
  }
}

void mergeKinds(Node& base, Node&& over, const Type& type, Reading& reading, const std::string& path) {
  if (base.items.size() != 1 || over.items.size() != 1) {
    base = std::move(over);
    return;
  }
  Node& b = base.items[0];
  Node& o = over.items[0];
  if (!findKind(type, o.key) && o.key == over.name) o.key = b.key;  // named, in a mapping: of the kind that is there
  const Kind* k = findKind(type, o.key);
  if (k && o.key == b.key && b.isMap() && o.isMap())
    mergeMembers(b, std::move(o), *k->type, type.common, reading, path);
  else
    base = std::move(over);
}

bool removes(const Node& element, const Type& type) {
  if (element.form == Node::Form::null) return true;
  return type.form == Type::Form::kinds && element.isMap() && element.items.size() == 1 &&
         element.items[0].form == Node::Form::null;
}

void mergeList(Node& base, Node&& over, const Type& type, Reading& reading, const std::string& path) {
  for (auto& o : over.items) {
    const auto it = std::find_if(base.items.begin(), base.items.end(), [&](const Node& b) { return b.name == o.name; });
    if (removes(o, *type.element)) {
      if (it == base.items.end())
        reading.error(o.spot, join(path, o.name), "there is no `" + quoteForMessage(o.name) + "` to take away", "",
                      "`null` removes what an earlier file set");
      else
        base.items.erase(it);
    } else if (it == base.items.end()) {
      base.items.push_back(std::move(o));
    } else {
      merge(*it, std::move(o), *type.element, reading, join(path, it->name));
    }
  }
}

}  // namespace

void merge(Node& base, Node&& over, const Type& type, Reading& reading, const std::string& path) {
  const std::string key = base.key, name = base.name;
  const Spot keySpot = over.keySpot;
  using F = Type::Form;
  if (base.isMap() && over.isMap() && (type.form == F::object || type.form == F::mapping))
    mergeMembers(base, std::move(over), type, {}, reading, path);
  else if (base.isMap() && over.isMap() && type.form == F::kinds)
    mergeKinds(base, std::move(over), type, reading, path);
  else if (base.isList() && over.isList() && type.form == F::list && type.nameOf)
    mergeList(base, std::move(over), type, reading, path);
  else
    base = std::move(over);
  base.key = key;
  base.name = name;
  base.keySpot = keySpot;
}

}  // namespace headroom
