/// Walks a tree of widgets for controls that a screen reader could not name.
#pragma once

#include <string>
#include <vector>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QGraphicsView>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QTableView>
#include <QTextEdit>
#include <QWidget>

namespace headroom::gui {

/// Parts that Qt puts into its own widgets.
inline bool isQtsOwn(const QWidget& w) {
  if (w.objectName().startsWith("qt_") || qobject_cast<const QScrollBar*>(&w) || qobject_cast<const QHeaderView*>(&w))
    return true;
  for (const QWidget* p = w.parentWidget(); p; p = p->parentWidget())
    if (qobject_cast<const QComboBox*>(p)) return true;  // its list
  const QWidget* parent = w.parentWidget();
  if (const auto* area = qobject_cast<const QAbstractScrollArea*>(parent); area && area->viewport() == &w) return true;
  return qobject_cast<const QTabBar*>(parent) || qobject_cast<const QComboBox*>(parent) ||
         qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QAbstractSpinBox*>(parent) ||
         qobject_cast<const QTableView*>(parent) || qobject_cast<const QMenuBar*>(parent) ||
         (parent && parent->objectName().startsWith("qt_")) || (parent && parent->inherits("QDockWidgetTitleButton")) ||
         w.inherits("QDockWidgetTitleButton") || w.inherits("QToolBarExtension");
}

inline bool isControl(const QWidget& w) {
  return qobject_cast<const QAbstractButton*>(&w) || qobject_cast<const QAbstractItemView*>(&w) ||
         qobject_cast<const QAbstractSlider*>(&w) || qobject_cast<const QAbstractSpinBox*>(&w) ||
         qobject_cast<const QComboBox*>(&w) || qobject_cast<const QLineEdit*>(&w) ||
         qobject_cast<const QPlainTextEdit*>(&w) || qobject_cast<const QTextEdit*>(&w) ||
         qobject_cast<const QGraphicsView*>(&w) || w.focusPolicy() != Qt::NoFocus;
}

/// A button or a label says its text; anything else needs a name.
inline bool isNamed(const QWidget& w) {
  if (!w.accessibleName().isEmpty()) return true;
  const auto* button = qobject_cast<const QAbstractButton*>(&w);
  return button && !button->text().isEmpty();
}

/// "QComboBox in QWidget, HeadBar": empty if all have names.
inline std::vector<std::string> unnamedIn(const QWidget& root) {
  std::vector<std::string> unnamed;
  for (const QWidget* w : root.findChildren<QWidget*>()) {
    if (isQtsOwn(*w) || !isControl(*w) || isNamed(*w)) continue;
    std::string where = w->metaObject()->className();
    for (const QWidget* p = w->parentWidget(); p; p = p->parentWidget())
      where += std::string(" in ") + p->metaObject()->className();
    unnamed.push_back(where);
  }
  return unnamed;
}

}  // namespace headroom::gui
