// SPDX-License-Identifier: GPL-3.0-or-later
/// One curve of a run as it grows, over the ghost of the run before; small, with two axes and a read-out.
#pragma once

#include "gui/data/view.h"

#include <memory>
#include <string>
#include <vector>

#include <QWidget>

namespace headroom::gui {

/// What can be looked at.
enum class PreviewCurve { latency, served, lost, workers, cost };
inline constexpr int previewCurves = 5;
QString nameOf(PreviewCurve);
/// One number a bucket: latency in seconds, requests a second, workers, USD an hour.
std::vector<double> curveOf(const RunData&, PreviewCurve);

class Preview : public QWidget {
  Q_OBJECT

 public:
  explicit Preview(QWidget* parent = nullptr);
  void setCurve(PreviewCurve);
  void present(std::shared_ptr<const RunData> now, std::shared_ptr<const RunData> ghost, const QString& trouble);
  const std::vector<double>& line() const { return now_.values; }
  const std::vector<double>& ghostLine() const { return ghost_.values; }
  QSize sizeHint() const override { return {360, 170}; }
  QSize minimumSizeHint() const override { return {200, 110}; }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  struct Line {
    std::shared_ptr<const RunData> run;
    std::vector<double> values;
  };
  void read();
  double greatest() const;
  double until() const;
  void paintLine(QPainter&, const QRectF&, const Line&, double top, const QPen&) const;

  PreviewCurve curve_ = PreviewCurve::latency;
  Line now_, ghost_;
  QString trouble_;
};

}  // namespace headroom::gui
