// SPDX-License-Identifier: GPL-3.0-or-later
/// What is said to who points somewhere and waits, as Qt asks a widget for it.
#pragma once

#include <QApplication>
#include <QHelpEvent>
#include <QTest>
#include <QToolTip>

namespace headroom::gui {

inline std::string saidAt(QWidget& widget, const QPointF& at) {
  const QPoint place = at.toPoint();
  QTest::mouseMove(&widget, place);
  QHelpEvent asks(QEvent::ToolTip, place, widget.mapToGlobal(place));
  QApplication::sendEvent(&widget, &asks);
  return QToolTip::isVisible() ? QToolTip::text().toStdString() : std::string();
}

}  // namespace headroom::gui
