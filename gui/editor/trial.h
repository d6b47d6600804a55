// SPDX-License-Identifier: GPL-3.0-or-later
/// What a scenario would do with other values: a run in the background for each wish, of which only the newest lives.
///
/// A new wish ends the run in flight at once. The last run that came to its end is kept as the ghost to compare with.
#pragma once

#include "gui/editor/latest.h"
#include "gui/run/run_session.h"

#include <memory>

#include <QObject>

namespace headroom::gui {

class Trial : public QObject {
  Q_OBJECT

 public:
  explicit Trial(QObject* parent = nullptr);

  void start(const Recipe&);
  void stop();
  /// Of the newest wish; empty: no bucket yet.
  std::shared_ptr<const RunData> now() const { return now_; }
  std::shared_ptr<const RunData> ghost() const { return ghost_; }
  const RunSession& session() const { return session_; }
  /// Why there is nothing to see; empty: there is, or will be.
  QString trouble() const { return trouble_; }

 Q_SIGNALS:
  void grew();

 private:
  void begin(const std::shared_ptr<const Prepared>&);
  void take();

  RunSession session_;
  std::shared_ptr<const RunData> now_, ghost_;
  QString trouble_;
  bool ended_ = false;
  std::uint64_t wish_ = 0;
  Latest latest_;  // last: its job tells this object
};

}  // namespace headroom::gui
