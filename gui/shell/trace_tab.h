// SPDX-License-Identifier: GPL-3.0-or-later
/// The charts of a trace as a page.
#pragma once

#include "gui/page.h"
#include "gui/trace_window.h"

namespace headroom::gui {

class TraceTab : public Page {
  Q_OBJECT

 public:
  /// Throws Failure.
  explicit TraceTab(const QString& file);
  QString title() const override;
  QString source() const override { return file_; }
  TraceWindow& charts() { return *charts_; }

 private:
  QString file_;
  TraceWindow* charts_;
};

}  // namespace headroom::gui
