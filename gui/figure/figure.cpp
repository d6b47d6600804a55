// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/figure/figure.h"

#include "gui/figure/picture.h"

namespace headroom::gui {

Drawn drawnOf(const Figure& figure) {
  return {QString::fromStdString(figure.view->title),
          QString::fromStdString(provenanceOf(figure)),
          {figure.width, figure.height},
          [figure](QPainter& painter) { paintFigure(painter, figure); },
          [figure] { return QByteArray::fromStdString(figureCsv(figure)); },
          [figure] { return QByteArray::fromStdString(figureSvg(figure)); }};
}

}  // namespace headroom::gui
