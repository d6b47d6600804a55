// SPDX-License-Identifier: GPL-3.0-or-later
/// The window: one trace, its charts one above the other, all on one TimeWindow.
///
/// A file that cannot be read leaves what is on show, and a message says why.
#pragma once

#include "gui/charts/timeline_chart.h"
#include "gui/data/series.h"
#include "gui/time_window.h"

#include <memory>
#include <vector>

#include <QComboBox>
#include <QLabel>
#include <QMainWindow>
#include <QSplitter>
#include <QStackedWidget>

namespace headroom::gui {

class TraceWindow : public QMainWindow {
  Q_OBJECT

 public:
  TraceWindow();
  ~TraceWindow() override;

  /// False, and a message, if the file cannot be read.
  bool open(const QString& file, const QString& service = {});

  TimeWindow& time() { return time_; }
  const TraceView* view() const { return view_.get(); }
  const std::vector<TimelineChart*>& charts() const { return charts_; }
  /// What is wrong; empty: nothing.
  QString message() const;

 protected:
  void dragEnterEvent(QDragEnterEvent*) override;
  void dropEvent(QDropEvent*) override;

 private:
  void makeMenus();
  void makePages();
  void chooseFile();
  void present(TraceView);
  void say(const QString& message);

  TimeWindow time_;
  std::unique_ptr<TraceView> view_;
  std::vector<TimelineChart*> charts_;
  QLabel *message_, *title_, *facts_;
  QComboBox* service_;
  QWidget* serviceChoice_;
  QStackedWidget* pages_;
  QSplitter* stack_;
};

}  // namespace headroom::gui
