// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/form_parts.h"

#include "gui/editor/least.h"
#include "scenarios/normalise.h"

#include <algorithm>
#include <set>

namespace headroom::gui {
namespace {

using F = Type::Form;

bool holdsParts(const FormField& f) {
  return f.field.type && (f.field.type->form == F::list || f.field.type->form == F::mapping);
}

const Kind* kindNamed(const Type& t, std::string_view name) {
  for (const Kind& k : t.kinds)
    if (k.name == name) return &k;
  return nullptr;
}

std::vector<PartKind> kindsIn(const Type& t) {
  std::vector<PartKind> all;
  for (const Kind& k : t.kinds) all.push_back({k.name, k.sentence});
  return all;
}

/// "service", "service-2", …: unlike those that are there.
std::string newName(const FormField& parent) {
  std::string stem(parent.field.name);
  if (stem.size() > 1 && stem.ends_with('s')) stem.pop_back();
  std::set<std::string> taken;
  for (const FormField& f : parent.below) taken.insert({f.label, f.value});  // the value is a zone's name
  if (stem == "zone" && !parent.below.empty())                               // a, b, c: and then d
    for (char c = 'a'; c <= 'z'; ++c)
      if (!taken.contains(std::string(1, c))) return {c};
  std::string name = stem;
  for (int n = 2; taken.contains(name); ++n) name = stem + "-" + std::to_string(n);
  return name;
}

bool isNames(const Type& list) { return list.element->form == F::scalar && list.element->quantity == Quantity::name; }

struct NewPart {
  std::string name, body;  // body: what stands behind the name, or is the element of a list
};

NewPart newPart(const FormField& parent, std::string_view kind, const ScenarioSpec& spec) {
  const Type& list = *parent.field.type;
  const Type& element = *list.element;
  const Kind* k = kindNamed(element, kind);
  std::string body =
      k ? "{" + std::string(k->name) + ": " + leastOf(*k, element, spec) + "}" : leastOf(element, &parent.field, spec);
  if (list.form == F::mapping) return {newName(parent), std::move(body)};
  if (isNames(list)) body = newName(parent);
  return {isNames(list) ? body : "", body};
}

/// One more behind the last of a list: a line with a dash of its own, or a member between brackets.
std::optional<Edit> appended(const std::string& text, const Item& list, const std::string& element) {
  switch (list.form) {
    case Item::Form::flowList:
      return list.items.empty() ? Edit{{list.value.begin + 1, list.value.begin + 1}, element}
                                : Edit{{list.items.back().value.end, list.items.back().value.end}, ", " + element};
    case Item::Form::blockList: {
      const Item& last = list.items.back();
      std::size_t at = std::min(text.find('\n', std::max(last.value.end, last.begin)), text.size());
      const bool crlf = at > 0 && at < text.size() && text[at - 1] == '\r';
      if (crlf) --at;
      const bool braces = element.starts_with('{') && element.find(": ") != std::string::npos;
      const std::string own = braces ? element.substr(1, element.size() - 2) : element;
      return Edit{{at, at}, (crlf ? "\r\n" : "\n") + std::string(last.column, ' ') + "- " + own};
    }
    case Item::Form::nothing: return Edit{list.value, " [" + element + "]"};
    case Item::Form::scalar:
    case Item::Form::flowMap:  // one that stands without its list
      return Edit{list.value, "[" + text.substr(list.value.begin, list.value.size()) + ", " + element + "]"};
    default: return {};
  }
}

const FormField* parentOf(const FormField& root, const std::string& path) {
  const auto chain = chainTo(root, path);
  return chain.size() > 1 ? chain[chain.size() - 2] : nullptr;
}

const char* const elsewhere = "it stands in another file: write it there";

/// Members of a body between braces that mean the same to the new kind; what it requires and does not have yet is
/// added.
std::string bodyLike(const std::string& text, const Item& old, const Kind& was, const Kind& kind, const Type& of,
                     const ScenarioSpec& spec) {
  std::string body;
  const auto add = [&](const Field& f, bool keeps) {
    const Item* kept = keeps && old.isMap() ? old.find(f.name) : nullptr;
    if (!kept && !f.required) return;
    const std::string value = kept ? text.substr(kept->value.begin, kept->value.size()) : leastOf(*f.type, &f, spec);
    body += (body.empty() ? "" : ", ") + std::string(f.name) + ": " + value;
  };
  for (const Field& f : kind.type->fields) {
    const Field* before = findField(was.type->fields, f.name);
    add(f, before && before->type == f.type);
  }
  for (const Field& f : of.common) add(f, true);
  return "{" + body + "}";
}

}  // namespace

std::vector<PartKind> partsFor(const FormField& f) {
  if (!holdsParts(f)) return {};
  const auto kinds = kindsIn(*f.field.type->element);
  return kinds.empty() ? std::vector<PartKind>{{"", f.field.type->element->sentence}} : kinds;
}

std::vector<PartKind> kindsFor(const FormField& f) {
  return f.field.type && f.field.type->form == F::kinds ? kindsIn(*f.field.type) : std::vector<PartKind>{};
}

bool isPart(const FormField& root, const std::string& path) {
  const FormField* parent = parentOf(root, path);
  return parent && holdsParts(*parent);
}

std::optional<PartEdit> editToAdd(const Checked& checked, const FormField& root, const std::string& path,
                                  std::string_view kind, std::string& trouble) {
  const auto chain = chainTo(root, path);
  if (chain.empty() || !checked.spec || !holdsParts(*chain.back()))
    return trouble = "nothing can be added there", std::nullopt;
  const FormField& f = *chain.back();
  const bool mapping = f.field.type->form == F::mapping;
  const NewPart part = newPart(f, kind, *checked.spec);
  if (f.set && !f.written) return trouble = elsewhere, std::nullopt;
  std::optional<Edit> edit;
  if (!f.written) {
    const std::string all = mapping ? "{" + part.name + ": " + part.body + "}" : "[" + part.body + "]";
    edit = insertion(checked, chain, all);
  } else {
    const Item whole = outlineOf(checked.text);
    const auto items = itemsTo(checked, whole, path);
    if (!items.empty())
      edit = mapping ? inserted(checked.text, items, {part.name}, part.body)
                     : appended(checked.text, *items.back(), part.body);
  }
  if (!edit) return trouble = "there is no simple place for it: write it in the text", std::nullopt;
  return PartEdit{*edit, part.name};
}

std::optional<Edit> editToRemove(const Checked& checked, const FormField& root, const std::string& path,
                                 std::string& trouble) {
  const FormField* parent = parentOf(root, path);
  if (!parent || !holdsParts(*parent)) return trouble = "it is no part that can be taken away", std::nullopt;
  const Item whole = outlineOf(checked.text);
  const auto items = itemsTo(checked, whole, path);
  if (items.empty()) return trouble = elsewhere, std::nullopt;
  const auto list = itemsTo(checked, whole, parent->path);
  const bool inList = !list.empty() && items.size() > list.size() && (items[list.size() - 1] == list.back());
  if (!inList) return trouble = "it stands without its list: change it in the text", std::nullopt;
  return removed(checked.text, {items.begin(), items.begin() + static_cast<std::ptrdiff_t>(list.size()) + 1});
}

std::optional<Edit> editToKind(const Checked& checked, const FormField& root, const std::string& path,
                               std::string_view kind, std::string& trouble) {
  const auto chain = chainTo(root, path);
  const Kind* k = chain.empty() || !chain.back()->field.type ? nullptr : kindNamed(*chain.back()->field.type, kind);
  if (!k || !checked.spec) return trouble = "there is no such kind", std::nullopt;
  const FormField& f = *chain.back();
  const Type& type = *f.field.type;
  if (f.kind == kind) return trouble = "it is of this kind", std::nullopt;
  if (f.set && !f.written) return trouble = elsewhere, std::nullopt;
  const std::string fresh = std::string(k->name) + ": " + leastOf(*k, type, *checked.spec);
  if (!f.written) {
    auto edit = insertion(checked, chain, "{" + fresh + "}");
    if (!edit) trouble = "there is no simple place for it: write it in the text";
    return edit;
  }
  const Item whole = outlineOf(checked.text);
  const auto items = itemsTo(checked, whole, path);
  if (items.empty()) return trouble = elsewhere, std::nullopt;
  const Item& item = *items.back();
  const Item* own = item.name == f.kind ? &item : item.isMap() ? item.find(f.kind) : nullptr;
  if (!own) {
    const bool oneLine = checked.text.substr(item.value.begin, item.value.size()).find('\n') == std::string::npos;
    if (!oneLine) return trouble = "it is written over several lines: change it in the text", std::nullopt;
    return Edit{item.value, (item.form == Item::Form::nothing ? " {" : "{") + fresh + "}"};
  }
  // What is written over several lines keeps its lines, and the loader says which of them do not fit any more.
  if (own->form == Item::Form::blockMap) return Edit{own->key, std::string(k->name)};
  const std::string body = bodyLike(checked.text, *own, *kindNamed(type, f.kind), *k, type, *checked.spec);
  return Edit{{own->key.begin, own->value.end}, std::string(k->name) + ": " + body};
}

}  // namespace headroom::gui
