// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/world/graph_view.h"

#include "gui/charts/look.h"
#include "gui/shell/hue.h"
#include "gui/world/graph_ink.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

namespace headroom::gui {
namespace {

constexpr double widestBox = 190, tallestBox = 58, barHeight = 5;

QString flowText(double perSecond) {
  return QString::number(perSecond, 'f', perSecond >= 100 || perSecond == 0 ? 0 : perSecond >= 10 ? 1 : 2) + " /s";
}

QString percentOf(double share) { return QString("%1 %").arg(share * 100, 0, 'f', share > 0 && share < 0.1 ? 1 : 0); }

double strokeOf(double perSecond) {
  return perSecond > 0 ? std::clamp(1 + 2 * std::log10(1 + perSecond), 1.0, 12.0) : 1;
}

}  // namespace

GraphView::GraphView(QWidget* parent) : Hinted(parent) {
  setAccessibleName("Services and what flows between them");
  setMouseTracking(true);
}

void GraphView::show(const FlowModel& model, double time) {
  graph_ = model.graph();
  nodes_ = model.nodesAt(time);
  edges_ = model.edgesAt(nodes_);
  QStringList said;
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    said << QString("%1: %2, %3 fail")
                .arg(QString::fromStdString(graph_.nodes[i].name), flowText(nodes_[i].offered),
                     percentOf(nodes_[i].failing()));
  setAccessibleDescription(said.join("; "));
  update();
}

QRectF GraphView::boxOf(std::size_t node) const { return gui::boxOf(graph_, node, size(), {widestBox, tallestBox}); }

void GraphView::paintEdge(QPainter& p, std::size_t edge) const {
  const GraphEdge& e = graph_.edges[edge];
  const QRectF from = boxOf(e.from), to = boxOf(e.to);
  const QPainterPath path = wayBetween(from, to);
  const double wide = strokeOf(edges_[edge]), failing = nodes_[e.to].failing();
  QColor calm = hueOf("requests_served", palette());
  calm.setAlphaF(0.55F);
  p.setBrush(Qt::NoBrush);
  p.setPen(QPen(calm, wide, e.required ? Qt::SolidLine : Qt::DashLine, Qt::FlatCap));
  p.drawPath(path);
  if (failing > 0.0005) {
    p.setPen(QPen(faultColour(palette()), std::max(1.5, wide * failing), Qt::SolidLine, Qt::FlatCap));
    p.drawPath(path);
  }
  const QString text = flowText(edges_[edge]);
  const QRectF label = QRectF(QFontMetricsF(font()).boundingRect(text)).adjusted(-4, 0, 4, 0);
  QRectF where(QPointF(), label.size());
  where.moveCenter(path.pointAtPercent(0.5) - QPointF(0, wide / 2 + label.height() / 2 + 2));
  if (where.width() > to.left() - from.right()) return;  // no room: the boxes say it too
  p.setPen(quietText(palette()));
  p.drawText(where, Qt::AlignCenter, text);
}

void GraphView::paintNode(QPainter& p, std::size_t node) const {
  const GraphNode& n = graph_.nodes[node];
  const NodeFlow& flow = nodes_[node];
  const QRectF box = boxOf(node).adjusted(0.5, 0.5, -0.5, -0.5);
  const bool failing = flow.failing() > 0.0005;
  p.setPen(QPen(failing ? faultColour(palette()) : gridColour(palette()), failing ? 2 : 1));
  p.setBrush(palette().color(QPalette::Window));
  n.users ? p.drawRoundedRect(box, box.height() / 2, box.height() / 2) : p.drawRoundedRect(box, 4, 4);
  const double inset = n.users ? 16 : 8;
  const QRectF text = box.adjusted(inset, 5, -inset, -5 - (n.users ? 0 : barHeight + 3));
  QFont bold = font();
  bold.setBold(true);
  p.setFont(bold);
  p.setPen(palette().color(QPalette::WindowText));
  const auto line = static_cast<double>(fontMetrics().height());
  const bool both = text.height() >= 2 * line - 4;
  p.drawText(QRectF(text.left(), text.top(), text.width(), both ? text.height() / 2 : text.height()),
             Qt::AlignLeft | Qt::AlignVCenter,
             QFontMetricsF(bold).elidedText(QString::fromStdString(n.name), Qt::ElideRight, text.width()));
  p.setFont(font());
  if (both) {
    p.setPen(failing ? faultColour(palette()) : quietText(palette()));
    const QString rate = flowText(flow.offered) + (failing ? ", " + percentOf(flow.failing()) + " fail" : QString());
    p.drawText(QRectF(text.left(), text.center().y(), text.width(), text.height() / 2),
               Qt::AlignLeft | Qt::AlignVCenter, QFontMetricsF(font()).elidedText(rate, Qt::ElideRight, text.width()));
  }
  if (n.users) return;
  const QRectF bar(box.left() + 8, box.bottom() - barHeight - 5, box.width() - 16, barHeight);
  p.fillRect(bar, gridColour(palette()));
  if (!std::isnan(flow.load))
    p.fillRect(QRectF(bar.left(), bar.top(), bar.width() * std::clamp(flow.load, 0.0, 1.0), bar.height()),
               hueOf("workers_in_service", palette()));
}

void GraphView::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  p.fillRect(rect(), palette().color(QPalette::Base));
  for (std::size_t i = 0; i < edges_.size(); ++i) paintEdge(p, i);
  for (std::size_t i = 0; i < nodes_.size(); ++i) paintNode(p, i);
}

QString GraphView::hint(const QPointF& at) const {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (!boxOf(i).contains(at)) continue;
    const NodeFlow& f = nodes_[i];
    QString text = QString("%1: %2 offered, %3 served, %4 not (%5)")
                       .arg(QString::fromStdString(graph_.nodes[i].name), flowText(f.offered), flowText(f.served),
                            flowText(f.failed), percentOf(f.failing()));
    if (!graph_.nodes[i].users)
      text += QString("\n%1 workers in service").arg(f.workers, 0, 'f', f.workers == std::floor(f.workers) ? 0 : 1);
    if (!std::isnan(f.load)) text += QString(", %1 busy").arg(percentOf(f.load));
    return text;
  }
  return {};
}

}  // namespace headroom::gui
