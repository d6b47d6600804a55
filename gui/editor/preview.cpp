// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/preview.h"

#include "gui/charts/look.h"
#include "gui/data/reduce.h"
#include "gui/data/ticks.h"
#include "gui/data/view.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPainterPath>

namespace headroom::gui {
namespace {

constexpr double left = 58, right = 10, top = 8, bottom = 22;

std::vector<double> perSecond(std::vector<double> counts, const std::vector<double>& edges) {
  for (std::size_t k = 0; k < counts.size() && k + 1 < edges.size(); ++k) counts[k] /= edges[k + 1] - edges[k];
  return counts;
}

std::vector<double> overServices(Columns& columns, const std::string& series) {
  const Axis* services = axisOf(columns.run(), "service");
  std::vector<Values> all;
  for (std::size_t s = 0; services && s < services->size(); ++s)
    for (Values& v : columns.of(series, s)) all.push_back(std::move(v));
  return sumOf(all);
}

std::vector<double> latencyOf(Columns& columns) {
  const Axis* quantiles = axisOf(columns.run(), "quantile");
  for (std::size_t i = 0; quantiles && i < quantiles->values.size(); ++i)
    if (std::abs(quantiles->values[i] - 0.99) < 1e-9) return columns.one("request_latency", i);
  return {};
}

const char* unitOf(PreviewCurve c) {
  switch (c) {
    case PreviewCurve::latency: return " s";
    case PreviewCurve::served:
    case PreviewCurve::lost: return " /s";
    case PreviewCurve::cost: return " USD/h";
    case PreviewCurve::workers: break;
  }
  return "";
}

QPen previewPen(PreviewCurve c, const QPalette& palette) {
  const char* name = c == PreviewCurve::latency   ? "p99"
                     : c == PreviewCurve::served  ? "requests_served"
                     : c == PreviewCurve::lost    ? "requests_failed"
                     : c == PreviewCurve::workers ? "workers_in_service"
                                                  : "cpu";
  Curve curve;
  curve.name = name;
  QPen pen = penOf(curve, palette);
  pen.setStyle(Qt::SolidLine);
  pen.setWidthF(1.6);
  return pen;
}

}  // namespace

QString nameOf(PreviewCurve c) {
  switch (c) {
    case PreviewCurve::latency: return Preview::tr("Latency p99");
    case PreviewCurve::served: return Preview::tr("Served");
    case PreviewCurve::lost: return Preview::tr("Failed, rejected, timed out");
    case PreviewCurve::workers: return Preview::tr("Workers in service");
    case PreviewCurve::cost: return Preview::tr("Cost");
  }
  return {};
}

std::vector<double> curveOf(const RunData& run, PreviewCurve c) {
  Columns columns(run);
  switch (c) {
    case PreviewCurve::latency: return latencyOf(columns);
    case PreviewCurve::served: return perSecond(columns.one("requests_served"), run.edges());
    case PreviewCurve::lost:
      return perSecond(
          sumOf({columns.one("requests_failed"), columns.one("requests_rejected"), columns.one("requests_timed_out")}),
          run.edges());
    case PreviewCurve::workers: return overServices(columns, "workers_in_service");
    case PreviewCurve::cost: return overServices(columns, "cost_rate");
  }
  return {};
}

Preview::Preview(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Preview of the run"));
  setBackgroundRole(QPalette::Base);
  setAutoFillBackground(true);
}

void Preview::setCurve(PreviewCurve c) {
  curve_ = c;
  read();
}

void Preview::present(std::shared_ptr<const RunData> now, std::shared_ptr<const RunData> ghost,
                      const QString& trouble) {
  now_.run = std::move(now);
  ghost_.run = std::move(ghost);
  trouble_ = trouble;
  read();
}

void Preview::read() {
  for (Line* l : {&now_, &ghost_}) l->values = l->run ? curveOf(*l->run, curve_) : std::vector<double>{};
  setAccessibleDescription(nameOf(curve_));
  update();
}

double Preview::greatest() const {
  double most = 0;
  for (const Line* l : {&now_, &ghost_})
    for (const double x : l->values)
      if (std::isfinite(x)) most = std::max(most, x);
  return most;
}

double Preview::until() const {
  const auto& run = now_.run ? now_.run : ghost_.run;
  return run ? std::max(run->announcement().duration.inSeconds(), 1e-9) : 1;
}

void Preview::paintLine(QPainter& p, const QRectF& plot, const Line& line, double most, const QPen& pen) const {
  if (!line.run || line.values.empty()) return;
  const auto columns = static_cast<std::size_t>(std::max(plot.width() / 2, 10.0));
  const auto points = reduce(line.run->edges(), Pyramid(line.values), 0, until(), columns).points;
  QPainterPath path;
  bool gap = true;
  for (const QPointF& at : points) {
    if (std::isnan(at.y())) {
      gap = true;
      continue;
    }
    const QPointF to(plot.left() + at.x() / until() * plot.width(), plot.bottom() - at.y() / most * plot.height());
    if (gap)
      path.moveTo(to);
    else
      path.lineTo(to);
    gap = false;
  }
  p.setPen(pen);
  p.drawPath(path);
}

void Preview::paintEvent(QPaintEvent*) {
  QPainter p(this);
  const QRectF plot(left, top, width() - left - right, height() - top - bottom);
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.9);
  p.setFont(small);
  if (!trouble_.isEmpty() || !(now_.run || ghost_.run)) {
    p.setPen(quietText(palette()));
    p.drawText(rect().adjusted(12, 8, -12, -8), Qt::AlignCenter | Qt::TextWordWrap,
               trouble_.isEmpty() ? tr("Move a slider: the scenario is run with that value.") : trouble_);
    return;
  }
  const auto levels = valueTicks(0, std::max(greatest(), 1e-9), 3, 1, unitOf(curve_));
  const double most = levels.back().at;
  for (const Tick& t : levels) {
    const double y = plot.bottom() - t.at / most * plot.height();
    p.setPen(gridColour(palette()));
    p.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    p.setPen(quietText(palette()));
    p.drawText(QRectF(0, y - 8, left - 6, 16), Qt::AlignRight | Qt::AlignVCenter, QString::fromStdString(t.label));
  }
  const auto& run = now_.run ? now_.run : ghost_.run;
  for (const Tick& t : timeTicks(0, until(), static_cast<std::size_t>(plot.width() / 70), Clock(run->head().start))) {
    const double x = plot.left() + t.at / until() * plot.width();
    const double middle =
        std::min(x, width() - 2 - p.fontMetrics().horizontalAdvance(QString::fromStdString(t.label)) / 2.0);
    p.drawText(QRectF(middle - 40, plot.bottom() + 3, 80, bottom - 4), Qt::AlignHCenter,
               QString::fromStdString(t.label));
  }
  p.setRenderHint(QPainter::Antialiasing);
  QColor grey = quietText(palette());
  grey.setAlphaF(0.6F);
  paintLine(p, plot, ghost_, most, QPen(grey, 1.2, Qt::DashLine));
  paintLine(p, plot, now_, most, previewPen(curve_, palette()));
}

}  // namespace headroom::gui
