// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/figure/picture.h"

#include "gui/charts/look.h"
#include "gui/charts/time_axis.h"
#include "gui/charts/timeline_chart.h"

#include <algorithm>

namespace headroom::gui {
namespace {

constexpr int titleHeight = 34, footHeight = 24;

/// Laid out as if it were shown; hidden widgets are not.
void layOut(QWidget& widget, int width, int height) {
  widget.setPalette(lightPalette());
  widget.setAttribute(Qt::WA_DontShowOnScreen);
  widget.resize(width, height);
  widget.show();
}

void drawTexts(QPainter& painter, const Figure& figure) {
  const QRectF all(0, 0, figure.width, figure.height);
  const QPalette palette = lightPalette();
  painter.fillRect(all, palette.color(QPalette::Base));
  painter.save();
  QFont title = painter.font();
  title.setBold(true);
  painter.setFont(title);
  painter.setPen(palette.color(QPalette::WindowText));
  painter.drawText(QRectF(10, 4, all.width() - 20, titleHeight - 4), Qt::AlignLeft | Qt::AlignVCenter,
                   QString::fromStdString(figure.view->title));
  QFont small = title;
  small.setBold(false);
  small.setPointSizeF(small.pointSizeF() * 0.8);
  painter.setFont(small);
  painter.setPen(quietText(palette));
  painter.drawText(QRectF(10, all.bottom() - footHeight, all.width() - 20, footHeight),
                   Qt::AlignLeft | Qt::AlignVCenter, QString::fromStdString(provenanceOf(figure)));
  painter.restore();
}

}  // namespace

void paintFigure(QPainter& painter, const Figure& figure) {
  const QFont font = painter.font();
  drawTexts(painter, figure);
  TimeWindow time;
  time.setRun(figure.view->end(), figure.until - figure.from);
  time.show(figure.from, figure.until);
  TimeAxis axis(time);
  const int width = figure.width, count = static_cast<int>(figure.plots.size());
  const int room = figure.height - titleHeight - footHeight - axis.height();
  int y = titleHeight;
  for (int i = 0; i < count; ++i) {
    const int height = room * (i + 1) / count - room * i / count;
    TimelineChart chart(time);
    chart.setMinimumHeight(0);
    layOut(chart, width, height);
    for (std::size_t p = 0; p < figure.view->plots.size(); ++p)
      if (figure.view->plots[p].id == figure.plots[static_cast<std::size_t>(i)]) chart.draw(figure.view, p);
    painter.setFont(font);
    chart.render(&painter, QRectF(0, y, width, height), QRect(0, 0, width, height), Qt::IgnoreAspectRatio);
    y += height;
  }
  layOut(axis, width, axis.height());
  axis.setClock(figure.view->clock);
  axis.setPlot(TimelineChart::leftMargin, width - TimelineChart::rightMargin);
  painter.save();
  painter.translate(0, y);
  axis.render(&painter, QPoint(), QRegion(), QWidget::RenderFlags());
  painter.restore();
}

}  // namespace headroom::gui
