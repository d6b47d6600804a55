// SPDX-License-Identifier: GPL-3.0-or-later
/// What stands in a tab of the window: a run, a scenario being edited, a comparison.
///
/// What can be done on a page is its actions (QWidget::addAction), and nothing else: menus, the command palette and the
/// sheet of keys are made of them. Each has an object name ("view.zoom-in"), a text, an accessible one in its status
/// tip, a shortcut where there is one (Qt::WidgetWithChildrenShortcut), and the name of its menu as the property
/// "menu".
#pragma once

#include <QString>
#include <QWidget>

namespace headroom::gui {

class Page : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;
  virtual QString title() const = 0;
  /// What opens this page again: a file or the name of a library scenario; empty: nothing does.
  virtual QString source() const = 0;
  /// False: something would be lost, and the user wants it kept.
  virtual bool mayClose() { return true; }
  /// Something that belongs to what it shows is still being made.
  virtual bool busy() const { return false; }

 Q_SIGNALS:
  void retitled();
  /// A sentence for the line below the page; empty: nothing to say.
  void said(const QString& sentence);
  /// Another page is to stand beside this one; the window owns it from then on.
  void opens(Page*);
};

}  // namespace headroom::gui
