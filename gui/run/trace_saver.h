// SPDX-License-Identifier: GPL-3.0-or-later
/// Runs in memory are written to traces while the window goes on.
///
/// Left out: what was begun is not cut short, so the end of this object waits for it.
#pragma once

#include "gui/figure/report.h"
#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/run/save_trace.h"
#endif

#include <functional>
#include <future>
#include <optional>
#include <vector>

#include <QObject>
#include <QString>
#include <QTemporaryDir>

namespace headroom::gui {

class TraceSaver : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  using Then = std::function<void(const QString& wrong)>;  // empty: it is written

  void save(const RunSoFar&, const QString& file, const Then&);
  /// To a file that is there as long as this object is.
  void keep(const RunSoFar&, const QString& name, const Kept&);

 Q_SIGNALS:
  /// Of a long one, from time to time.
  void wrote(int percent);

 private:
  std::optional<QTemporaryDir> kept_;
  std::vector<std::future<void>> begun_;
};

}  // namespace headroom::gui
