#include "scenarios/sweep/read_sweep.h"

#include "scenarios/lab/reading.h"
#include "scenarios/suggest.h"
#include "scenarios/sweep/flow_text.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

namespace headroom::sweep {
namespace {

/// What the variants of each axis say, by "AXIS.VARIANT".
using VariantBodies = std::map<std::string, Node>;

/// Empties the variants, whose paths only a scenario understands, and keeps what was in them.
VariantBodies takeVariants(Node& tree) {
  VariantBodies bodies;
  Node* axes = tree.find("axes");
  if (!axes || !axes->isMap()) return bodies;
  for (Node& axis : axes->items) {
    Node* variants = axis.isMap() ? axis.find("variants") : nullptr;
    if (!variants || !variants->isMap()) continue;
    for (Node& v : variants->items) {
      bodies[axis.key + "." + v.key] = v;
      if (v.isMap()) v.items.clear();
    }
  }
  return bodies;
}

void giveVariants(SweepSpec& spec, const VariantBodies& bodies, const Reading& reading) {
  for (AxisSpec& axis : spec.axes)
    for (VariantSpec& v : axis.variants)
      for (const Node& s : bodies.at(axis.name + "." + v.name).items)
        v.settings.push_back({s.key + "=" + flowText(s), reading.place(s.spot.line ? s.spot : s.keySpot)});
}

/// Names of the result's own variables and dimensions.
constexpr std::array<std::string_view, 9> reserved{"replica", "status",  "events",     "fingerprint", "promises",
                                                   "failure", "summary", "provenance", "failures"};

/// What can be said of a sweep without a scenario.
struct Rules {
  const SweepSpec& spec;
  lab::Draft& draft;

  void all() {
    if (spec.scenario.has_value() == !spec.scenarios.empty())
      draft.error(spec.scenario ? "scenarios" : "",
                  spec.scenario ? "`scenario` and `scenarios` exclude each other" : "`scenario` is missing",
                  "a scenario, or several as `scenarios`");
    if (spec.until && draft.wrote("replicas"))
      draft.error("replicas", "`replicas` and `until` exclude each other", "one of both",
                  "`until` has a `min` and a `max`");
    if (spec.until && spec.until->min > spec.until->max)
      draft.error("until.max", "max is less than min", "at least " + std::to_string(spec.until->min));
    if (spec.until && spec.until->of.empty()) draft.error("until.of", "no figure is named", "as `availability`");
    for (const AxisSpec& axis : spec.axes) form(axis);
    names();
    zip();
  }

  void form(const AxisSpec& a) {
    const std::string path = "axes." + a.name;
    const bool range = a.from || a.to || a.step || a.count;
    const int forms = !a.values.empty() + range + !a.variants.empty();
    if (forms != 1)
      return draft.error(
          path, forms ? "an axis has one kind of values, this has " + std::to_string(forms) : "this axis has no values",
          "`values`, or `from` and `to`, or `variants`");
    if (!a.variants.empty() && !a.set.empty())
      return draft.error(path + ".set", "`set` has no meaning beside `variants`", "",
                         "each variant names its own paths");
    if (a.variants.empty() && a.set.empty())
      return draft.error(path, "`set` is missing in `" + path + "`",
                         "a path of the scenario, as `services.web.fleet.min`");
    if (range && (!a.from || !a.to))
      return draft.error(path, std::string("`") + (a.from ? "to" : "from") + "` is missing in `" + path + "`");
    if (range && a.step.has_value() == a.count.has_value())
      return draft.error(path,
                         a.step ? "`step` and `count` exclude each other" : "how many values there are is missing",
                         "`step`, or `count`");
    if (a.scale == AxisSpec::Scale::log && !a.count)
      return draft.error(path + ".scale", "`scale: log` wants a `count`", "", "equal ratios have no `step`");
    if (a.whole && !range) return draft.error(path + ".whole", "`whole` has no meaning beside `values`");
    for (const std::string& p : a.set)
      if (p.empty() || p.find('=') != std::string::npos)
        draft.error(path + ".set", "`" + quoteForMessage(p) + "` is no path", "as `services.web.fleet.min`");
  }

  void names() {
    std::map<std::string, std::string> setBy;
    for (const AxisSpec& a : spec.axes) {
      const bool taken = std::find(reserved.begin(), reserved.end(), a.name) != reserved.end() ||
                         (a.name == "scenario" && !spec.scenarios.empty());
      if (taken) draft.error("axes." + a.name, "an axis cannot be called `" + a.name + "`", "another name");
      std::vector<std::string> paths = a.set;
      for (const VariantSpec& v : a.variants)
        for (const Setting& s : v.settings)
          if (std::find(paths.begin(), paths.end(), s.path()) == paths.end()) paths.push_back(s.path());
      for (const std::string& p : paths)
        if (const auto [it, fresh] = setBy.emplace(p, a.name); !fresh && it->second != a.name)
          draft.error("axes." + a.name, "`" + quoteForMessage(p) + "` is set by the axis `" + it->second + "` too",
                      "each path by one axis");
    }
  }

  void zip() {
    std::vector<std::string> axes, zipped;
    for (const AxisSpec& a : spec.axes) axes.push_back(a.name);
    for (std::size_t g = 0; g < spec.zip.size(); ++g)
      for (std::size_t i = 0; i < spec.zip[g].size(); ++i) {
        const std::string& name = spec.zip[g][i];
        const std::string path = "zip." + std::to_string(g + 1) + "." + std::to_string(i + 1);
        if (std::find(axes.begin(), axes.end(), name) == axes.end())
          draft.error(path, "there is no axis `" + quoteForMessage(name) + "`", "one of " + listed(axes),
                      didYouMean(name, axes));
        else if (std::find(zipped.begin(), zipped.end(), name) != zipped.end())
          draft.error(path, "the axis `" + name + "` is in a group already", "each axis in one group");
        zipped.push_back(name);
      }
  }
};

ReadSweep read(lab::Draft draft) {
  ReadSweep out;
  SweepText content;
  VariantBodies bodies;
  if (draft.tree && draft.tree->isMap()) bodies = takeVariants(*draft.tree);
  if (draft.decode(typeFor<SweepSpec>(), &content.spec)) {
    giveVariants(content.spec, bodies, draft.reading);
    Rules{content.spec, draft}.all();
  }
  draft.close(out.issues, out.sources);
  if (draft.failed() || !draft.tree) return out;
  const TreeSource& source = draft.reading.sources[0];
  if (content.spec.name.empty()) content.spec.name = std::filesystem::path(source.file).stem().string();
  content.text = source.text;
  content.directory = source.directory;
  content.file = source.file;
  for (const auto& [path, at] : draft.written)
    content.written[path] = {draft.reading.place(at.key), draft.reading.place(at.value)};
  out.content = std::move(content);
  return out;
}

}  // namespace

Place SweepText::place(const std::string& path) const {
  for (std::string p = path; !p.empty(); p.resize(p.rfind('.') == std::string::npos ? 0 : p.rfind('.')))
    if (const auto it = written.find(p); it != written.end())
      return p == path && it->second.value.line ? it->second.value : it->second.key;
  return {file, 1, 1};
}

Issue SweepText::issue(const std::string& path, std::string what, std::string wanted, Hint hint) const {
  return {Issue::Severity::error, place(path), path, std::move(what), std::move(wanted), std::move(hint.words),
          std::move(hint.instead)};
}

ReadSweep readSweep(const std::string& file) { return read(lab::Draft::ofFile(file)); }

ReadSweep readSweepText(std::string text, const std::string& fileName) {
  return read(lab::Draft::ofText(std::move(text), fileName));
}

}  // namespace headroom::sweep
