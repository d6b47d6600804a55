#include "scenarios/overlay.h"

#include "scenarios/load.h"
#include "scenarios/normalise.h"
#include "scenarios/suggest.h"

#include <algorithm>

namespace headroom {

std::vector<std::string> splitPath(const std::string& path) {
  std::vector<std::string> segments;
  std::size_t from = 0;
  for (std::size_t dot; (dot = path.find('.', from)) != std::string::npos; from = dot + 1)
    segments.push_back(path.substr(from, dot - from));
  segments.push_back(path.substr(from));
  return segments;
}

namespace {

struct Overlay {
  const std::vector<std::string>& path;
  Node& value;
  Spot at;
  Reading& reading;

  std::string pathTo(std::size_t i) const {
    std::string s;
    for (std::size_t k = 0; k < i && k < path.size(); ++k) s = join(s, path[k]);
    return s;
  }

  void nowhere(std::size_t i, const std::string& what, const std::vector<std::string>& there) {
    reading.error(at, pathTo(path.size()), what + (i == 0 ? " at the top" : " in `" + pathTo(i) + "`"),
                  there.empty() ? "" : "one of " + listed(there, 24), didYouMean(path[i], there));
  }

  /// Goes on below the member `key` of a mapping node, of type t.
  void enter(Node& parent, const std::string& key, const Type& t, std::size_t next) {
    if (next == path.size() && value.form == Node::Form::null) {
      if (!parent.erase(key))
        reading.error(at, pathTo(next), "there is no `" + quoteForMessage(key) + "` to take away");
      return;
    }
    Node& child = parent.member(key, at);
    go(child, t, next);
    if (child.form == Node::Form::nothing && &child == &parent.items.back()) parent.items.pop_back();
  }

  void go(Node& n, const Type& t, std::size_t i) {
    if (i == path.size()) {
      normalise(value, t, reading, pathTo(i));
      if (n.form == Node::Form::nothing) {
        const std::string key = n.key, name = n.name;
        const Spot keySpot = n.keySpot;
        n = std::move(value);
        n.key = key;
        n.name = name;
        n.keySpot = keySpot;
      } else {
        merge(n, std::move(value), t, reading, pathTo(i));
      }
      return;
    }
    switch (t.form) {
      case Type::Form::object: return inFields(n, t.fields, {}, i);
      case Type::Form::mapping: return inMapping(n, t, i);
      case Type::Form::kinds: return inKinds(n, t, i);
      case Type::Form::list: return inList(n, t, i);
      case Type::Form::scalar:
      case Type::Form::set:
        reading.error(at, pathTo(path.size()), "`" + pathTo(i) + "` is one value, there is nothing below it");
    }
  }

  void inFields(Node& n, const std::vector<Field>& fields, const std::vector<Field>& common, std::size_t i) {
    const Field* f = findField(fields, path[i]);
    if (!f) f = findField(common, path[i]);
    if (f) return enter(n, path[i], *f->type, i + 1);
    std::vector<std::string> names;
    for (const auto* list : {&fields, &common})
      for (const auto& each : *list) names.emplace_back(each.name);
    nowhere(i, "there is no `" + quoteForMessage(path[i]) + "`", names);
  }

  void inMapping(Node& n, const Type& t, std::size_t i) {
    if (!n.find(path[i]) && i + 1 < path.size()) {
      std::vector<std::string> names;
      for (const auto& m : n.items) names.push_back(m.key);
      return nowhere(i, "there is no `" + quoteForMessage(path[i]) + "`", names);
    }
    enter(n, path[i], *t.element, i + 1);
  }

  /// A segment may name the kind, or a field of the kind that is there.
  void inKinds(Node& n, const Type& t, std::size_t i) {
    const bool one = n.isMap() && n.items.size() == 1;
    const Kind* now = one ? findKind(t, n.items[0].key) : nullptr;
    if (now && n.items[0].isMap() && path[i] != now->name &&
        (findField(now->type->fields, path[i]) || findField(t.common, path[i])))
      return inFields(n.items[0], now->type->fields, t.common, i);
    const Kind* k = findKind(t, path[i]);
    if (!k) {
      std::vector<std::string> names;
      if (now)
        for (const auto* list : {&now->type->fields, &t.common})
          for (const auto& f : *list) names.emplace_back(f.name);
      else
        for (const auto& each : t.kinds) names.emplace_back(each.name);
      return nowhere(i, "there is no `" + quoteForMessage(path[i]) + "`", names);
    }
    if (k != now) {
      n.form = Node::Form::map;
      n.text.clear();
      n.items.clear();
      n.member(k->name, at).form = Node::Form::map;
    }
    if (i + 1 < path.size()) return inFields(n.items[0], k->type->fields, t.common, i + 1);
    Node whole;
    whole.form = Node::Form::map;
    whole.spot = at;
    value.key = k->name;
    whole.items.push_back(std::move(value));
    normalise(whole, t, reading, pathTo(i));
    merge(n, std::move(whole), t, reading, pathTo(i));
  }

  void inList(Node& n, const Type& t, std::size_t i) {
    if (!t.nameOf)
      return reading.error(at, pathTo(path.size()), "`" + pathTo(i) + "` is a list without names", "",
                           "give the whole list");
    const auto it = std::find_if(n.items.begin(), n.items.end(), [&](const Node& e) { return e.name == path[i]; });
    if (it == n.items.end()) {
      // A new element: its name is its kind, or its value says the kind.
      const bool kinds = t.element->form == Type::Form::kinds;
      const bool wrapped =
          kinds && value.isMap() && value.items.size() == 1 && findKind(*t.element, value.items[0].key);
      if (i + 1 == path.size() && value.form != Node::Form::null &&
          (!kinds || wrapped || findKind(*t.element, path[i])))
        return append(n, t, i, wrapped);
      std::vector<std::string> names;
      for (const auto& e : n.items) names.push_back(e.name);
      return nowhere(i, "there is no `" + quoteForMessage(path[i]) + "`", names);
    }
    if (i + 1 == path.size() && value.form == Node::Form::null) {
      n.items.erase(it);
      return;
    }
    if (i + 1 < path.size()) return go(*it, *t.element, i + 1);
    Node list = listOf(i);  // the element's body, laid upon it by name
    normalise(list, t, reading, pathTo(i));
    merge(n, std::move(list), t, reading, pathTo(i));
  }

  Node listOf(std::size_t i) {
    Node list;
    list.form = Node::Form::map;
    list.spot = at;
    value.key = path[i];
    value.keySpot = at;
    list.items.push_back(std::move(value));
    return list;
  }

  void append(Node& n, const Type& t, std::size_t i, bool wrapped) {
    Node list;
    if (wrapped) {
      list.form = Node::Form::list;
      list.spot = at;
      value.key.clear();
      value.name = path[i];
      list.items.push_back(std::move(value));
    } else {
      list = listOf(i);
    }
    normalise(list, t, reading, pathTo(i));
    if (n.isList()) return merge(n, std::move(list), t, reading, pathTo(i));
    list.key = n.key;
    list.keySpot = at;
    n = std::move(list);
  }
};

}  // namespace

void overlay(Node& root, const Type& type, const std::vector<std::string>& path, Node value, Spot at,
             Reading& reading) {
  Overlay{path, value, at, reading}.go(root, type, 0);
}

void overlayStage(Node& root, const Type& type, const Node& stage, Reading& reading) {
  if (!stage.isMap())
    return reading.error(stage.spot, "stages." + stage.key, "a stage is a mapping from paths to values");
  for (const auto& m : stage.items) overlay(root, type, splitPath(m.key), m, m.keySpot, reading);
}

void overlaySet(Node& root, const Type& type, const std::string& set, const std::string& directory, Reading& reading) {
  const int source = static_cast<int>(reading.sources.size());
  const auto equals = set.find('=');
  const std::string path = set.substr(0, equals);
  const std::string text = equals == std::string::npos ? "" : set.substr(equals + 1);
  reading.sources.push_back({"--set " + quoteForMessage(path), directory, text});
  const Spot at{source, 0, 0};
  if (equals == std::string::npos || path.empty() || text.empty())
    return reading.error({source, 0, 0}, "", "`" + quoteForMessage(set) + "` sets nothing",
                         "path=value, as `services.web.fleet.min=9`");
  Reading own{reading.sources, {}};
  std::optional<Node> value;
  if (checkText(own, source)) value = parseTree(own, source);
  if (text == "null" || text == "~") {
    value.emplace();
    value->form = Node::Form::null;
    value->spot = at;
  } else if (!value) {  // `@daily`, `a: b: c`: not YAML, but a text
    value.emplace();
    value->form = Node::Form::scalar;
    value->text = text;
    value->spot = at;
  }
  overlay(root, type, splitPath(path), std::move(*value), at, reading);
}

void expandVariables(Node& n, Reading& reading,
                     const std::function<std::optional<std::string>(const std::string&)>& variable) {
  for (auto& child : n.items) expandVariables(child, reading, variable);
  if (!n.isScalar() || n.text.find("${") == std::string::npos) return;
  std::string out;
  for (std::size_t i = 0; i < n.text.size();) {
    if (n.text.compare(i, 3, "$${") == 0) {
      out += "${";
      i += 3;
    } else if (n.text.compare(i, 2, "${") == 0) {
      const auto end = n.text.find('}', i);
      const std::string inside = n.text.substr(i + 2, end == std::string::npos ? end : end - i - 2);
      const auto dash = inside.find(":-");
      const std::string name = inside.substr(0, dash);
      const bool valid =
          !name.empty() && name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") ==
                               std::string::npos;
      if (end == std::string::npos || !valid) {
        reading.error(n.spot, "", "`" + quoteForMessage(n.text) + "` is not a variable",
                      "`${NAME}` or `${NAME:-default}`", "a plain `${` is written `$${`");
        return;
      }
      const auto found = variable(name);
      if (found && !found->empty()) {
        out += *found;
      } else if (dash != std::string::npos) {
        out += inside.substr(dash + 2);
      } else {
        reading.error(n.spot, "", "the variable `" + name + "` is not set", "",
                      "set it, or give a default: `${" + name + ":-…}`");
        return;
      }
      i = end + 1;
    } else {
      out += n.text[i++];
    }
  }
  n.text = out;
}

}  // namespace headroom
