// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/figure/picture.h"

#include "gui/charts/look.h"
#include "gui/charts/time_axis.h"
#include "gui/charts/timeline_chart.h"

#include <algorithm>

namespace headroom::gui {
namespace {

/// Laid out as if it were shown; hidden widgets are not.
void layOut(QWidget& widget, int width, int height) {
  widget.setPalette(lightPalette());
  widget.setAttribute(Qt::WA_DontShowOnScreen);
  widget.resize(width, height);
  widget.show();
}

}  // namespace

void paintFigure(QPainter& painter, const Figure& figure) {
  const QFont font = painter.font();
  const QSizeF all(figure.width, figure.height);
  paintTexts(painter, all, QString::fromStdString(figure.view->title), QString::fromStdString(provenanceOf(figure)));
  TimeWindow time;
  time.setRun(figure.view->end(), figure.until - figure.from);
  time.show(figure.from, figure.until);
  TimeAxis axis(time);
  const int width = figure.width, count = static_cast<int>(figure.plots.size());
  const int room = static_cast<int>(roomIn(all).height()) - axis.height();
  int y = static_cast<int>(roomIn(all).top());
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
