#include "models/scenario_spec.h"
#include "scenarios/describe.h"
#include "scenarios/normalise.h"
#include "scenarios/suggest.h"
#include "scenarios/units.h"
#include "scenarios/write_yaml.h"

#include <algorithm>
#include <map>

namespace headroom {
namespace {

std::string wordsOf(const Type& t) {
  std::string s;
  for (const auto& w : t.words) s += (s.empty() ? "" : ", ") + std::string(w.name);
  return s;
}

std::string rangeOf(const Field& f) {
  const Quantity q = f.type->form == Type::Form::list ? f.type->element->quantity : f.type->quantity;
  const bool number = f.type->form == Type::Form::scalar || f.type->form == Type::Form::list;
  const bool least = number && f.range.least > -1e300, most = number && f.range.most < 1e300;
  if (least && most && f.range.least == f.range.most) return "exactly " + writeBound(q, f.range.least);
  std::string s;
  if (least) s = (f.range.openLeast ? "above " : "at least ") + writeBound(q, f.range.least);
  if (most) s += (s.empty() ? "" : ", ") + std::string("at most ") + writeBound(q, f.range.most);
  return s;
}

/// Walks the tables along a default scenario, so that each field's default can be read.
struct Walk {
  std::vector<Topic> all;
  std::map<const Type*, std::size_t> seen;

  std::string nameOf(const Type& t, const std::string& fallback) const {
    const auto it = seen.find(&t);
    return it == seen.end() ? fallback : all[it->second].name;
  }

  static std::string topicName(const Type& t, std::string_view field) {
    if (!t.kinds.empty() && findKind(t, "lognormal")) return "law";
    return std::string(field);
  }

  std::string valueOf(const Field& f) const {
    const Type& t = *f.type;
    switch (t.form) {
      case Type::Form::scalar:
        return t.quantity == Quantity::choice ? "one of " + wordsOf(t) : std::string(describeQuantity(t.quantity));
      case Type::Form::set: return "a list of " + wordsOf(t);
      case Type::Form::object: return "a mapping, see `" + topicName(t, f.name) + "`";
      case Type::Form::kinds: return "a " + topicName(t, f.name) + ", see `" + topicName(t, f.name) + "`";
      case Type::Form::mapping: return "a mapping from names, see `" + std::string(f.name) + "`";
      case Type::Form::list:
        return t.element->form == Type::Form::scalar
                   ? "a list of " + std::string(t.element->quantity == Quantity::name   ? "names"
                                                : t.element->quantity == Quantity::text ? "words"
                                                                                        : "numbers")
                   : "a list, see `" + std::string(f.name) + "`";
    }
    return {};
  }

  static std::string defaultOf(const Field& f, void* owner) {
    if (f.required || (f.present && !f.present(owner))) return {};
    void* p = f.at(owner);
    const Type& t = *f.type;
    const bool leaf = t.form == Type::Form::scalar || t.form == Type::Form::set;
    if (leaf) return writeScalar(t, p);
    if (t.form == Type::Form::list && t.element->form == Type::Form::scalar && t.size(p) > 0) {
      std::string s;
      for (std::size_t i = 0; i < t.size(p); ++i) s += (i ? ", " : "") + writeScalar(*t.element, t.item(p, i));
      return "[" + s + "]";
    }
    if (t.form == Type::Form::kinds && !t.shorthandKind.empty())
      for (const auto& k : t.kinds)
        if (k.chosen(p) && k.name == t.shorthandKind)
          return writeScalar(*findField(k.type->fields, k.type->shorthand)->type,
                             findField(k.type->fields, k.type->shorthand)->at(const_cast<void*>(k.get(p))));
    return {};
  }

  void describeFields(Topic& topic, const std::vector<Field>& fields, void* owner) const {
    for (const auto& f : fields)
      topic.fields.push_back(
          {std::string(f.name), valueOf(f), rangeOf(f), defaultOf(f, owner), f.required, std::string(f.sentence)});
  }

  /// True if the topic is new; otherwise its further place is noted.
  bool open(const Type& t, const std::string& name, const std::string& path) {
    const auto [it, isNew] = seen.emplace(&t, all.size());
    if (!isNew) {
      all[it->second].paths.push_back(path);
      return false;
    }
    all.push_back({name, std::string(t.sentence), {path}, std::string(t.shorthand), {}, {}});
    return true;
  }

  void below(const std::vector<Field>& fields, void* owner, const std::string& path) {
    for (const auto& f : fields) {
      if (f.type->form == Type::Form::scalar || f.type->form == Type::Form::set) continue;
      void* p = f.make ? f.make(owner) : f.at(owner);
      type(*f.type, p, std::string(f.name), join(path, f.name));
    }
  }

  void type(const Type& t, void* p, const std::string& name, const std::string& path) {
    switch (t.form) {
      case Type::Form::scalar:
      case Type::Form::set: return;
      case Type::Form::object:
        if (!open(t, topicName(t, name), path)) return;
        describeFields(all[seen[&t]], t.fields, p);
        return below(t.fields, p, path);
      case Type::Form::mapping: return type(*t.element, t.append(p), name, join(path, "NAME"));
      case Type::Form::list:
        if (t.element->form == Type::Form::scalar) return;
        return type(*t.element, t.append(p), name, t.nameOf ? join(path, "NAME") : path);
      case Type::Form::kinds: {
        if (!open(t, topicName(t, name), path)) return;
        for (const auto& k : t.kinds) all[seen[&t]].kinds.push_back({std::string(k.name), std::string(k.sentence)});
        const std::size_t number = seen[&t];
        all[number].shorthand = t.shorthandKind;
        for (const auto& k : t.kinds) {
          void* own = k.choose(p);
          if (!open(*k.type, std::string(k.name), t.common.empty() ? join(path, k.name) : path)) continue;
          describeFields(all[seen[k.type]], k.type->fields, own);
          describeFields(all[seen[k.type]], t.common, p);
          below(k.type->fields, own, join(path, k.name));
        }
        return below(t.common, p, path);
      }
    }
  }
};

std::vector<Topic> allTopics() {
  ScenarioSpec spec;
  Walk walk;
  walk.type(typeFor<ScenarioSpec>(), &spec, "scenario", "");
  return std::move(walk.all);
}

}  // namespace

const std::vector<Topic>& topics() {
  static const std::vector<Topic> all = allTopics();
  return all;
}

}  // namespace headroom
