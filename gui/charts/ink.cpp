// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/ink.h"

#include "gui/charts/look.h"

#include <algorithm>

namespace headroom::gui {
namespace {

constexpr double swatch = 16, gap = 6, between = 16;

double widthOf(const QPainter& painter, const QString& text) {
  return QFontMetricsF(painter.font()).horizontalAdvance(text);
}

/// Room for any value, so that entries stand still while values change.
double roomForValue(const QPainter& painter, const LegendEntry& e) {
  return e.value.isEmpty() ? 0 : std::max(widthOf(painter, e.value), widthOf(painter, "0000.0 ms")) + gap;
}

void drawSwatch(QPainter& painter, const QRectF& box, const LegendEntry& e) {
  if (e.fill.isValid()) {
    painter.fillRect(box.adjusted(2, 3, -2, -3), e.fill);
    return;
  }
  QPen pen = e.pen;
  pen.setWidthF(pen.widthF() + 0.6);
  painter.setPen(pen);
  painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
}

}  // namespace

double drawLegend(QPainter& painter, const QRectF& room, const QString& title, const std::vector<LegendEntry>& entries,
                  const QPalette& palette) {
  painter.save();
  QFont bold = painter.font();
  bold.setBold(true);
  const QFont plain = painter.font();
  painter.setFont(bold);
  painter.setPen(palette.color(QPalette::WindowText));
  painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, title);
  double x = room.left() + widthOf(painter, title) + between;
  painter.setFont(plain);
  const double forMore = widthOf(painter, "+99");
  double all = 0;
  for (const LegendEntry& e : entries)
    all += swatch + gap + widthOf(painter, e.label) + roomForValue(painter, e) + between;
  const bool values = x + all - between <= room.right();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const LegendEntry& e = entries[i];
    const double name = widthOf(painter, e.label), value = values ? roomForValue(painter, e) : 0;
    if (x + swatch + gap + name + value > room.right() - (i + 1 < entries.size() ? between + forMore : 0)) {
      painter.setPen(quietText(palette));
      painter.drawText(QRectF(x, room.top(), forMore, room.height()), Qt::AlignLeft | Qt::AlignVCenter,
                       QString("+%1").arg(entries.size() - i));
      x += forMore + between;
      break;
    }
    drawSwatch(painter, QRectF(x, room.center().y() - 7, swatch, 14), e);
    x += swatch + gap;
    painter.setPen(quietText(palette));
    painter.drawText(QRectF(x, room.top(), name + 1, room.height()), Qt::AlignLeft | Qt::AlignVCenter, e.label);
    painter.setPen(palette.color(QPalette::WindowText));
    if (values)
      painter.drawText(QRectF(x + name + gap, room.top(), value, room.height()), Qt::AlignLeft | Qt::AlignVCenter,
                       e.value);
    x += name + value + between;
  }
  painter.restore();
  return x;
}

void drawDecision(QPainter& painter, double x, double top, const Decision& d, const QPalette& palette) {
  const bool out = (d.suppressed() ? d.wanted : d.after) > d.before;
  const double base = out ? top + decisionLane - 2 : top + 3, tip = out ? top + 3 : top + decisionLane - 2;
  const QColor colour = palette.color(QPalette::WindowText);
  painter.setPen(QPen(d.suppressed() ? quietText(palette) : colour, 1));
  painter.setBrush(d.suppressed() ? QBrush(palette.color(QPalette::Base)) : QBrush(colour));
  painter.drawPolygon(QPolygonF{{x - 3.5, base}, {x + 3.5, base}, {x, tip}});
}

void drawFault(QPainter& painter, const QRectF& shade, const QPalette& palette) {
  QColor colour = faultColour(palette);
  painter.setPen(QPen(colour, 1));
  painter.drawLine(shade.topLeft(), shade.bottomLeft());
  if (shade.width() > 1) painter.drawLine(shade.topRight(), shade.bottomRight());
  colour.setAlphaF(isDark(palette) ? 0.22F : 0.14F);
  painter.fillRect(shade, colour);
}

void drawFaultName(QPainter& painter, const QRectF& shade, const QRectF& plot, const FaultSpan& f,
                   const QPalette& palette) {
  const double width = widthOf(painter, nameOf(f)), top = shade.top() + decisionLane;
  const bool inside = width + 2 * gap <= shade.width(),
             behind = plot.right() - shade.right() > shade.left() - plot.left();
  const double left = inside ? shade.left() + gap : behind ? shade.right() + gap : shade.left() - gap - width;
  const QRectF box(left, top, width + 1, 18);
  const QFontMetricsF font(painter.font());
  QPainterPath letters;
  letters.addText(left, box.center().y() - font.height() / 2 + font.ascent(), painter.font(), nameOf(f));
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.strokePath(letters, QPen(palette.color(QPalette::Base), 3));  // curves pass behind it, and it can be read
  painter.setPen(faultColour(palette));
  painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, nameOf(f));
  painter.restore();
}

QRectF drawTimeFlag(QPainter& painter, double x, const QRectF& room, const QString& text, const QPalette& palette) {
  const double width = widthOf(painter, text) + 2 * gap;
  const double left = std::clamp(x - width / 2, room.left(), std::max(room.left(), room.right() - width));
  const QRectF box(left, room.top(), width, room.height());
  painter.fillRect(box, palette.color(QPalette::WindowText));
  painter.setPen(palette.color(QPalette::Base));
  painter.drawText(box, Qt::AlignCenter, text);
  return box;
}

QString nameOf(const FaultSpan& f) {
  return QString::fromStdString(f.where.empty() ? f.name : f.name + ": " + f.where);
}

QString describe(const FaultSpan& f, const Clock& clock) {
  QString text = nameOf(f) + "\n" + QString::fromStdString(clock.full(f.from));
  if (f.until > f.from) text += QString::fromStdString(", for " + lengthText(f.until - f.from));
  return text;
}

}  // namespace headroom::gui
