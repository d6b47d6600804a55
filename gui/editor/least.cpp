// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/least.h"

#include "scenarios/units.h"

#include <algorithm>
#include <string_view>

namespace headroom::gui {
namespace {

using F = Type::Form;

/// A value that nobody would be surprised by, in the unit the quantity has inside.
double usual(Quantity q) {
  switch (q) {
    case Quantity::duration: return 60;
    case Quantity::rate: return 10;
    case Quantity::ratio: return 0.5;
    case Quantity::bytes: return 1e6;
    case Quantity::bytesPerSecond: return 1e8;
    case Quantity::usdPerHour: return 0.1;
    case Quantity::usdPerGb: return 0.01;
    default: return 1;
  }
}

double within(double x, const Range& r) {
  if (x > r.most) x = r.most;
  if (x < r.least) x = r.least;
  return x <= r.least && r.openLeast ? r.least + usual(Quantity::number) : x;
}

std::string nameFor(const Field* f, const ScenarioSpec& spec) {
  const std::string_view of = f ? f->name : std::string_view();
  if ((of == "to" || of == "service") && !spec.services.empty()) return spec.services[0].name;
  if (of == "zone" && !spec.region.zones.empty()) return spec.region.zones[0];
  return "name";
}

std::string scalar(const Type& t, const Field* f, const ScenarioSpec& spec) {
  switch (t.quantity) {
    case Quantity::flag: return "true";
    case Quantity::choice: return t.words.empty() ? "" : std::string(t.words.front().name);
    case Quantity::name: return nameFor(f, spec);
    case Quantity::text: return f && f->name == "metric" ? "availability" : nameFor(f, spec);
    case Quantity::file: return "file.csv";
    case Quantity::when: return "1min";
    case Quantity::timestamp: return spec.start;
    case Quantity::target: return "50 %";
    case Quantity::statistic: return "average";
    case Quantity::good: return "served";
    default: return writeBound(t.quantity, within(usual(t.quantity), f ? f->range : Range()));
  }
}

std::string object(const std::vector<Field>& fields, const std::vector<Field>& common, const ScenarioSpec& spec) {
  std::string text;
  for (const auto* list : {&fields, &common})
    for (const Field& f : *list)
      if (f.required) text += (text.empty() ? "" : ", ") + std::string(f.name) + ": " + leastOf(*f.type, &f, spec);
  return "{" + text + "}";
}

}  // namespace

std::string leastOf(const Type& t, const Field* f, const ScenarioSpec& spec) {
  switch (t.form) {
    case F::scalar: return scalar(t, f, spec);
    case F::set: return "[]";
    case F::object: return object(t.fields, {}, spec);
    case F::list: return "[" + leastOf(*t.element, f, spec) + "]";
    case F::mapping: return "{name: " + leastOf(*t.element, f, spec) + "}";
    case F::kinds: break;
  }
  const Kind* kind = t.kinds.empty() ? nullptr : &t.kinds.front();
  for (const Kind& k : t.kinds)
    if (k.name == t.shorthandKind) kind = &k;
  return kind ? "{" + std::string(kind->name) + ": " + leastOf(*kind, t, spec) + "}" : "{}";
}

std::string leastOf(const Kind& kind, const Type& of, const ScenarioSpec& spec) {
  return object(kind.type->fields, of.common, spec);
}

}  // namespace headroom::gui
