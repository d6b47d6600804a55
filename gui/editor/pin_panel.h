// SPDX-License-Identifier: GPL-3.0-or-later
/// Numbers of a scenario as sliders, and what the run makes of them: moving one runs the scenario with that value in
/// the background and draws the curve, as it grows, over the ghost of the last run.
///
/// The text is left alone, as by `--set`, until the values are written into it. A slider whose field is gone goes.
#pragma once

#include "gui/editor/preview.h"
#include "gui/editor/slider_scale.h"
#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/editor/trial.h"
#endif

#include <set>
#include <string>
#include <utility>
#include <vector>

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>

namespace headroom::gui {

class PinPanel : public QWidget {
  Q_OBJECT

 public:
  explicit PinPanel(QWidget* parent = nullptr);

  void pin(const FormField&);
  void unpin(const std::string& path);
  std::set<std::string> paths() const;
  /// The text has changed: sliders that were not moved follow it, and it is run again.
  void follow(const Checked&, const FormField& form);
  /// "services.web.fleet.min=9", of the sliders that stand elsewhere than the text.
  std::vector<std::string> sets() const;
  /// The same as paths and values.
  std::vector<std::pair<std::string, std::string>> values() const;
  /// All sliders where the text has them.
  void reset();

  QSlider* slider(const std::string& path) const;
  const Preview& preview() const { return *preview_; }
  const Trial& trial() const { return trial_; }

 Q_SIGNALS:
  void unpinned(const QString& path);
  void moved();
  /// The values are to be written into the text.
  void writeWished();

 private:
  struct Pin {
    std::string path, written;  // as the text has it
    SliderScale scale;
    bool moved = false;
    QWidget* row = nullptr;
    QSlider* slider = nullptr;
    QLabel* value = nullptr;
    std::string text() const { return moved ? scale.textAt(slider->value()) : written; }
  };
  Pin* find(const std::string& path);
  void build(Pin&);
  void place(Pin&, const FormField&);
  void slid(const std::string& path);
  void run();
  void refresh();

  Trial trial_;
  std::vector<Pin> pins_;
  std::string file_, text_;
  QVBoxLayout* rows_;
  Preview* preview_;
  QComboBox* curve_;
  QPushButton *write_, *reset_;
  QLabel* state_;
  bool placing_ = false;
};

}  // namespace headroom::gui
