// SPDX-License-Identifier: GPL-3.0-or-later
/// What can be done, as QActions: the one source of menus, palette, toolbar and the sheet of keys (gui/page.h).
#pragma once

#include <functional>
#include <vector>

#include <QAction>
#include <QKeySequence>
#include <QString>

namespace headroom::gui {

/// A verb of `owner`: `name` is "file.open", `menu` "File", `text` may hold a mnemonic. Works wherever the owner has
/// the focus, or anywhere in its window if the owner is the window. One with the property "toolbar" also stands there.
QAction* addVerb(QWidget& owner, const QString& name, const QString& menu, const QString& text,
                 const QKeySequence& keys, std::function<void()> act);

/// The named verbs of a widget, in the order in which they were added; first those of `first`, then those of `then`.
std::vector<QAction*> verbsOf(const QWidget* first, const QWidget* then = nullptr);
QString menuOf(const QAction&);
/// Its text for people: no mnemonic, no dots at the end.
QString nameOf(const QAction&);
QString keysOf(const QAction&);

}  // namespace headroom::gui
