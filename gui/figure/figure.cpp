// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/figure/figure.h"

#include "analysis/figure/svg.h"
#include "analysis/text/escape.h"
#include "gui/charts/look.h"
#include "gui/figure/picture.h"
#include "scenarios/run/result_json.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <fmt/format.h>

namespace headroom::gui {
namespace {

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
  std::size_t last = bucketAt(edges, figure.span.until) + 1;
  if (last > 1 && edges[last - 1] >= figure.span.until) --last;
  return {bucketAt(edges, figure.span.from), last};
}

std::string cellOf(double v) { return std::isnan(v) ? std::string() : fmt::format("{}", v); }

FigureLine lineOf(const Figure& figure, const Curve& curve, double factor, std::size_t style) {
  const auto [first, last] = bucketsOf(figure);
  FigureLine line;
  line.label = labelOf(curve).toStdString();
  line.style = static_cast<int>(style);
  for (std::size_t k = first; k < last; ++k) {
    line.time.push_back(std::max(figure.view->edges[k], figure.span.from));
    line.value.push_back(curve.values[k] * factor);
  }
  line.time.push_back(std::min(figure.view->edges[last], figure.span.until));
  return line;
}

QString texts(const Figure& figure, const char* what) {
  return QString::fromStdString(what == std::string("Title") ? figure.view->title : provenanceOf(figure));
}

QByteArray pngOf(const Figure& figure, int scale) {
  QImage image(figure.size * scale, QImage::Format_RGB32);
  image.setDevicePixelRatio(scale);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  paintFigure(painter, figure);
  painter.end();
  image.setText("Title", texts(figure, "Title"));
  image.setText("Description", texts(figure, "Description"));
  image.setText("Software", QString::fromStdString("headroom " + programVersion()));
  QByteArray bytes;
  QBuffer buffer(&bytes);
  image.save(&buffer, "PNG");
  return bytes;
}

QByteArray pdfOf(const Figure& figure) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter pdf(&buffer);
  constexpr int dotsPerInch = 96;
  pdf.setResolution(dotsPerInch);
  pdf.setPageSize(QPageSize(QSizeF(figure.size) * 72 / dotsPerInch, QPageSize::Point));
  pdf.setPageMargins(QMarginsF());
  pdf.setTitle(texts(figure, "Title"));
  pdf.setCreator(texts(figure, "Description"));
  QPainter painter(&pdf);
  painter.setRenderHint(QPainter::Antialiasing);
  paintFigure(painter, figure);
  painter.end();
  return bytes;
}

std::string csvOf(const Figure& figure) {
  return "# " + visibleText(figure.view->title) + "\n# " + visibleText(provenanceOf(figure)) + "\n" +
         figureTable(figure, ',');
}

}  // namespace

const Plot* Figure::plot(const std::string& id) const {
  for (const Plot& p : view->plots)
    if (p.id == id) return &p;
  return nullptr;
}

std::string provenanceOf(const Figure& f) {
  std::string text =
      f.head.file.empty() ? std::string() : std::filesystem::path(f.head.file).filename().string() + ", ";
  text += fmt::format("seed {}", f.head.seed);
  if (!f.head.fingerprint.empty()) text += ", fingerprint " + f.head.fingerprint;
  return text + fmt::format(", headroom {}, {} + {}", programVersion(), f.view->clock.full(f.span.from),
                            lengthText(std::round(f.span.length() * 10) / 10));
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
    text +=
        separator + name(plot.title + ": " + labelOf(curve).toStdString() + (unit.empty() ? "" : " [" + unit + "]"));
    curves.push_back(&curve);
  });
  text += '\n';
  const auto [first, last] = bucketsOf(figure);
  for (std::size_t k = first; k < last; ++k) {
    const double begin = figure.view->edges[k];
    text += figure.view->clock.full(begin) + separator + cellOf(begin);
    for (const Curve* curve : curves) text += separator + cellOf(curve->values[k]);
    text += '\n';
  }
  return text;
}

std::string figureSvg(const Figure& figure) {
  Drawing drawing;
  drawing.title = figure.view->title;
  drawing.description = provenanceOf(figure);
  drawing.from = figure.span.from;
  drawing.until = figure.span.until;
  drawing.clocks.startUnix = unixSeconds(figure.head.start);
  for (const std::string& id : figure.plots) {
    const Plot* plot = figure.plot(id);
    if (!plot) continue;
    Panel panel{plot->title, plot->unit == "/s" ? "1/s" : plot->unit, {}, plot->scale == Plot::Scale::logarithmic};
    const double factor = plot->scale == Plot::Scale::share ? 100 : 1;
    for (const auto* curves : {&plot->lines, &plot->stack})
      for (const Curve& curve : *curves) panel.lines.push_back(lineOf(figure, curve, factor, panel.lines.size()));
    drawing.panels.push_back(std::move(panel));
  }
  for (const FaultSpan& f : figure.view->faults)
    if (f.from <= figure.span.until && f.until >= figure.span.from)
      drawing.bands.push_back({std::max(f.from, figure.span.from), std::min(f.until, figure.span.until),
                               f.where.empty() ? f.name : f.name + ": " + f.where, DrawingBand::Kind::fault});
  for (const Decision& d : figure.view->decisions)
    if (!d.suppressed() && d.at >= figure.span.from && d.at <= figure.span.until)
      drawing.marks.push_back({d.at, d.reason, d.after > d.before ? DrawingMark::Kind::up : DrawingMark::Kind::down});
  return svgOf(drawing, {figure.size.width(), 170, static_cast<std::size_t>(figure.size.width() / 2), true});
}

std::string chartCommand(const Figure& figure) {
  std::string series;
  eachCurve(figure, [&](const Plot&, const Curve& curve) {
    if (curve.asked.empty()) return;
    series += (series.empty() ? "" : ",") + curve.asked;
  });
  if (series.empty() || figure.head.file.empty()) return {};
  return fmt::format("headroom chart {} --series {} --from {}s --to {}s -o figure.svg", shellWord(figure.head.file),
                     shellWord(series), figure.span.from, figure.span.until);
}

QString saveFigure(const Figure& figure, FigureFormat format, const QString& file) {
  QByteArray bytes;
  switch (format) {
    case FigureFormat::png: bytes = pngOf(figure, 1); break;
    case FigureFormat::png2: bytes = pngOf(figure, 2); break;
    case FigureFormat::svg: bytes = QByteArray::fromStdString(figureSvg(figure)); break;
    case FigureFormat::pdf: bytes = pdfOf(figure); break;
    case FigureFormat::csv: bytes = QByteArray::fromStdString(csvOf(figure)); break;
  }
  QSaveFile out(file);
  if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
    return "cannot write " + file + ": " + out.errorString();
  return {};
}

}  // namespace headroom::gui
