// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/form_tree.h"

#include "scenarios/decode.h"
#include "scenarios/normalise.h"
#include "scenarios/units.h"
#include "scenarios/write_yaml.h"

#include <algorithm>
#include <filesystem>

namespace headroom::gui {
namespace {

using F = Type::Form;

/// As people would write it: shares in per cent, texts without quotes.
std::string shown(const Type& t, const void* p) {
  if (t.form == F::set) return writeScalar(t, p);
  switch (t.quantity) {
    case Quantity::ratio: return writeBound(Quantity::ratio, static_cast<const Ratio*>(p)->value);
    case Quantity::text:
    case Quantity::name:
    case Quantity::timestamp:
    case Quantity::file: return *static_cast<const std::string*>(p);
    case Quantity::when: {
      const When& w = *static_cast<const When*>(p);
      return w.text.empty() ? writeDuration(w.offset) : w.text;
    }
    default: return writeScalar(t, p);
  }
}

class Grower {
 public:
  explicit Grower(const Checked& checked) : checked_(checked), whole_(outlineOf(checked.text)) {}

  void fields(FormField& into, const std::vector<Field>& list, void* owner) {
    for (const Field& f : list) {
      FormField& n = add(into, std::string(f.name), join(into.path, f.name), f);
      if (f.present && !f.present(owner))
        place(n);
      else
        fill(n, f.at(owner));
    }
  }

 private:
  FormField& add(FormField& into, const std::string& label, const std::string& path, const Field& f) {
    FormField& n = into.below.emplace_back();
    n.label = n.key = label;
    n.path = path;
    n.sentence = f.sentence;
    n.field = f;
    n.named = into.named;
    return n;
  }

  void fill(FormField& n, void* p) {
    place(n);
    const Type& t = *n.field.type;
    switch (t.form) {
      case F::scalar:
      case F::set:
        if (!n.written || n.value.empty() || t.form == F::set) n.value = shown(t, p);
        break;
      case F::object: fields(n, t.fields, p); break;
      case F::mapping:
      case F::list: elements(n, t, p); break;
      case F::kinds: kinds(n, t, p); break;
    }
    if (!n.isLeaf() && n.written) findInner(n);
  }

  /// A short form stands where the value stands that it is short for.
  void findInner(FormField& n) const {
    const Place& own = checked_.places.at(n.path);
    for (const FormField& f : n.below) {
      const auto it = checked_.places.find(f.path);
      if (!f.isLeaf() || it == checked_.places.end() || it->second.file != own.file) continue;
      if (it->second.line == own.line && it->second.column == own.column) n.inner = f.path;
    }
  }

  void kinds(FormField& n, const Type& t, void* p) {
    for (const Kind& k : t.kinds) {
      if (!k.chosen(p)) continue;
      n.kind = k.name;
      n.sentence = k.sentence;
      void* own = const_cast<void*>(k.get(p));
      if (t.common.empty()) {
        FormField inner = n;  // its fields stand one level deeper, below the kind's key
        inner.below.clear();
        inner.path = join(n.path, k.name);
        fields(inner, k.type->fields, own);
        n.below = std::move(inner.below);
      } else {
        fields(n, k.type->fields, own);
        fields(n, t.common, p);
      }
      return;
    }
  }

  void elements(FormField& n, const Type& t, void* p) {
    for (std::size_t i = 0; i < t.size(p); ++i) {
      void* e = t.item(p, i);
      const std::string name = t.nameOf ? *t.nameOf(e) : "";
      const std::string label = name.empty() ? std::to_string(i + 1) : name;
      Field f;
      f.name = n.field.name;
      f.sentence = t.element->sentence;
      f.type = t.element;
      f.range = n.field.range;
      FormField& each = add(n, label, join(n.path, label), f);
      if (name.empty()) each.named = false;
      fill(each, e);
    }
  }

  void place(FormField& n) const {
    const auto it = checked_.places.find(n.path);
    n.set = it != checked_.places.end();
    if (!n.set) return;
    n.written = it->second.file == checked_.file;
    if (!n.written) {
      n.origin = it->second.file;
      return;
    }
    const auto chain = headroom::gui::chainTo(whole_, offsetOf(checked_.text, it->second));
    if (!chain.empty() && chain.back()->isScalar() && n.isLeaf()) n.value = chain.back()->text;
  }

  const Checked& checked_;
  const Item whole_;
};

bool findField(const FormField& n, const std::string& path, std::vector<const FormField*>& chain) {
  chain.push_back(&n);
  if (n.path == path && chain.size() > 1) return true;
  for (const FormField& f : n.below)
    if ((path == f.path || path.starts_with(f.path + ".")) && findField(f, path, chain)) return true;
  chain.pop_back();
  return false;
}

/// The keys to write below `from` to come to the last of the chain.
std::vector<std::string> keysBelow(const std::vector<const FormField*>& chain, std::size_t from) {
  std::vector<std::string> keys;
  for (std::size_t i = from + 1; i < chain.size(); ++i) {
    const FormField& parent = *chain[i - 1];
    const bool inList = parent.field.type && parent.field.type->form == F::list;
    if (!parent.kind.empty() && !inList) {
      const bool element = i >= 2 && chain[i - 2]->field.type && chain[i - 2]->field.type->form == F::list;
      const bool alreadyOpen = i - 1 == from;  // the body of the kind is what is being written into
      const bool nameIsKind = element && parent.key == parent.kind;
      if (!alreadyOpen && !nameIsKind) keys.push_back(parent.kind);
    }
    keys.push_back(chain[i]->key);
  }
  return keys;
}

std::vector<std::string> orderIn(const FormField& parent) {
  std::vector<std::string> order;
  for (const FormField& f : parent.below) order.push_back(f.key);
  return order;
}

/// `fleet: 3`, where {min: 3} is meant: braces come around it.
std::optional<Edit> opened(const Checked& checked, const Item& item, const FormField& parent,
                           const std::string& member) {
  const std::string words = checked.text.substr(item.value.begin, item.value.size());
  if (item.text == parent.kind) return Edit{item.value, "{" + parent.kind + ": {" + member + "}}"};
  for (const FormField& f : parent.below) {
    const auto it = checked.places.find(f.path);
    if (!f.isLeaf() || it == checked.places.end() || !f.written) continue;
    if (offsetOf(checked.text, it->second) != item.value.begin) continue;
    const std::string inner = "{" + f.key + ": " + words + ", " + member + "}";
    const bool body = item.name == parent.kind;  // `constant: 3 rps`: the kind's key stands there already
    return Edit{item.value, parent.kind.empty() || body ? inner : "{" + parent.kind + ": " + inner + "}"};
  }
  return {};
}

}  // namespace

std::vector<const Item*> itemsTo(const Checked& checked, const Item& whole, const std::string& path) {
  const auto it = checked.places.find(path);
  if (it == checked.places.end() || it->second.file != checked.file) return {};
  return chainTo(whole, offsetOf(checked.text, it->second));
}

std::optional<Edit> insertion(const Checked& checked, const std::vector<const FormField*>& chain,
                              const std::string& value) {
  const Item whole = outlineOf(checked.text);
  for (std::size_t i = chain.size() - 1; i-- > 0;) {
    const FormField& parent = *chain[i];
    std::vector<const Item*> items;
    const bool kindBelow = !parent.kind.empty() && checked.places.contains(join(parent.path, parent.kind));
    if (i == 0)
      items = {&whole};
    else
      items = itemsTo(checked, whole, kindBelow ? join(parent.path, parent.kind) : parent.path);
    if (items.empty()) continue;
    auto keys = keysBelow(chain, i);
    auto order = orderIn(parent);
    // A mapping that this text and another file share has its place there; its key stands here all the same.
    while (keys.size() > 1 && items.back()->isMap() && items.back()->find(keys[0])) {
      items.push_back(items.back()->find(keys[0]));
      keys.erase(keys.begin());
      order.clear();
    }
    if (items.back()->isScalar()) {
      if (keys.size() != 1) return {};
      return opened(checked, *items.back(), parent, keys[0] + ": " + value);
    }
    if (i == 0 && whole.form == Item::Form::nothing) return {};
    return inserted(checked.text, items, keys, value, order);
  }
  return {};
}

FormField formOf(const Checked& checked) {
  FormField root;
  if (!checked.spec) return root;
  ScenarioSpec spec = *checked.spec;
  Grower(checked).fields(root, typeFor<ScenarioSpec>().fields, &spec);
  return root;
}

std::vector<const FormField*> chainTo(const FormField& root, const std::string& path) {
  std::vector<const FormField*> chain;
  findField(root, path, chain);
  return chain;
}

std::string pathAt(const Checked& checked, const FormField& root, std::size_t byte) {
  const Item whole = outlineOf(checked.text);
  std::string path;
  const auto look = [&](const auto& self, const FormField& f) -> void {
    for (const FormField& b : f.below) self(self, b);
    if (!f.isLeaf() || !f.written) return;
    const auto items = itemsTo(checked, whole, f.path);
    if (!items.empty() && items.back()->value.holds(byte)) path = f.path;
  };
  look(look, root);
  return path;
}

std::string refusalOf(const FormField& f, const std::string& value) {
  if (!f.isLeaf()) return "there is more than one value below it";
  if (f.field.type->form == F::set || value.find("${") != std::string::npos) return {};
  Reading reading;
  reading.sources.push_back({"", ".", ""});
  Node node;
  node.form = Node::Form::scalar;
  node.text = value;
  // The parser writes into a member: one for each sort of scalar.
  ScenarioSpec spec;
  std::string text;
  alignas(16) std::byte room[64] = {};
  const Quantity q = f.field.type->quantity;
  const bool isText = q == Quantity::text || q == Quantity::name || q == Quantity::timestamp || q == Quantity::file;
  if (q == Quantity::choice) {
    const auto& words = f.field.type->words;
    const bool known = std::any_of(words.begin(), words.end(), [&](const Word& w) { return w.name == value; });
    return known ? "" : "`" + value + "` is not known here";
  }
  When when;
  std::optional<Duration> within;
  void* target = isText                ? static_cast<void*>(&text)
                 : q == Quantity::when ? static_cast<void*>(&when)
                 : q == Quantity::good ? static_cast<void*>(&within)
                                       : static_cast<void*>(room);
  if (decodeScalar(node, f.field, target, f.path, reading) || reading.issues.empty()) return {};
  const Issue& i = reading.issues.front();
  return i.what + (i.wanted.empty() ? "" : "; wanted: " + i.wanted);
}

std::string rangeText(const FormField& f) {
  const Range& r = f.field.range;
  const bool least = r.least > -1e300, most = r.most < 1e300;
  if (!f.field.type || f.field.type->form != F::scalar || (!least && !most)) return {};
  const auto bound = [&](double x) { return writeBound(f.field.type->quantity, x); };
  if (least && most)
    return (r.openLeast ? "above " : "from ") + bound(r.least) + (r.openLeast ? ", at most " : " to ") + bound(r.most);
  return least ? (r.openLeast ? "above " : "at least ") + bound(r.least) : "at most " + bound(r.most);
}

std::string quantityText(const FormField& f) {
  if (!f.field.type) return {};
  const Type& t = *f.field.type;
  if (t.form == F::scalar && t.quantity != Quantity::choice) return std::string(describeQuantity(t.quantity));
  std::string words;
  for (const Word& w : t.words) words += (words.empty() ? "" : ", ") + std::string(w.name);
  if (!words.empty()) return (t.form == F::set ? "some of " : "one of ") + words;
  for (const Kind& k : t.kinds) words += (words.empty() ? "" : ", ") + std::string(k.name);
  return words.empty() ? "" : "one of " + words;
}

std::optional<Edit> editTo(const Checked& checked, const FormField& root, const std::string& path,
                           const std::string& value, std::string& trouble) {
  const auto chain = chainTo(root, path);
  if (chain.empty()) return trouble = "there is no such field", std::nullopt;
  const FormField& f = *chain.back();
  if (trouble = refusalOf(f, value); !trouble.empty()) return {};
  const bool set = f.field.type->form == F::set;
  const bool flag = f.field.type->quantity == Quantity::flag;
  const Item whole = outlineOf(checked.text);
  const auto items = itemsTo(checked, whole, path);
  if (!items.empty()) {
    const Item& item = *items.back();
    const bool single = item.isScalar() || (set && item.form == Item::Form::flowList);
    if (!single || checked.text.substr(item.value.begin, 1).find_first_of("|>") != std::string::npos)
      return trouble = "it is written over several lines: change it in the text", std::nullopt;
    if (set || flag) return Edit{item.value, value};
    return replaced(checked.text, item, value);
  }
  if (!f.named) return trouble = "this list is not in the text: write it there", std::nullopt;
  auto edit = insertion(checked, chain, set || flag ? value : scalarText(value));
  if (!edit) trouble = "there is no simple place for it: write it in the text";
  return edit;
}

std::optional<Edit> editToDefault(const Checked& checked, const std::string& path) {
  const Item whole = outlineOf(checked.text);
  const auto items = itemsTo(checked, whole, path);
  const auto dot = path.rfind('.');
  if (items.empty() || items.back()->name != path.substr(dot == std::string::npos ? 0 : dot + 1)) return {};
  return removed(checked.text, items);
}

}  // namespace headroom::gui
