#include "scenarios/view/figure.h"

#include "analysis/figure/svg.h"
#include "analysis/text/escape.h"
#include "scenarios/run/result_json.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

namespace headroom::view {
namespace {

constexpr int panelHeight = 170;  // px

template <class F>
void eachCurve(const Figure& figure, F&& f) {
  for (const std::string& id : figure.plots)
    if (const Plot* plot = figure.plot(id))
      for (const auto* curves : {&plot->lines, &plot->stack})
        for (const Curve& curve : *curves) f(*plot, curve);
}

/// Buckets [first, last) reach into the span.
std::pair<std::size_t, std::size_t> bucketsOf(const Figure& figure) {
  const std::vector<double>& edges = figure.view->edges;
  std::size_t last = bucketAt(edges, figure.until) + 1;
  if (last > 1 && edges[last - 1] >= figure.until) --last;
  return {bucketAt(edges, figure.from), last};
}

FigureLine lineOf(const Figure& figure, const Curve& curve, double factor, std::size_t style) {
  const auto [first, last] = bucketsOf(figure);
  FigureLine line;
  line.label = wordsOf(curve);
  line.style = static_cast<int>(style);
  for (std::size_t k = first; k < last; ++k) {
    line.time.push_back(std::max(figure.view->edges[k], figure.from));
    line.value.push_back(curve.values[k] * factor);
  }
  line.time.push_back(std::min(figure.view->edges[last], figure.until));
  return line;
}

Panel panelOf(const Figure& figure, const Plot& plot) {
  Panel panel{plot.title, plot.unit == "/s" ? "1/s" : plot.unit, {}, plot.scale == Plot::Scale::logarithmic};
  const double factor = plot.scale == Plot::Scale::share ? 100 : 1;
  for (const auto* curves : {&plot.lines, &plot.stack})
    for (const Curve& curve : *curves) panel.lines.push_back(lineOf(figure, curve, factor, panel.lines.size()));
  return panel;
}

std::string originOf(const RunHead& h) {
  std::string text = h.file.empty() ? std::string() : std::filesystem::path(h.file).filename().string() + ", ";
  text += fmt::format("seed {}", h.seed);
  if (!h.fingerprint.empty()) text += ", fingerprint " + h.fingerprint;
  return text;
}

}  // namespace

const Plot* Figure::plot(const std::string& id) const {
  for (const Plot& p : view->plots)
    if (p.id == id) return &p;
  return nullptr;
}

std::string provenanceOf(const Figure& f) {
  std::string text = f.others.empty() ? originOf(f.head) : "A: " + originOf(f.head);
  for (const RunHead& other : f.others)
    text += std::string("; ") + static_cast<char>('B' + (&other - f.others.data())) + ": " + originOf(other);
  return text + fmt::format(", headroom {}, {} + {}", programVersion(), f.view->clock.full(f.from),
                            lengthText(std::round((f.until - f.from) * 10) / 10));
}

std::string figureTable(const Figure& figure, char separator) {
  const auto name = [&](std::string text) {
    std::replace(text.begin(), text.end(), '\t', ' ');
    return csvCell(text);
  };
  std::string text = std::string("time") + separator + "seconds";
  std::vector<const Curve*> curves;
  eachCurve(figure, [&](const Plot& plot, const Curve& curve) {
    const std::string unit = plot.scale == Plot::Scale::share ? "1" : plot.unit;
    text += separator + name(plot.title + ": " + wordsOf(curve) + (unit.empty() ? "" : " [" + unit + "]"));
    curves.push_back(&curve);
  });
  text += '\n';
  const auto [first, last] = bucketsOf(figure);
  for (std::size_t k = first; k < last; ++k) {
    const double begin = figure.view->edges[k];
    text += figure.view->clock.full(begin) + separator + csvCell(begin);
    for (const Curve* curve : curves) text += separator + csvCell(curve->values[k]);
    text += '\n';
  }
  return text;
}

std::string figureCsv(const Figure& figure) {
  return "# " + visibleText(figure.view->title) + "\n# " + visibleText(provenanceOf(figure)) + "\n" +
         figureTable(figure, ',');
}

std::string figureSvg(const Figure& figure) {
  Drawing drawing;
  drawing.title = figure.view->title;
  drawing.description = provenanceOf(figure);
  drawing.from = figure.from;
  drawing.until = figure.until;
  drawing.clocks.startUnix = unixSeconds(figure.head.start);
  for (const std::string& id : figure.plots)
    if (const Plot* plot = figure.plot(id)) drawing.panels.push_back(panelOf(figure, *plot));
  for (const FaultSpan& f : figure.view->faults)
    if (f.from <= figure.until && f.until >= figure.from)
      drawing.bands.push_back({std::max(f.from, figure.from), std::min(f.until, figure.until),
                               f.where.empty() ? f.name : f.name + ": " + f.where, DrawingBand::Kind::fault});
  for (const Decision& d : figure.view->decisions)
    if (!d.suppressed() && d.at >= figure.from && d.at <= figure.until)
      drawing.marks.push_back({d.at, d.reason, d.after > d.before ? DrawingMark::Kind::up : DrawingMark::Kind::down});
  return svgOf(drawing, {figure.width, panelHeight, static_cast<std::size_t>(figure.width / 2), true});
}

std::string chartCommand(const Figure& figure) {
  std::string charts;
  for (const std::string& id : figure.plots) charts += (charts.empty() ? "" : ",") + id;
  if (charts.empty() || figure.head.file.empty() || !figure.others.empty()) return {};
  const TraceView& v = *figure.view;
  std::string command = fmt::format("headroom chart {} --charts {}", shellWord(figure.head.file), shellWord(charts));
  if (v.services.size() > 1) command += " --service " + shellWord(v.services[v.service]);
  if (!v.zone.empty()) command += " --zone " + shellWord(v.zone);
  return command + fmt::format(" --from {}s --to {}s -o figure.svg", figure.from, figure.until);
}

}  // namespace headroom::view
