// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/theme.h"

#include "gui/charts/look.h"

#include <algorithm>

#include <QApplication>
#include <QFont>
#include <QPainter>
#include <QProxyStyle>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleOption>

namespace headroom::gui {
namespace {

struct Looks {
  QString style = QApplication::style()->objectName();
  QPalette palette = QApplication::palette();
  QFont font = QApplication::font();
};

const Looks& system() {
  static const Looks looks;
  return looks;
}

/// Fusion draws the frames of boxes to tick, of buttons of which one is chosen, and of lines to type in a darker shade
/// of the window: on a dark one nobody sees them.
class DarkFusion : public QProxyStyle {
 public:
  DarkFusion() : QProxyStyle("Fusion") {}
  void drawPrimitive(PrimitiveElement what, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override {
    QProxyStyle::drawPrimitive(what, option, painter, widget);
    const bool box = what == PE_IndicatorCheckBox || what == PE_IndicatorItemViewItemCheck;
    const bool round = what == PE_IndicatorRadioButton;
    const bool focused = what == PE_FrameLineEdit && (option->state & State_HasFocus);
    if (!box && !round && (what != PE_FrameLineEdit || focused)) return;
    painter->save();
    painter->setPen(quietText(option->palette));
    painter->setBrush(Qt::NoBrush);
    painter->setRenderHint(QPainter::Antialiasing, round);
    if (round)
      painter->drawEllipse(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5));
    else
      painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
  }
};

}  // namespace

void useTheme(const QString& theme) {
  const Looks& before = system();
  const bool own = theme == "light" || theme == "dark";
  QApplication::setStyle(theme == "dark" ? new DarkFusion : QStyleFactory::create(own ? "Fusion" : before.style));
  QApplication::setPalette(!own ? before.palette : theme == "dark" ? darkPalette() : lightPalette());
}

void useTextSize(int points) {
  QFont font = system().font;
  font.setPointSizeF(font.pointSizeF() + std::clamp(points, smallestText, largestText));
  QApplication::setFont(font);
}

}  // namespace headroom::gui
