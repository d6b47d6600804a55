#include "models/scenario_spec.h"
#include "scenarios/describe.h"
#include "scenarios/json_text.h"
#include "scenarios/normalise.h"
#include "scenarios/units.h"

#include <map>

#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* number = "[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?";

Json pattern(const std::string& p) { return {{"type", "string"}, {"pattern", p}}; }

/// Grown from the field tables. A file that extends another may leave out what is required and take away with null:
/// `overlay` makes that variant.
struct SchemaWriter {
  bool overlay;
  Json& definitions;
  std::map<const Type*, std::string> names = {};
  std::string_view hint = "scenario";  // of the field whose type is written

  Json bounded(Json j, const Range& r) const {
    if (r.least > -1e300) j[r.openLeast ? "exclusiveMinimum" : "minimum"] = r.least;
    if (r.most < 1e300) j["maximum"] = r.most;
    return j;
  }

  Json scalar(const Type& t, const Range& r) const {
    switch (t.quantity) {
      case Quantity::flag: return {{"type", "boolean"}};
      case Quantity::integer: return bounded({{"type", "integer"}}, r);
      case Quantity::limit: return {{"anyOf", {bounded({{"type", "integer"}}, r), {{"const", "unlimited"}}}}};
      case Quantity::number: return bounded({{"type", "number"}}, r);
      case Quantity::duration: return pattern("^-?([0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)? *(ns|us|ms|s|min|h|d|w) *)+$");
      case Quantity::rate: return pattern(std::string("^") + number + " *(rps|/s|/min|/h|/d)$");
      case Quantity::ratio:
        return {{"anyOf", {bounded({{"type", "number"}}, r), pattern(std::string("^") + number + " *%$")}}};
      case Quantity::target:
        return {{"anyOf",
                 {bounded({{"type", "number"}}, r), pattern(std::string("^") + number + " *(%|ns|us|ms|s|min|h)$")}}};
      case Quantity::statistic: return pattern("^(average|sum|minimum|maximum|sample_count|p[0-9]+([.][0-9]+)?)$");
      case Quantity::bytes: return pattern(std::string("^") + number + " *([kMGT]?B|[KMGT]iB)$");
      case Quantity::bytesPerSecond: return pattern(std::string("^") + number + " *([kMG]?(B|bit)|[KMG]iB)/s$");
      case Quantity::usdPerHour: return pattern(std::string("^") + number + " *USD/(h|month)$");
      case Quantity::usdPerGb: return pattern(std::string("^") + number + " *USD/GB$");
      case Quantity::text: return {{"type", {"string", "number"}}};
      case Quantity::name: return {{"type", {"string", "integer"}}, {"pattern", "^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$"}};
      case Quantity::choice: {
        Json words = Json::array();
        for (const auto& w : t.words) words.push_back(w.name);
        return {{"enum", std::move(words)}};
      }
      case Quantity::good: return pattern("^served( within .+)?$");
      case Quantity::when:
      case Quantity::timestamp:
      case Quantity::file: return {{"type", "string"}, {"minLength", 1}};
    }
    return Json::object();
  }

  Json body(const std::vector<Field>& fields, const std::vector<Field>& common) {
    Json j{{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
    Json required = Json::array();
    for (const auto* list : {&fields, &common})
      for (const auto& f : *list) {
        j["properties"][std::string(f.name)] = property(f);
        if (f.required) required.push_back(f.name);
      }
    if (!required.empty() && !overlay) j["required"] = std::move(required);
    return j;
  }

  Json property(const Field& f) {
    hint = f.name;
    Json value = type(*f.type, f.range);
    if (f.type->form == Type::Form::scalar) value = {{"anyOf", {std::move(value), {{"$ref", "#/$defs/variable"}}}}};
    if (overlay) value = {{"anyOf", {std::move(value), {{"type", "null"}}}}};
    Json j{{"description", f.sentence}};
    j.update(value);
    return j;
  }

  Json shorthandOf(const Type& t) {
    Json any = Json::array();
    for (const auto name : {t.shorthand, t.shorthandElse})
      if (!name.empty()) {
        const Field* f = findField(t.fields, name);
        any.push_back(type(*f->type, f->range));
      }
    if (!any.empty()) any.push_back({{"$ref", "#/$defs/variable"}});
    return any;
  }

  Json kindBody(const Kind& k, const Type& t) {
    const auto [it, isNew] = names.emplace(k.type, "");
    if (isNew) {
      hint = k.name;
      it->second = nameFor(*k.type);
      const std::string name = it->second;
      definitions[name] = nullptr;  // taken
      Json described{{"description", k.sentence}};
      described.update(writeKindBody(k, t));
      definitions[name] = std::move(described);
    }
    return {{"$ref", "#/$defs/" + names[k.type]}};
  }

  Json writeKindBody(const Kind& k, const Type& t) {
    Json j = body(k.type->fields, t.common);
    Json any = shorthandOf(*k.type);
    const bool bare = j["required"].is_null();
    if (bare) j.erase("required");
    any.insert(any.begin(), std::move(j));
    if (bare || overlay) any.push_back({{"type", "null"}});
    return any.size() == 1 ? any[0] : Json{{"anyOf", std::move(any)}};
  }

  Json kindsOf(const Type& t) {
    Json mapping{{"type", "object"},
                 {"minProperties", 1},
                 {"maxProperties", 1},
                 {"additionalProperties", false},
                 {"properties", Json::object()}};
    Json bare = Json::array(), any = Json::array();
    for (const auto& k : t.kinds) {
      mapping["properties"][std::string(k.name)] = kindBody(k, t);
      bool needs = false;
      for (const auto& f : k.type->fields) needs = needs || f.required;
      if (!needs) bare.push_back(k.name);
      if (k.name == t.shorthandKind) any = shorthandOf(*k.type);
    }
    any.insert(any.begin(), std::move(mapping));
    if (!bare.empty()) any.push_back({{"enum", std::move(bare)}});
    return any.size() == 1 ? any[0] : Json{{"anyOf", std::move(any)}};
  }

  Json listOf(const Type& t, const Range& r) {
    const Json element = t.element->form == Type::Form::scalar ? scalar(*t.element, r) : type(*t.element, r);
    Json any = Json::array({Json{{"type", "array"}, {"items", element}}});
    if (t.nameOf && t.element->form == Type::Form::kinds) {
      Json mapping{
          {"type", "object"}, {"properties", Json::object()}, {"additionalProperties", overlay ? Json(true) : element}};
      for (const auto& k : t.element->kinds) mapping["properties"][std::string(k.name)] = kindBody(k, *t.element);
      any.push_back(std::move(mapping));
    } else if (t.nameOf) {
      any.push_back({{"type", "object"},
                     {"additionalProperties", overlay ? Json{{"anyOf", {element, {{"type", "null"}}}}} : element}});
    }
    if (t.single) any.push_back(element);
    return any.size() == 1 ? any[0] : Json{{"anyOf", std::move(any)}};
  }

  /// Objects and kinds become definitions, each once.
  Json type(const Type& t, const Range& r) {
    if (t.form == Type::Form::scalar) return scalar(t, r);
    if (t.form == Type::Form::list) return listOf(t, r);
    if (t.form == Type::Form::set) {
      Json words = Json::array();
      for (const auto& w : t.words) words.push_back(w.name);
      return {{"type", "array"}, {"items", {{"enum", std::move(words)}}}};
    }
    if (t.form == Type::Form::mapping) {
      Json element = type(*t.element, r);
      if (overlay) element = {{"anyOf", {std::move(element), {{"type", "null"}}}}};
      return {{"type", "object"},
              {"propertyNames", {{"pattern", "^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$"}}},
              {"additionalProperties", std::move(element)}};
    }
    const auto [it, isNew] = names.emplace(&t, "");
    if (isNew) {
      it->second = nameFor(t);
      const std::string name = it->second;
      definitions[name] = nullptr;  // taken
      Json made;
      if (t.form == Type::Form::kinds) {
        made = kindsOf(t);
      } else {
        Json any = shorthandOf(t);
        any.insert(any.begin(), body(t.fields, {}));
        made = any.size() == 1 ? any[0] : Json{{"anyOf", std::move(any)}};
      }
      Json described{{"description", t.sentence}};
      described.update(made);
      definitions[name] = std::move(described);
    }
    return {{"$ref", "#/$defs/" + names[&t]}};
  }

  /// The field's name, in its own set for overlays; numbered where two types share it.
  std::string nameFor(const Type& t) const {
    const std::string base = findKind(t, "lognormal") ? "law" : std::string(hint);
    std::string name = base + (overlay ? "_overlay" : "");
    for (int n = 2; definitions.contains(name); ++n) name = base + (overlay ? "_overlay" : "") + std::to_string(n);
    return name;
  }
};

}  // namespace

std::string jsonSchema() {
  Json definitions = Json::object();
  definitions["variable"] = {{"type", "string"}, {"pattern", "\\$\\{"}};
  definitions["stages"] = {{"description", "Values by path for each stage, chosen with --stage."},
                           {"type", "object"},
                           {"additionalProperties", {{"type", "object"}}}};
  const Json text{{"type", "string"}, {"minLength", 1}};
  definitions["options"] = {
      {"description", "Stages that a report sets beside the scenario as it is."}, {"type", "array"}, {"items", text}};
  definitions["extends"] = {{"description", "Files that this one builds on, relative to it; later ones win."},
                            {"anyOf", {text, {{"type", "array"}, {"items", text}}}}};
  const auto root = [&](bool overlay) {
    SchemaWriter writer{overlay, definitions};
    Json j = writer.body(typeFor<ScenarioSpec>().fields, {});
    j["properties"]["extends"] = {{"$ref", "#/$defs/extends"}};
    j["properties"]["stages"] = {{"$ref", "#/$defs/stages"}};
    j["properties"]["options"] = {{"$ref", "#/$defs/options"}};
    return j;
  };
  Json whole = root(false), over = root(true);
  over["required"] = {"extends"};
  Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
              {"title", "A scenario of Headroom"},
              {"if", {{"type", "object"}, {"required", {"extends"}}}},
              {"then", std::move(over)},
              {"else", std::move(whole)}};
  schema["$defs"] = std::move(definitions);
  return jsonText(schema);
}

}  // namespace headroom
