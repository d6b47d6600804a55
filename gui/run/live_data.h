// SPDX-License-Identifier: GPL-3.0-or-later
/// A run that goes on, kept in memory: who listens to it writes, and hands out what is there so far as RunData.
///
/// Promises: what was handed out never changes, though the writer goes on; both share what is stored. A snapshot costs
/// the newest 32 buckets and rows of each table, and a few pointers for each further 2 MiB of them. Only the thread
/// that runs the model may write and take snapshots; whoever gets one through a lock may read it from any thread.
#pragma once

#include "gui/data/view.h"
#include "gui/run/kept_columns.h"

#include <memory>
#include <span>
#include <vector>

namespace headroom::gui {

class LiveRecorder : public Listener {
 public:
  explicit LiveRecorder(RunHead h) : head(std::move(h)) {}

  void announce(const Announcement&) override;
  void bucket(Instant begin, Instant end, std::span<const double> values) override;
  void row(std::size_t table, std::span<const double> cells) override { tables_[table].append(cells); }
  void rows(std::size_t table, std::span<const double> stays, const Cells& others) override {
    tables_[table].append(stays, others);
  }

  std::size_t buckets() const { return ends_.size(); }
  std::size_t rows(std::size_t table) const { return tables_[table].size(); }
  /// Everything so far; it must have been announced.
  std::shared_ptr<const RunData> snapshot();

  RunHead head;  // of the snapshots to come

 private:
  std::shared_ptr<const Announcement> announced_;
  double begin_ = 0;     // of the first bucket
  KeptColumns ends_;     // of buckets
  KeptColumns buckets_;  // the series
  std::vector<KeptRows> tables_;
};

}  // namespace headroom::gui
