// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/world/zones_view.h"

#include "gui/charts/look.h"
#include "gui/world/tile_ink.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QPainter>

namespace headroom::gui {
namespace {

constexpr double margin = 10, padding = 8, headHeight = 26, legendHeight = 24, largestTile = 56, smallestTile = 4;
constexpr double narrowestZone = 110;

double gapOf(double tile) { return tile > 12 ? 4 : tile > 7 ? 2 : 1; }

QString percent(double share) { return QString("%1 %").arg(std::lround(share * 100)); }

QString busyText(const WorkerTile& t, const ZoneScene& zone) {
  if (t.own && t.queued >= 0.05) return percent(t.load) + QString(" busy, %1 calls wait").arg(t.queued, 0, 'f', 1);
  if (t.own) return percent(t.load) + " busy";
  const double most = t.service < zone.most.size() ? zone.most[t.service] : std::nan("");
  const QString text = percent(t.load) + " busy, the mean of its zone";
  return std::isnan(most) ? text : text + "; the busiest: " + percent(most);
}

}  // namespace

ZonesView::ZonesView(QWidget* parent) : Hinted(parent) {
  setAccessibleName("Zones and their workers");
  setMouseTracking(true);
}

void ZonesView::show(const WorldModel& model, double time) {
  scene_ = model.at(time);
  const bool other = services_ != model.services() || rooms_.size() != scene_.size();
  services_ = model.services();
  std::vector<std::size_t> places;
  for (std::size_t s = 0; s < services_.size(); ++s) places.push_back(model.places(s));
  if (other || places != places_) {
    places_ = places;
    layOut();
  }
  QStringList said;
  for (const ZoneScene& z : scene_) said << headOf(z);
  setAccessibleDescription(said.join("; "));
  update();
}

double ZonesView::labelHeight() const { return services_.size() > 1 ? fontMetrics().height() + 4.0 : 2; }

std::size_t ZonesView::across(double tile) const {
  if (rooms_.empty()) return 1;
  const double room = rooms_[0].width() - 2 * padding;
  return static_cast<std::size_t>(std::max(1.0, std::floor((room + gapOf(tile)) / (tile + gapOf(tile)))));
}

bool ZonesView::fits(double tile) const {
  const std::size_t n = across(tile);
  double height = headHeight + padding;
  for (const std::size_t places : places_)
    height += labelHeight() + static_cast<double>((places + n - 1) / n) * (tile + gapOf(tile)) + 2;
  return rooms_.empty() || height <= rooms_[0].height();
}

/// So many zones beside one another, with the largest tiles that fit then.
void ZonesView::divide(std::size_t columns) {
  const std::size_t rows = (scene_.size() + columns - 1) / columns;
  const double w = (width() - margin) / static_cast<double>(columns) - margin;
  const double h = (height() - legendHeight - margin) / static_cast<double>(rows) - margin;
  rooms_.clear();
  for (std::size_t z = 0; z < scene_.size(); ++z)
    rooms_.emplace_back(margin + static_cast<double>(z % columns) * (w + margin),
                        margin + static_cast<double>(z / columns) * (h + margin), std::max(1.0, w), std::max(1.0, h));
  for (tile_ = largestTile; tile_ > smallestTile && !fits(tile_);) --tile_;
}

void ZonesView::layOut() {
  if (scene_.empty()) return;
  std::size_t best = scene_.size();
  double largest = 0;
  for (std::size_t columns = scene_.size(); columns > 0; --columns) {
    divide(columns);
    if (tile_ > largest && (rooms_[0].width() >= narrowestZone || columns == 1)) {
      largest = tile_;
      best = columns;
    }
  }
  divide(best);
  blocks_.clear();
  double top = headHeight;
  const std::size_t n = across(tile_);
  for (const std::size_t places : places_) {
    blocks_.push_back({top + labelHeight()});
    top = blocks_.back().top + static_cast<double>((places + n - 1) / n) * (tile_ + gapOf(tile_)) + 2;
  }
}

QRectF ZonesView::boxOf(std::size_t zone, const WorkerTile& t) const {
  const std::size_t n = across(tile_);
  const double step = tile_ + gapOf(tile_);
  return {rooms_.at(zone).left() + padding + static_cast<double>(t.place % n) * step,
          rooms_[zone].top() + blocks_.at(t.service).top + static_cast<double>(t.place / n) * step, tile_, tile_};
}

void ZonesView::paintZone(QPainter& p, std::size_t z) const {
  const ZoneScene& zone = scene_[z];
  const QRectF& room = rooms_[z];
  drawRoom(p, room, zone, palette());
  p.save();
  p.setClipRect(room);
  p.setPen(palette().color(QPalette::WindowText));
  const QRectF head = room.adjusted(padding, 0, -padding, 0);
  QFont bold = font();
  bold.setBold(true);
  p.setFont(bold);
  p.setPen(zone.down() ? faultColour(palette()) : palette().color(QPalette::WindowText));
  const QString name = "zone " + QString::fromStdString(zone.name) +
                       (zone.down() ? "  –  " + QString::fromStdString(zone.condition).toUpper() : QString());
  p.drawText(QRectF(head.left(), head.top(), head.width(), headHeight), Qt::AlignLeft | Qt::AlignVCenter, name);
  const double taken = QFontMetricsF(bold).horizontalAdvance(name) + 12;
  p.setFont(font());
  p.setPen(quietText(palette()));
  const auto fitting = [this](const QString& whole, const QString& least, double width) {
    return QFontMetricsF(font()).horizontalAdvance(whole) <= width ? whole : least;
  };
  const QRectF beside(head.left() + taken, head.top(), std::max(0.0, head.width() - taken), headHeight);
  p.drawText(beside, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
             fitting(countsOf(zone), QString::number(zone.tiles.size()), beside.width()));
  for (std::size_t s = 0; s < services_.size() && services_.size() > 1; ++s) {
    const double load = s < zone.load.size() ? zone.load[s] : std::nan("");
    const QString text = QString::fromStdString(services_[s]) + (std::isnan(load) ? QString() : "   " + percent(load));
    p.drawText(QRectF(head.left(), room.top() + blocks_[s].top - labelHeight(), head.width(), labelHeight()),
               Qt::AlignLeft | Qt::AlignVCenter, text);
  }
  for (const WorkerTile& t : zone.tiles) drawTile(p, boxOf(z, t), t, palette());
  p.restore();
}

void ZonesView::paintLegend(QPainter& p) const {
  using enum WorkerLook;
  double x = margin;
  const double top = height() - legendHeight;
  // The telling ones first: what there is no room for says a tile when it is pointed at, as the few of a warm pool do.
  for (const WorkerLook look :
       {inService, lost, draining, unhealthy, warming, registering, starting, booting, launching}) {
    const QString word = wordFor(look);
    const double wide = fontMetrics().horizontalAdvance(word);
    if (x + 20 + wide > width() - margin) break;
    WorkerTile sample;
    sample.look = look;
    sample.load = 0.5;
    drawTile(p, QRectF(x, top + (legendHeight - 13) / 2, 13, 13), sample, palette());
    p.setPen(quietText(palette()));
    p.drawText(QRectF(x + 18, top, wide + 2, legendHeight), Qt::AlignLeft | Qt::AlignVCenter, word);
    x += 18 + wide + 16;
  }
}

void ZonesView::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  p.fillRect(rect(), palette().color(QPalette::Base));
  for (std::size_t z = 0; z < scene_.size(); ++z) paintZone(p, z);
  paintLegend(p);
}

void ZonesView::resizeEvent(QResizeEvent*) { layOut(); }

QString ZonesView::hint(const QPointF& at) const {
  for (std::size_t z = 0; z < scene_.size(); ++z) {
    if (!rooms_[z].contains(at)) continue;
    for (const WorkerTile& t : scene_[z].tiles)
      if (boxOf(z, t).contains(at)) {
        QString text = QString("worker %1 of %2: %3")
                           .arg(t.worker)
                           .arg(QString::fromStdString(services_[t.service]), wordFor(t.look));
        if (!std::isnan(t.load)) text += "\n" + busyText(t, scene_[z]);
        return text;
      }
    return headOf(scene_[z]);
  }
  return {};
}

}  // namespace headroom::gui
