// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/figure/drawn.h"

#include "gui/charts/look.h"
#include "scenarios/run/result_json.h"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace headroom::gui {
namespace {

constexpr double titleHeight = 34, footHeight = 24;  // px
constexpr int dotsPerInch = 96;

void paintOn(QPaintDevice& device, const Drawn& drawn) {
  QPainter painter(&device);
  painter.setRenderHint(QPainter::Antialiasing);
  drawn.paint(painter);
}

QByteArray pngOf(const Drawn& drawn, int scale) {
  QImage image(drawn.size * scale, QImage::Format_RGB32);
  image.setDevicePixelRatio(scale);
  paintOn(image, drawn);
  image.setText("Title", drawn.title);
  image.setText("Description", drawn.origin);
  image.setText("Software", QString::fromStdString("headroom " + programVersion()));
  QByteArray bytes;
  QBuffer buffer(&bytes);
  image.save(&buffer, "PNG");
  return bytes;
}

QByteArray svgOf(const Drawn& drawn) {
  if (drawn.svg) return drawn.svg();
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QSvgGenerator svg;
  svg.setOutputDevice(&buffer);
  svg.setResolution(dotsPerInch);
  svg.setSize(drawn.size);
  svg.setViewBox(QRect(QPoint(), drawn.size));
  svg.setTitle(drawn.title);
  svg.setDescription(drawn.origin);
  paintOn(svg, drawn);
  return bytes;
}

QByteArray pdfOf(const Drawn& drawn) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter pdf(&buffer);
  pdf.setResolution(dotsPerInch);
  pdf.setPageSize(QPageSize(QSizeF(drawn.size) * 72 / dotsPerInch, QPageSize::Point));
  pdf.setPageMargins(QMarginsF());
  pdf.setTitle(drawn.title);
  pdf.setCreator(drawn.origin);
  paintOn(pdf, drawn);
  return bytes;
}

QByteArray bytesOf(const Drawn& drawn, FigureFormat format) {
  switch (format) {
    case FigureFormat::png: return pngOf(drawn, 1);
    case FigureFormat::png2: return pngOf(drawn, 2);
    case FigureFormat::svg: return svgOf(drawn);
    case FigureFormat::pdf: return pdfOf(drawn);
    case FigureFormat::csv: break;
  }
  return drawn.csv();
}

}  // namespace

QString save(const Drawn& drawn, FigureFormat format, const QString& file) {
  if (format != FigureFormat::csv && !drawn.paint) return "of a table there are only values (.csv)";
  const QByteArray bytes = bytesOf(drawn, format);
  QSaveFile out(file);
  if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
    return "cannot write " + file + ": " + out.errorString();
  return {};
}

void paintTexts(QPainter& painter, const QSizeF& size, const QString& title, const QString& origin) {
  const QRectF all(QPointF(), size);
  const QPalette palette = lightPalette();
  painter.fillRect(all, palette.color(QPalette::Base));
  painter.save();
  QFont bold = painter.font();
  bold.setBold(true);
  painter.setFont(bold);
  painter.setPen(palette.color(QPalette::WindowText));
  painter.drawText(QRectF(10, 4, all.width() - 20, titleHeight - 4), Qt::AlignLeft | Qt::AlignVCenter, title);
  QFont small = bold;
  small.setBold(false);
  small.setPointSizeF(small.pointSizeF() * 0.8);
  painter.setFont(small);
  painter.setPen(quietText(palette));
  painter.drawText(QRectF(10, all.bottom() - footHeight, all.width() - 20, footHeight),
                   Qt::AlignLeft | Qt::AlignVCenter, origin);
  painter.restore();
}

QRectF roomIn(const QSizeF& size) {
  return {0, titleHeight, size.width(), std::max(10.0, size.height() - titleHeight - footHeight)};
}

}  // namespace headroom::gui
