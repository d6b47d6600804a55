// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/theme.h"

#include "gui/charts/look.h"

#include <algorithm>

#include <QApplication>
#include <QFont>
#include <QStyle>
#include <QStyleFactory>

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

}  // namespace

void useTheme(const QString& theme) {
  const Looks& before = system();
  const bool own = theme == "light" || theme == "dark";
  QApplication::setStyle(QStyleFactory::create(own ? "Fusion" : before.style));
  QApplication::setPalette(!own ? before.palette : theme == "dark" ? darkPalette() : lightPalette());
}

void useTextSize(int points) {
  QFont font = system().font;
  font.setPointSizeF(font.pointSizeF() + std::clamp(points, smallestText, largestText));
  QApplication::setFont(font);
}

}  // namespace headroom::gui
