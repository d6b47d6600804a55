// SPDX-License-Identifier: GPL-3.0-or-later
/// What can be taken out of the window as a file: a picture that is painted, light, and the numbers behind it.
///
/// Every file says where it comes from: pictures in their metadata and in a line at the foot, numbers above them.
#pragma once

#include <functional>

#include <QByteArray>
#include <QPainter>
#include <QSize>
#include <QString>

namespace headroom::gui {

enum class FigureFormat { png, png2, svg, pdf, csv };  // png2: twice as fine

struct Drawn {
  QString title, origin;                 // `origin`: file, seed, version
  QSize size;                            // px
  std::function<void(QPainter&)> paint;  // fills `size` from the origin; none: there are only numbers
  std::function<QByteArray()> csv;
  std::function<QByteArray()> svg{};  // none: what is painted, as Qt writes it
};

/// Writes a file, whole or not at all; what is wrong, empty: nothing.
QString save(const Drawn&, FigureFormat, const QString& file);

/// Ground, title and origin, with room between them for what is drawn.
void paintTexts(QPainter&, const QSizeF&, const QString& title, const QString& origin);
QRectF roomIn(const QSizeF&);

}  // namespace headroom::gui
