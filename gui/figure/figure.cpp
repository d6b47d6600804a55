// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/figure/figure.h"

#include "gui/figure/picture.h"
#include "scenarios/run/result_json.h"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>

namespace headroom::gui {
namespace {

QSize sizeOf(const Figure& figure) { return {figure.width, figure.height}; }

QString texts(const Figure& figure, const char* what) {
  return QString::fromStdString(what == std::string("Title") ? figure.view->title : provenanceOf(figure));
}

QByteArray pngOf(const Figure& figure, int scale) {
  QImage image(sizeOf(figure) * scale, QImage::Format_RGB32);
  image.setDevicePixelRatio(scale);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  paintFigure(painter, figure);
  painter.end();
  image.setText("Title", texts(figure, "Title"));
  image.setText("Description", texts(figure, "Description"));
  image.setText("Software", QString::fromStdString("headroom " + programVersion()));
  QByteArray bytes;
  QBuffer buffer(&bytes);
  image.save(&buffer, "PNG");
  return bytes;
}

QByteArray pdfOf(const Figure& figure) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter pdf(&buffer);
  constexpr int dotsPerInch = 96;
  pdf.setResolution(dotsPerInch);
  pdf.setPageSize(QPageSize(QSizeF(sizeOf(figure)) * 72 / dotsPerInch, QPageSize::Point));
  pdf.setPageMargins(QMarginsF());
  pdf.setTitle(texts(figure, "Title"));
  pdf.setCreator(texts(figure, "Description"));
  QPainter painter(&pdf);
  painter.setRenderHint(QPainter::Antialiasing);
  paintFigure(painter, figure);
  painter.end();
  return bytes;
}

}  // namespace

QString saveFigure(const Figure& figure, FigureFormat format, const QString& file) {
  QByteArray bytes;
  switch (format) {
    case FigureFormat::png: bytes = pngOf(figure, 1); break;
    case FigureFormat::png2: bytes = pngOf(figure, 2); break;
    case FigureFormat::svg: bytes = QByteArray::fromStdString(figureSvg(figure)); break;
    case FigureFormat::pdf: bytes = pdfOf(figure); break;
    case FigureFormat::csv: bytes = QByteArray::fromStdString(figureCsv(figure)); break;
  }
  QSaveFile out(file);
  if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
    return "cannot write " + file + ": " + out.errorString();
  return {};
}

}  // namespace headroom::gui
