#include "scenarios/sweep/axes.h"

#include "scenarios/quote.h"
#include "scenarios/suggest.h"
#include "scenarios/sweep/axis_values.h"
#include "scenarios/sweep/constraint.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace headroom::sweep {
namespace {

constexpr std::size_t mostCells = 100'000;

struct Builder {
  const SweepText& text;
  Issues& issues;
  Grid grid = {};

  void build() {
    if (!text.spec.scenarios.empty()) scenarios();
    for (const AxisSpec& a : text.spec.axes) axis(a);
    if (!issues.empty()) return;
    dimensions();
    if (issues.empty()) cells();
  }

  void scenarios() {
    Axis axis{"scenario", "The scenario", "", {}, {}, 0};
    for (const SourceSpec& s : text.spec.scenarios) axis.texts.push_back(s.name);
    grid.settings.emplace_back(axis.size());
    grid.axes.push_back(std::move(axis));
  }

  void axis(const AxisSpec& a) {
    Axis axis{a.name, sentenceOf(a), "", {}, {}, 0};
    std::vector<std::vector<Setting>> settings;
    if (!a.variants.empty()) {
      for (const VariantSpec& v : a.variants) {
        axis.texts.push_back(v.name);
        settings.push_back(v.settings);
      }
    } else {
      axis.texts = a.values.empty() ? valuesOfRange(a, text, issues) : a.values;
      for (std::size_t i = 0; i < axis.texts.size(); ++i) settings.push_back(settingsOf(a, axis.texts[i], i));
      if (const auto q = commonQuantity(axis.texts)) {
        axis.unit = unitOf(*q);
        for (const std::string& t : axis.texts) axis.numbers.push_back(*readAs(*q, t));
      }
      findTwins(a, axis);
    }
    grid.axes.push_back(std::move(axis));
    grid.settings.push_back(std::move(settings));
  }

  static std::string sentenceOf(const AxisSpec& a) {
    std::string sentence = a.variants.empty() ? "" : "Variant";
    for (const std::string& p : a.set) sentence += (sentence.empty() ? "" : ", ") + p;
    return sentence;
  }

  std::vector<Setting> settingsOf(const AxisSpec& a, const std::string& value, std::size_t i) const {
    const std::string path = "axes." + a.name + (a.values.empty() ? ".from" : ".values." + std::to_string(i + 1));
    std::vector<Setting> all;
    for (const std::string& p : a.set) all.push_back({p + "=" + value, text.place(path)});
    return all;
  }

  /// Equal values would be one coordinate of two cells; what goes along with another axis may come again.
  void findTwins(const AxisSpec& a, const Axis& axis) {
    if (groupOf(a.name)) return;
    for (std::size_t i = 0; i < axis.size() && i < 1000; ++i)
      for (std::size_t k = 0; k < i; ++k) {
        const bool same = axis.numbers.empty()
                              ? axis.texts[i] == axis.texts[k]
                              : !(axis.numbers[i] < axis.numbers[k]) && !(axis.numbers[k] < axis.numbers[i]);
        if (!same) continue;
        issues.push_back(text.issue("axes." + a.name + ".values." + std::to_string(i + 1),
                                    "the value `" + quoteForMessage(axis.texts[i]) + "` stands there twice",
                                    "each value once"));
        return;
      }
  }

  /// The group an axis is zipped in.
  const std::vector<std::string>* groupOf(const std::string& name) const {
    for (const auto& g : text.spec.zip)
      if (std::find(g.begin(), g.end(), name) != g.end()) return &g;
    return nullptr;
  }

  void dimensions() {
    std::map<const void*, std::size_t> of;
    for (Axis& a : grid.axes) {
      const auto* group = groupOf(a.name);
      const auto known = of.find(group);
      if (!group || known == of.end()) {
        a.dimension = grid.shape.size();
        grid.shape.push_back(a.size());
        if (group) of[group] = a.dimension;
        continue;
      }
      a.dimension = known->second;
      if (a.size() != grid.shape[a.dimension])
        issues.push_back(text.issue("zip",
                                    "`" + a.name + "` has " + std::to_string(a.size()) + " values, and `" +
                                        group->front() + "` has " + std::to_string(sizeOf(group->front())),
                                    "as many in all axes of a group"));
    }
  }

  std::size_t sizeOf(const std::string& name) const {
    for (const Axis& a : grid.axes)
      if (a.name == name) return a.size();
    return 0;
  }

  void cells() {
    std::size_t all = 1;
    for (const std::size_t n : grid.shape)
      if ((all *= n) > mostCells)
        return issues.push_back(
            text.issue("axes", "more than 100,000 cells", "fewer values", "`zip` axes that go together"));
    std::vector<Constraint> constraints;
    for (std::size_t i = 0; i < text.spec.constraints.size(); ++i)
      if (auto c =
              constraintOf(text.spec.constraints[i], grid.axes, text, "constraints." + std::to_string(i + 1), issues))
        constraints.push_back(std::move(*c));
    for (std::size_t index = 0; index < all; ++index) {
      Cell cell{std::vector<std::size_t>(grid.shape.size()), index};
      for (std::size_t d = grid.shape.size(), rest = index; d-- > 0; rest /= grid.shape[d])
        cell.at[d] = rest % grid.shape[d];
      const bool holds = std::all_of(constraints.begin(), constraints.end(),
                                     [&](const Constraint& c) { return c.holds(grid.axes, cell.at); });
      if (holds) grid.cells.push_back(std::move(cell));
    }
    if (grid.cells.empty() && issues.empty())
      issues.push_back(text.issue("constraints", "no cell is left", "constraints that hold somewhere"));
  }
};

}  // namespace

std::size_t Grid::size() const {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

std::string Grid::label(const Cell& cell) const {
  std::string text;
  for (const Axis& a : axes) text += (text.empty() ? "" : ", ") + a.label(cell.at[a.dimension]);
  return text;
}

Grid gridOf(const SweepText& text, Issues& issues) {
  Builder builder{text, issues};
  builder.build();
  return std::move(builder.grid);
}

}  // namespace headroom::sweep
