// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/topology_view.h"

#include "gui/charts/look.h"
#include "gui/shell/hue.h"
#include "gui/text.h"
#include "gui/world/graph_ink.h"
#include "models/scenario_spec.h"

#include <algorithm>

#include <QMouseEvent>
#include <QPainter>

namespace headroom::gui {
namespace {

constexpr QSizeF largestBox(210, 68);
constexpr double chipHeight = 15;

QString rangeText(std::int64_t least, std::int64_t most) {
  return least == most ? QString::number(least) : QString("%1 – %2").arg(least).arg(most);
}

/// The faults for a service, or for a zone.
QStringList faultsFor(const ScenarioSpec& spec, std::string FaultPlace::*where, const std::string& name) {
  QStringList names;
  for (const FaultSpec& f : spec.faults)
    if (whereIs(f.fault).*where == name) names << text(f.name);
  return names;
}

}  // namespace

TopologyView::TopologyView(QWidget* parent) : Hinted(parent) {
  setAccessibleName("What the scenario is made of");
  setMouseTracking(true);
}

void TopologyView::show(const ScenarioSpec& spec) {
  graph_ = graphOf(spec);
  parts_.clear();
  zones_.clear();
  for (const std::string& zone : spec.region.zones)
    zones_.push_back({zone, faultsFor(spec, &FaultPlace::zone, zone).join(", ")});
  QStringList said;
  for (const DemandSpec& d : spec.demand) {
    parts_.push_back({"demand." + text(d.name), "to " + text(d.to), {}, {}});
    said << text(d.name) + " to " + text(d.to);
  }
  for (const ServiceSpec& s : spec.services) {
    const QStringList faults = faultsFor(spec, &FaultPlace::service, s.name);
    Part part{"services." + text(s.name),
              rangeText(s.fleet.min, s.fleet.max) + " × " + text(s.worker.type),
              {},
              s.fleet.zones.empty() ? spec.region.zones : s.fleet.zones,
              !faults.isEmpty()};
    part.hint = text(s.name) + ": " + part.size;
    if (!faults.isEmpty()) part.hint += "\nfaults: " + faults.join(", ");
    said << QString(part.hint).replace('\n', "; ");
    parts_.push_back(std::move(part));
  }
  setAccessibleDescription(said.join("; "));
  update();
}

QRectF TopologyView::boxOf(std::size_t node) const { return gui::boxOf(graph_, node, size(), largestBox); }

void TopologyView::paintPart(QPainter& p, std::size_t node) const {
  const GraphNode& n = graph_.nodes[node];
  const Part& part = parts_[node];
  const QRectF box = boxOf(node).adjusted(0.5, 0.5, -0.5, -0.5);
  p.setPen(QPen(part.broken ? faultColour(palette()) : quietText(palette()), part.broken ? 2 : 1));
  p.setBrush(palette().color(QPalette::Window));
  n.users ? p.drawRoundedRect(box, box.height() / 2, box.height() / 2) : p.drawRoundedRect(box, 4, 4);
  const double inset = n.users ? 16 : 8, line = fontMetrics().height();
  const bool chips = !n.users && box.height() >= 2 * line + chipHeight, both = box.height() >= 2 * line;
  const QRectF words = box.adjusted(inset, 3, -inset, -3 - (chips ? chipHeight : 0));
  const double height = both ? words.height() / 2 : words.height();
  QFont bold = font();
  bold.setBold(true);
  p.setFont(bold);
  p.setPen(palette().color(QPalette::WindowText));
  p.drawText(QRectF(words.left(), words.top(), words.width(), height), Qt::AlignLeft | Qt::AlignVCenter,
             QFontMetricsF(bold).elidedText(text(n.name), Qt::ElideRight, words.width()));
  p.setFont(font());
  p.setPen(quietText(palette()));
  if (both)
    p.drawText(QRectF(words.left(), words.top() + height, words.width(), height), Qt::AlignLeft | Qt::AlignVCenter,
               QFontMetricsF(font()).elidedText(part.size, Qt::ElideRight, words.width()));
  if (!chips) return;
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.85);
  p.setFont(small);
  double x = words.left();
  for (const Zone& zone : zones_) {
    if (std::find(part.zones.begin(), part.zones.end(), zone.name) == part.zones.end()) continue;
    const double wide = QFontMetricsF(small).horizontalAdvance(text(zone.name)) + 10;
    const QRectF chip(x, box.bottom() - chipHeight - 4, wide, chipHeight);
    if (chip.right() > words.right()) break;
    const bool broken = !zone.faults.isEmpty();
    p.setPen(QPen(broken ? faultColour(palette()) : gridColour(palette()), 1));
    p.drawRoundedRect(chip, 3, 3);
    p.setPen(broken ? faultColour(palette()) : quietText(palette()));
    p.drawText(chip, Qt::AlignCenter, text(zone.name));
    x += wide + 4;
  }
}

void TopologyView::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  p.fillRect(rect(), palette().color(QPalette::Base));
  p.setBrush(Qt::NoBrush);
  for (const GraphEdge& e : graph_.edges) {
    p.setPen(QPen(hueOf("requests_served", palette()), 1.5, e.required ? Qt::SolidLine : Qt::DashLine));
    p.drawPath(wayBetween(boxOf(e.from), boxOf(e.to)));
  }
  for (std::size_t i = 0; i < parts_.size(); ++i) paintPart(p, i);
}

std::size_t TopologyView::partAt(const QPointF& at) const {
  for (std::size_t i = 0; i < parts_.size(); ++i)
    if (boxOf(i).contains(at)) return i;
  return parts_.size();
}

QString TopologyView::hint(const QPointF& at) const {
  const std::size_t i = partAt(at);
  if (i == parts_.size()) return {};
  QString all = parts_[i].hint.isEmpty() ? text(graph_.nodes[i].name) + ": " + parts_[i].size : parts_[i].hint;
  for (const Zone& zone : zones_) {
    const auto& own = parts_[i].zones;
    if (std::find(own.begin(), own.end(), zone.name) == own.end()) continue;
    all += "\nzone " + text(zone.name) + (zone.faults.isEmpty() ? QString() : ": " + zone.faults);
  }
  return all;
}

void TopologyView::mousePressEvent(QMouseEvent* event) {
  if (const std::size_t i = partAt(event->position()); i < parts_.size()) Q_EMIT chosen(parts_[i].path);
}

}  // namespace headroom::gui
