// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/data/statistics.h"

#include "gui/data/ticks.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom::gui {
namespace {

/// About three significant digits, never an exponent below a million.
std::string number(double v) {
  const double size = std::abs(v);
  if (v == std::floor(v) && size < 1e6) return fmt::format("{:.0f}", v);
  if (size >= 1e6) return fmt::format("{:.4g}", v);
  return size >= 100 ? fmt::format("{:.0f}", v) : size >= 10 ? fmt::format("{:.1f}", v) : fmt::format("{:.3g}", v);
}

std::string counted(double v) {
  std::string digits = fmt::format("{:.0f}", v);
  for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > (v < 0 ? 1 : 0); i -= 3)
    digits.insert(static_cast<std::size_t>(i), 1, ',');
  return digits;
}

}  // namespace

Statistics statisticsOf(std::span<const double> edges, std::span<const double> values, double from, double until) {
  Statistics s{std::nan(""), std::nan(""), std::nan(""), std::nan("")};
  if (edges.size() < 2 || values.size() + 1 < edges.size() || !(from < until)) return s;
  const auto after = std::upper_bound(edges.begin(), edges.end(), from) - edges.begin();
  double known = 0, area = 0;
  for (auto k = static_cast<std::size_t>(std::max<std::ptrdiff_t>(after, 1) - 1); k + 1 < edges.size(); ++k) {
    if (edges[k] >= until) break;
    const double within = std::min(edges[k + 1], until) - std::max(edges[k], from);
    if (std::isnan(values[k]) || within <= 0) continue;
    known += within;
    area += values[k] * within;
    s.least = std::fmin(s.least, values[k]);
    s.greatest = std::fmax(s.greatest, values[k]);
    ++s.n;
  }
  if (s.n == 0) return s;
  s.area = area;
  s.mean = area / known;
  return s;
}

double valueAt(const std::vector<double>& edges, std::span<const double> values, double at) {
  if (edges.size() < 2 || std::isnan(at) || at < edges.front() || at > edges.back()) return std::nan("");
  const std::size_t k = bucketAt(edges, at);
  return k < values.size() ? values[k] : std::nan("");
}

std::string valueText(const Plot& plot, double v) {
  if (std::isnan(v)) return "–";
  const std::string sign = v < 0 ? "−" : plot.difference && v > 0 ? "+" : "";
  const double size = std::abs(v);
  if (plot.scale == Plot::Scale::logarithmic) return sign + secondsText(size);
  if (plot.scale == Plot::Scale::share) return sign + fmt::format("{:.1f} %", size * 100);
  return sign + number(size);
}

std::string areaText(const Plot& plot, double area) {
  if (std::isnan(area)) return "–";
  if (plot.scale != Plot::Scale::linear) return {};
  if (plot.unit == "/s") return counted(area);
  if (plot.unit == "USD/h") return fmt::format("{:.4g} USD", area / 3600);
  return plot.unit.empty() ? number(area / 3600) + " h" : std::string();
}

std::string requestsText(const TraceView& v, double from, double until) {
  const auto plot = std::find_if(v.plots.begin(), v.plots.end(), [](const Plot& p) { return p.id == "requests"; });
  if (plot == v.plots.end()) return {};
  std::string others;
  double ended = 0, served = 0;
  for (const Curve& curve : plot->stack) {
    const double area = statisticsOf(v.edges, curve.values, from, until).area, n = std::isnan(area) ? 0 : area;
    ended += n;
    if (curve.name == "requests_served") {
      served = n;
      continue;
    }
    std::string outcome = curve.name.substr(curve.name.find('_') + 1);
    std::replace(outcome.begin(), outcome.end(), '_', ' ');
    others += (others.empty() ? "" : " · ") + counted(n) + " " + outcome;
  }
  std::string text = counted(served) + " requests served";
  if (ended > 0) text += fmt::format(" · availability {:.2f} %", 100 * served / ended);
  return others.empty() ? text : text + "\n" + others;
}

}  // namespace headroom::gui
