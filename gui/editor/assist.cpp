// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/assist.h"

#include "models/scenario_spec.h"
#include "scenarios/describe.h"
#include "scenarios/normalise.h"

#include <algorithm>

namespace headroom::gui {
namespace {

using F = Type::Form;

/// What the tables say of a place: a type, the field that it is the value of, and what else may stand beside a kind's
/// own fields.
struct Known {
  const Type* type = nullptr;
  const Field* field = nullptr;
  const std::vector<Field>* common = nullptr;
  std::string_view name, sentence;
  std::string_view listName;
};

const Field* fieldIn(const Known& k, std::string_view key) {
  const Field* f = k.type->form == F::object ? findField(k.type->fields, key) : nullptr;
  return f || !k.common ? f : findField(*k.common, key);
}

Known ofField(const Field& f) { return {f.type, &f, nullptr, f.name, f.sentence, {}}; }

/// Below a key of what `k` describes.
Known below(const Known& k, std::string_view key) {
  if (!k.type) return {};
  if (const Field* f = fieldIn(k, key)) return ofField(*f);
  const Type* t = k.type;
  if (t->form == F::list && (t->nameOf || t->single)) {
    if (t->element->form == F::kinds && findKind(*t->element, key)) return below({t->element, {}, {}, {}, {}, {}}, key);
    return t->nameOf ? Known{t->element, nullptr, nullptr, key, t->element->sentence, {}} : Known{};
  }
  if (t->form == F::mapping) return {t->element, nullptr, nullptr, key, t->element->sentence, {}};
  if (t->form == F::kinds)
    if (const Kind* kind = findKind(*t, key)) return {kind->type, nullptr, &t->common, kind->name, kind->sentence, {}};
  return {};
}

Known element(const Known& k) {
  if (!k.type || k.type->form != F::list) return {};
  Known e{k.type->element, nullptr, nullptr, k.name, k.type->element->sentence, k.name};
  if (e.type->form == F::scalar) e.field = k.field;
  return e;
}

Known knownOf(const std::vector<const Item*>& chain) {
  const Type& root = typeFor<ScenarioSpec>();
  Known k{&root, nullptr, nullptr, "scenario", root.sentence, {}};
  for (std::size_t i = 1; i < chain.size() && k.type; ++i)
    k = chain[i]->key.size() > 0 ? below(k, chain[i]->name) : element(k);
  return k;
}

const DescribedField* described(const Known& k) {
  for (const Topic& t : topics())
    for (const DescribedField& f : t.fields)
      if (f.name == k.name && f.sentence == k.sentence) return &f;
  return nullptr;
}

bool isWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

TextSpan wordAt(std::string_view text, std::size_t cursor) {
  TextSpan s{cursor, cursor};
  while (s.begin > 0 && isWordChar(text[s.begin - 1])) --s.begin;
  while (s.end < text.size() && isWordChar(text[s.end])) ++s.end;
  return s;
}

/// Behind a colon a value is due, elsewhere a key.
bool valueIsDue(std::string_view text, std::size_t begin) {
  std::size_t i = begin;
  while (i > 0 && text[i - 1] == ' ') --i;
  return i < begin && i > 0 && text[i - 1] == ':';
}

void keysOf(const Known& k, const Item* map, std::vector<Completion>& out) {
  if (!k.type) return;
  const auto add = [&](std::string_view name, std::string_view sentence, std::string_view after) {
    if (!map || !map->find(name)) out.push_back({std::string(name) + std::string(after), std::string(sentence)});
  };
  if (k.type->form == F::object)
    for (const Field& f : k.type->fields) add(f.name, f.sentence, ": ");
  if (k.common)
    for (const Field& f : *k.common) add(f.name, f.sentence, ": ");
  if (k.type->form == F::kinds)
    for (const Kind& kind : k.type->kinds) add(kind.name, kind.sentence, ": ");
  if (k.type->form == F::list && k.type->element->form == F::kinds) keysOf(element(k), map, out);
}

void namesOf(const Known& k, const Item& whole, std::vector<Completion>& out) {
  const auto keys = [&](const char* section, const char* what) {
    if (const Item* s = whole.find(section))
      for (const Item& e : s->items) out.push_back({e.name, what});
  };
  if (k.name == "to" || k.name == "service") keys("services", "A service of this scenario.");
  if (k.name == "zone" || k.name == "zones")
    if (const Item* region = whole.find("region"))
      if (const Item* zones = region->find("zones"))
        for (const Item& z : zones->items) out.push_back({z.text, "A zone of this scenario."});
}

void valuesOf(const Known& k, const Item& whole, std::vector<Completion>& out) {
  if (!k.type) return;
  const Type& t = *k.type;
  for (const Word& w : t.words) out.push_back({std::string(w.name), std::string(w.sentence)});
  if (t.form == F::scalar && t.quantity == Quantity::flag) out = {{"true", "Yes."}, {"false", "No."}};
  if (t.form == F::scalar && t.quantity == Quantity::limit) out.push_back({"unlimited", "No limit."});
  for (const Kind& kind : t.kinds) out.push_back({std::string(kind.name), std::string(kind.sentence)});
  const bool names = t.quantity == Quantity::name || t.quantity == Quantity::text;
  if ((t.form == F::scalar && names) || t.form == F::list) namesOf(k, whole, out);
}

}  // namespace

CompletionsHere completionsAt(std::string_view text, std::size_t cursor) {
  CompletionsHere here{wordAt(text, cursor), {}};
  const bool value = valueIsDue(text, here.word.begin);
  std::size_t end = here.word.end;
  const bool keyed = !value && end < text.size() && text[end] == ':';
  // A key of our own is put there; where it comes to stand in the outline is where the cursor is.
  std::string trial(text);
  const std::string mark = "\x01here";
  trial.replace(here.word.begin, here.word.size(), value || keyed ? mark : mark + ": ");
  const Item whole = outlineOf(trial);
  auto chain = chainAround(whole, here.word.begin + 1);
  if (value) {
    valuesOf(knownOf(chain), whole, here.choices);
  } else if (chain.back()->name == mark) {
    chain.pop_back();
    keysOf(knownOf(chain), chain.back(), here.choices);
    if (keyed)
      for (Completion& c : here.choices) c.text.resize(c.text.size() - 2);
  } else if (chain.back()->isScalar()) {  // an element of a list between brackets
    valuesOf(knownOf(chain), whole, here.choices);
    chain.pop_back();
    if (here.choices.empty()) valuesOf(knownOf(chain), whole, here.choices);
  }
  return here;
}

std::string explanationAt(std::string_view text, std::size_t byte) {
  const Item whole = outlineOf(text);
  const auto chain = chainAround(whole, byte);
  const Item& item = *chain.back();
  if (chain.size() < 2 || item.key.size() == 0 || !item.key.holds(byte)) return {};
  const Known k = knownOf(chain);
  if (!k.type || k.sentence.empty()) return {};
  std::string out = std::string(k.name) + ": " + std::string(k.sentence);
  if (const DescribedField* f = described(k)) {
    out += "\n" + f->value + (f->range.empty() ? "" : "; " + f->range);
    if (f->required) out += "; required";
    if (!f->defaultValue.empty()) out += "\nDefault: " + f->defaultValue;
  }
  return out;
}

}  // namespace headroom::gui
