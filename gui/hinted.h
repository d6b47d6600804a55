// SPDX-License-Identifier: GPL-3.0-or-later
/// A picture that says what is under the pointer.
#pragma once

#include <QPointF>
#include <QString>
#include <QWidget>

namespace headroom::gui {

class Hinted : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;
  /// Empty: there is nothing to say.
  virtual QString hint(const QPointF&) const = 0;

 protected:
  bool event(QEvent*) override;
};

}  // namespace headroom::gui
