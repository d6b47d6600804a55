// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/fork_view.h"

#include "gui/charts/look.h"
#include "scenarios/run/figure_text.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom::gui {
namespace {

const Plot* plotOf(const TraceView& v, const Quantity& q) {
  const auto found = std::find_if(v.plots.begin(), v.plots.end(), [&](const Plot& p) { return p.title == q.plot; });
  return found == v.plots.end() ? nullptr : &*found;
}

std::vector<double> valuesOf(const TraceView& v, const Quantity& q, std::size_t buckets) {
  if (const Plot* p = plotOf(v, q))
    for (const auto* curves : {&p->stack, &p->lines})
      for (const Curve& c : *curves)
        if (c.name == q.curve) return {c.values.begin(), c.values.begin() + static_cast<std::ptrdiff_t>(buckets)};
  return std::vector<double>(buckets, 0);
}

Curve curve(const char* name, const char* label, std::vector<double> values, int tone) {
  Curve c{name, std::move(values)};
  c.label = label;
  c.tone = tone;
  return c;
}

std::vector<double> differenceOf(const std::vector<double>& x, const std::vector<double>& y) {
  std::vector<double> difference(x.size());
  for (std::size_t k = 0; k < x.size(); ++k) difference[k] = x[k] - y[k];
  return difference;
}

std::string lengthOf(double seconds) { return shown::time(seconds); }
std::string plain(double x) { return fmt::format("{:.2f}", x); }

struct FigureKind {
  const char *path, *name;
  std::string (*text)(double);
};
constexpr FigureKind kinds[] = {{"availability", "availability", shown::share},
                                {"requests.failed", "requests failed", shown::count},
                                {"requests.timed_out", "requests timed out", shown::count},
                                {"latency_s.p50", "latency p50", lengthOf},
                                {"latency_s.p99", "latency p99", lengthOf},
                                {"workers.mean", "workers, mean", plain},
                                {"workers.max", "workers, most", shown::count},
                                {"capacity.unused_share", "unused of what is paid", shown::share},
                                {"capacity.unmet_share", "unmet demand", shown::share},
                                {"cost_usd.total", "cost", shown::money}};

}  // namespace

std::vector<Quantity> quantitiesOf(const TraceView& v) {
  std::vector<Quantity> all;
  for (const Plot& p : v.plots)
    for (const auto* curves : {&p.stack, &p.lines})
      for (const Curve& c : *curves) all.push_back({p.title, c.name, p.title + ": " + labelOf(c).toStdString()});
  return all;
}

TraceView forkView(const TraceView& a, const TraceView& b, const Quantity& q) {
  const std::size_t edges = std::min(a.edges.size(), b.edges.size()), buckets = edges - 1;
  TraceView v = b;
  v.decisions.clear();
  v.edges.resize(edges);
  const std::vector<double> ofA = valuesOf(a, q, buckets), ofB = valuesOf(b, q, buckets);
  const Plot* like = plotOf(b, q) ? plotOf(b, q) : plotOf(a, q);
  Plot both{q.text, like ? like->unit : "", like ? like->scale : Plot::Scale::linear};
  both.id = "both";
  both.lines = {curve("branch_a", "A, as it was", ofA, 0), curve("branch_b", "B, changed", ofB, 1)};
  both.lines.back().stroke = Curve::Stroke::dashed;  // where both are the same, both are seen
  Plot difference{"Difference", both.unit, both.scale == Plot::Scale::share ? both.scale : Plot::Scale::linear};
  difference.id = "difference";
  difference.difference = true;
  difference.lines = {curve("difference", "B − A", differenceOf(ofB, ofA), 1)};
  v.plots = {std::move(both), std::move(difference)};
  return v;
}

std::vector<FigureRow> figuresOf(const Summary& a, const Summary& b) {
  std::vector<FigureRow> rows;
  for (const FigureKind& k : kinds) {
    const double x = a[k.path], y = b[k.path], d = y - x;
    const std::string sign = d > 0 ? "+" : d < 0 ? "−" : "";
    rows.push_back({k.name, k.text(x), k.text(y),
                    std::isnan(d)                      ? ""
                    : k.text(std::abs(d)) == k.text(0) ? "same"
                    : k.text == shown::share           ? sign + fmt::format("{:.4g} points", std::abs(d) * 100)
                                                       : sign + k.text(std::abs(d))});
  }
  return rows;
}

}  // namespace headroom::gui
