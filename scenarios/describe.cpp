#include "scenarios/describe.h"

#include "scenarios/json_text.h"
#include "scenarios/load.h"
#include "scenarios/suggest.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

/// "services.web.fleet" and "services.NAME.fleet" are the same place.
bool samePath(const std::string& written, const std::string& pattern) {
  const auto a = splitPath(written), b = splitPath(pattern);
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i] && b[i] != "NAME") return false;
  return true;
}

std::vector<const Topic*> find(const std::string& name) {
  std::vector<const Topic*> found;
  for (const auto& t : topics()) {
    const bool path = std::any_of(t.paths.begin(), t.paths.end(), [&](const std::string& p) {
      return samePath(name, p) || (p.ends_with(".NAME") && samePath(name, p.substr(0, p.size() - 5)));
    });
    if (t.name == name || path) found.push_back(&t);
  }
  return found;
}

/// The one field that "fleet.min" or "min" means.
std::vector<std::pair<const Topic*, const DescribedField*>> findFields(const std::string& name) {
  const auto dot = name.rfind('.');
  const std::string last = dot == std::string::npos ? name : name.substr(dot + 1);
  std::vector<std::pair<const Topic*, const DescribedField*>> found;
  const auto look = [&](const Topic& t) {
    for (const auto& f : t.fields)
      if (f.name == last) found.emplace_back(&t, &f);
  };
  if (dot == std::string::npos) {
    for (const auto& t : topics()) look(t);
  } else {
    for (const auto* t : find(name.substr(0, dot))) look(*t);
  }
  return found;
}

std::string wherever(const Topic& t) {
  std::string s;
  for (std::size_t i = 0; i < t.paths.size() && i < 4; ++i) s += (i ? ", " : "") + t.paths[i];
  return t.paths.size() > 4 ? s + ", …" : s;
}

std::string facts(const DescribedField& f) {
  std::string s = f.value;
  if (!f.range.empty()) s += "; " + f.range;
  if (f.required) s += "; required";
  if (!f.defaultValue.empty()) s += "; default " + f.defaultValue;
  return s;
}

std::string pad(const std::string& s, std::size_t width) {
  return s + std::string(s.size() < width ? width - s.size() : 0, ' ');
}

std::string text(const Topic& t) {
  std::string out = t.name + ": " + t.sentence + "\n";
  if (const auto where = wherever(t); !where.empty()) out += "  stands at " + where + "\n";
  if (!t.shorthand.empty()) out += "  a bare value means `" + t.shorthand + "`\n";
  std::size_t width = 0;
  for (const auto& f : t.fields) width = std::max(width, f.name.size());
  for (const auto& k : t.kinds) width = std::max(width, k.name.size());
  for (const auto& k : t.kinds) out += "  " + pad(k.name, width) + "  " + k.sentence + "\n";
  for (const auto& f : t.fields)
    out += "  " + pad(f.name, width) + "  " + f.sentence + "\n" + std::string(width + 6, ' ') + facts(f) + "\n";
  return out;
}

std::string cell(std::string s) {
  for (std::size_t i = 0; (i = s.find('|', i)) != std::string::npos; i += 2) s.insert(i, "\\");
  return s;
}

std::string markdown(const Topic& t) {
  std::string out = "### `" + t.name + "`\n\n" + t.sentence + "\n\n";
  const auto where = wherever(t);
  if (!where.empty()) out += "Stands at `" + where + "`.";
  if (!t.shorthand.empty()) out += std::string(where.empty() ? "" : " ") + "A bare value means `" + t.shorthand + "`.";
  if (!where.empty() || !t.shorthand.empty()) out += "\n\n";
  if (!t.kinds.empty()) {
    out += "| kind | |\n|---|---|\n";
    for (const auto& k : t.kinds) out += "| `" + k.name + "` | " + cell(k.sentence) + " |\n";
    out += "\n";
  }
  if (!t.fields.empty()) {
    out += "| key | value | default | |\n|---|---|---|---|\n";
    for (const auto& f : t.fields)
      out += "| `" + f.name + "` | " + cell(f.value + (f.range.empty() ? "" : "; " + f.range)) + " | " +
             (f.required               ? "required"
              : f.defaultValue.empty() ? ""
                                       : "`" + cell(f.defaultValue) + "`") +
             " | " + cell(f.sentence) + " |\n";
    out += "\n";
  }
  return out;
}

Json json(const Topic& t) {
  Json j{{"name", t.name}, {"sentence", t.sentence}, {"paths", t.paths}};
  if (!t.shorthand.empty()) j["shorthand"] = t.shorthand;
  j["fields"] = Json::array();
  for (const auto& f : t.fields) {
    Json field{{"name", f.name}, {"value", f.value}, {"required", f.required}, {"sentence", f.sentence}};
    if (!f.range.empty()) field["range"] = f.range;
    field["default"] = f.defaultValue.empty() ? Json(nullptr) : Json(f.defaultValue);
    j["fields"].push_back(std::move(field));
  }
  j["kinds"] = Json::array();
  for (const auto& k : t.kinds) j["kinds"].push_back({{"name", k.name}, {"sentence", k.sentence}});
  return j;
}

std::string joined(const std::vector<const Topic*>& list, DescribeAs form) {
  if (form == DescribeAs::json) {
    Json all{{"schema", 1}, {"topics", Json::array()}};
    for (const auto* t : list) all["topics"].push_back(json(*t));
    return jsonText(all);
  }
  std::string out;
  for (const auto* t : list) out += form == DescribeAs::markdown ? markdown(*t) : (out.empty() ? "" : "\n") + text(*t);
  return out;
}

/// Head of the manual page of everything: docs/reference.md.
std::string contents() {
  std::string out =
      "# What a scenario may say\n\nGrown from the tables that the parser reads, by `headroom describe --markdown`; "
      "`headroom describe NAME` says the same in a terminal.\n\n";
  std::set<std::string> named;  // curves are topics twice: as rates and as factors
  for (const auto& t : topics())
    if (named.insert(t.name).second) out += (named.size() == 1 ? "" : " · ") + ("[" + t.name + "](#" + t.name + ")");
  return out + "\n\n";
}

std::string overview() {
  std::string out = text(topics().front()) + "\n";
  for (const auto& t : topics())
    if (!t.kinds.empty()) {
      out += t.name + ": ";
      for (const auto& k : t.kinds) out += (&k == &t.kinds.front() ? "" : ", ") + k.name;
      out += "\n";
    }
  return out + "\nMore: headroom describe NAME, as `fleet`, `zone_outage`, `law`, `services.web.fleet.min`\n";
}

}  // namespace

std::optional<std::string> describe(const std::string& name, DescribeAs form) {
  if (name.empty()) {
    if (form == DescribeAs::text) return overview();
    std::vector<const Topic*> all;
    for (const auto& t : topics()) all.push_back(&t);
    return (form == DescribeAs::markdown ? contents() : "") + joined(all, form);
  }
  if (const auto found = find(name); !found.empty()) return joined(found, form);
  const auto fields = findFields(name);
  if (fields.empty()) return std::nullopt;
  std::vector<Topic> single;
  for (const auto& [topic, field] : fields) {
    Topic t = *topic;
    t.fields = {*field};
    t.kinds.clear();
    single.push_back(std::move(t));
  }
  std::vector<const Topic*> list;
  for (const auto& t : single) list.push_back(&t);
  return joined(list, form);
}

std::string describeHint(const std::string& name) {
  std::vector<std::string> names;
  for (const auto& t : topics()) {
    names.push_back(t.name);
    for (const auto& f : t.fields) names.push_back(f.name);
  }
  return didYouMean(name, names);
}

}  // namespace headroom
