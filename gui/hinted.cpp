// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/hinted.h"

#include <QHelpEvent>
#include <QToolTip>

namespace headroom::gui {

bool Hinted::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), hint(help->pos()), this);
  return true;
}

}  // namespace headroom::gui
