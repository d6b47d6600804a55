// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/world/tile_ink.h"

#include "gui/charts/look.h"
#include "gui/shell/hue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <QStringList>

namespace headroom::gui {
namespace {

constexpr double enoughForMarks = 9, enoughForWords = 40;  // px of a tile

/// How far a worker is on its way to service, of 4 steps.
int stepsOf(WorkerLook look) {
  switch (look) {
    case WorkerLook::launching: return 1;
    case WorkerLook::booting: return 2;
    case WorkerLook::starting: return 3;
    case WorkerLook::registering: return 4;
    default: return 0;
  }
}

void drawCross(QPainter& p, const QRectF& box) {
  const QRectF inner = box.adjusted(box.width() * 0.25, box.width() * 0.25, -box.width() * 0.25, -box.width() * 0.25);
  p.drawLine(inner.topLeft(), inner.bottomRight());
  p.drawLine(inner.topRight(), inner.bottomLeft());
}

void fillTo(QPainter& p, const QRectF& box, double share, const QColor& colour) {
  QColor pale = colour;
  pale.setAlphaF(0.18F);
  p.setPen(Qt::NoPen);
  p.setBrush(pale);
  p.drawRect(box);
  const double high = box.height() * std::clamp(std::isnan(share) ? 0.0 : share, 0.0, 1.0);
  p.setBrush(colour);
  p.drawRect(QRectF(box.left(), box.bottom() - high, box.width(), high));
}

/// In the larger part. On what is filled black can be read in every colour there is, light and dark.
void writeLoad(QPainter& p, const QRectF& box, double load, const QPalette& palette) {
  const double level = box.bottom() - box.height() * std::clamp(load, 0.0, 1.0);
  const bool onFill = load > 0.5;
  p.setPen(onFill ? QColor(Qt::black) : palette.color(QPalette::WindowText));
  p.drawText(
      QRectF(box.left(), onFill ? level : box.top(), box.width(), onFill ? box.bottom() - level : level - box.top()),
      Qt::AlignCenter, QString("%1 %").arg(std::lround(load * 100)));
}

}  // namespace

QColor colourOf(WorkerLook look, const QPalette& palette) {
  switch (look) {
    case WorkerLook::launching: return hueOf("workers_launching", palette);
    case WorkerLook::booting: return hueOf("workers_booting", palette);
    case WorkerLook::starting: return hueOf("workers_starting", palette);
    case WorkerLook::registering: return hueOf("workers_registering", palette);
    case WorkerLook::warming: return hueOf("workers_warming", palette);
    case WorkerLook::inService: return hueOf("workers_in_service", palette);
    case WorkerLook::warm:
    case WorkerLook::draining: return hueOf("workers_draining", palette);
    case WorkerLook::unhealthy:
    case WorkerLook::lost: break;
  }
  return faultColour(palette);
}

void drawTile(QPainter& p, const QRectF& box, const WorkerTile& t, const QPalette& palette) {
  const QColor colour = colourOf(t.look, palette);
  const bool marks = box.width() >= enoughForMarks;
  const QRectF frame = marks ? box.adjusted(0.5, 0.5, -0.5, -0.5) : box;
  p.save();
  if (const int steps = stepsOf(t.look); steps > 0) {
    const double high = box.height() * 0.22;
    p.setPen(Qt::NoPen);
    p.setBrush(colour);
    p.drawRect(QRectF(box.left(), box.bottom() - high, box.width() * steps / 4, high));
  } else if (t.look != WorkerLook::lost && t.look != WorkerLook::warm) {
    fillTo(p, box, t.load, colour);
  }
  const bool solid =
      t.look == WorkerLook::inService || t.look == WorkerLook::unhealthy || t.look == WorkerLook::warming;
  p.setBrush(Qt::NoBrush);
  if (marks || !solid) {
    p.setPen(QPen(colour, t.look == WorkerLook::unhealthy ? 2 : 1, solid ? Qt::SolidLine : Qt::DotLine));
    p.drawRect(frame);
  }
  if (t.look == WorkerLook::lost) {
    p.setPen(QPen(colour, marks ? 2 : 1));
    drawCross(p, box);
  }
  if (t.look == WorkerLook::draining && marks) {
    p.setPen(QPen(palette.color(QPalette::Base), 1.5));
    p.drawLine(frame.bottomLeft(), frame.topRight());
  }
  if (box.width() >= enoughForWords && t.own && !std::isnan(t.load)) writeLoad(p, box, t.load, palette);
  p.restore();
}

void drawRoom(QPainter& p, const QRectF& room, const ZoneScene& zone, const QPalette& palette) {
  const QColor fault = faultColour(palette);
  const bool calm = zone.condition.empty() || zone.condition == "up";
  p.save();
  p.setPen(QPen(calm ? gridColour(palette) : fault, zone.down() ? 2 : 1));
  p.setBrush(palette.color(QPalette::Window));
  p.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  if (zone.down()) {
    QColor shade = fault;
    shade.setAlphaF(isDark(palette) ? 0.22F : 0.14F);
    p.setBrush(shade);
    p.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    shade.setAlphaF(0.35F);
    p.setPen(Qt::NoPen);
    p.setBrush(QBrush(shade, Qt::BDiagPattern));
    p.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  }
  p.restore();
}

QString countsOf(const ZoneScene& zone) {
  std::array<int, workerLooks> counts{};
  for (const WorkerTile& t : zone.tiles) ++counts[static_cast<std::size_t>(t.look)];
  counts[static_cast<std::size_t>(WorkerLook::inService)] +=
      std::exchange(counts[static_cast<std::size_t>(WorkerLook::warming)], 0);
  int pending = 0;
  QStringList parts;
  for (const WorkerLook look :
       {WorkerLook::launching, WorkerLook::booting, WorkerLook::starting, WorkerLook::registering})
    pending += counts[static_cast<std::size_t>(look)];
  for (const WorkerLook look : {WorkerLook::inService, WorkerLook::unhealthy, WorkerLook::draining, WorkerLook::lost})
    if (const int n = counts[static_cast<std::size_t>(look)]) parts << QString("%1 %2").arg(n).arg(wordFor(look));
  if (pending > 0) parts << QString("%1 pending").arg(pending);
  return parts.isEmpty() ? QString("no worker") : parts.join(", ");
}

QString headOf(const ZoneScene& zone) {
  const QString name = "zone " + QString::fromStdString(zone.name);
  return (zone.down() ? name + " is " + QString::fromStdString(zone.condition) : name) + ": " + countsOf(zone);
}

}  // namespace headroom::gui
