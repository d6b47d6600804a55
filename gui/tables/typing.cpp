// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tables/typing.h"

#include <QKeyEvent>

namespace headroom::gui {
namespace {

class Letters : public QObject {
 public:
  using QObject::QObject;
  bool eventFilter(QObject* object, QEvent* event) override {
    if (event->type() != QEvent::ShortcutOverride) return QObject::eventFilter(object, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool letter = key->key() >= Qt::Key_A && key->key() <= Qt::Key_Z && key->modifiers() == Qt::NoModifier;
    if (letter) event->accept();
    return letter;
  }
};

}  // namespace

void keepLetters(QComboBox* box) { box->installEventFilter(new Letters(box)); }

}  // namespace headroom::gui
