// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/verbs.h"

#include <QWidget>

namespace headroom::gui {

QAction* addVerb(QWidget& owner, const QString& name, const QString& menu, const QString& text,
                 const QKeySequence& keys, std::function<void()> act) {
  auto* action = new QAction(text, &owner);
  action->setObjectName(name);
  action->setProperty("menu", menu);
  action->setShortcut(keys);
  action->setShortcutContext(owner.isWindow() ? Qt::WindowShortcut : Qt::WidgetWithChildrenShortcut);
  action->setStatusTip(nameOf(*action));
  QObject::connect(action, &QAction::triggered, &owner, [act = std::move(act)] { act(); });
  owner.addAction(action);
  return action;
}

std::vector<QAction*> verbsOf(const QWidget* first, const QWidget* then) {
  std::vector<QAction*> verbs;
  for (const QWidget* of : {first, then}) {
    if (!of) continue;
    for (QAction* a : of->actions())
      if (!a->isSeparator() && !a->objectName().isEmpty()) verbs.push_back(a);
  }
  return verbs;
}

QString menuOf(const QAction& a) {
  const QString menu = a.property("menu").toString();
  return menu.isEmpty() ? QStringLiteral("Page") : menu;
}

QString nameOf(const QAction& a) {
  QString text = a.text();
  text.remove('&');
  while (text.endsWith(QChar(0x2026))) text.chop(1);
  return text;
}

QString keysOf(const QAction& a) {
  QStringList keys;
  for (const QKeySequence& k : a.shortcuts()) keys << k.toString(QKeySequence::NativeText);
  return keys.join(", ");
}

}  // namespace headroom::gui
