// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/transport_icon.h"

#include <QPainter>
#include <QPainterPath>

namespace headroom::gui {
namespace {

constexpr int size = 16, finest = 3;  // px, and how often as fine for dense screens

QPainterPath wedge(double left) {
  QPainterPath path(QPointF(left, 3));
  path.lineTo(left + 8, 8);
  path.lineTo(left, 13);
  path.closeSubpath();
  return path;
}

/// Most of a circle, with a head where it ends.
void drawAgain(QPainter& p, const QColor& colour) {
  p.setBrush(Qt::NoBrush);
  p.setPen(QPen(colour, 1.8, Qt::SolidLine, Qt::FlatCap));
  p.drawArc(QRectF(3.5, 3.5, 9, 9), 60 * 16, -300 * 16);
  QPainterPath head(QPointF(9, 0.6));
  head.lineTo(13.4, 3.2);
  head.lineTo(9, 6.4);
  head.closeSubpath();
  p.fillPath(head, colour);
}

void draw(QPainter& p, TransportSign sign, const QColor& colour) {
  switch (sign) {
    case TransportSign::run: return p.fillPath(wedge(4), colour);
    case TransportSign::pause: p.fillRect(QRectF(4, 3, 3, 10), colour); return p.fillRect(QRectF(9, 3, 3, 10), colour);
    case TransportSign::step: p.fillPath(wedge(2), colour); return p.fillRect(QRectF(11, 3, 2.4, 10), colour);
    case TransportSign::stop: return p.fillRect(QRectF(4, 4, 8, 8), colour);
    case TransportSign::again: return drawAgain(p, colour);
  }
}

QPixmap pictureOf(TransportSign sign, const QColor& colour) {
  QPixmap picture(size * finest, size * finest);
  picture.fill(Qt::transparent);
  QPainter p(&picture);
  p.setRenderHint(QPainter::Antialiasing);
  p.scale(finest, finest);
  draw(p, sign, colour);
  return picture;
}

}  // namespace

QIcon iconOf(TransportSign sign, const QPalette& palette) {
  QIcon icon(pictureOf(sign, palette.color(QPalette::Active, QPalette::ButtonText)));
  icon.addPixmap(pictureOf(sign, palette.color(QPalette::Disabled, QPalette::ButtonText)), QIcon::Disabled);
  return icon;
}

}  // namespace headroom::gui
