// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/live_data.h"

#include <algorithm>
#include <mutex>

namespace headroom::gui {
namespace {

class LiveData : public RunData {
 public:
  LiveData(RunHead head, std::shared_ptr<const Announcement> announced, double begin, KeptColumns ends,
           KeptColumns buckets, std::vector<KeptRows> tables)
      : head_(std::move(head)),
        announced_(std::move(announced)),
        begin_(begin),
        ends_(std::move(ends)),
        buckets_(std::move(buckets)),
        tables_(std::move(tables)) {}

  const RunHead& head() const override { return head_; }
  const Announcement& announcement() const override { return *announced_; }
  /// Put together by the first who asks.
  const std::vector<double>& edges() const override {
    std::call_once(asked_, [this] {
      if (ends_.size() == 0) return;
      edges_ = ends_.cells(0, 0, ends_.size());
      edges_.insert(edges_.begin(), begin_);
    });
    return edges_;
  }
  std::vector<double> series(std::size_t index) const override { return buckets_.cells(index, 0, buckets_.size()); }
  std::size_t rows(std::size_t table) const override { return tables_.at(table).size(); }
  std::vector<double> cells(std::size_t table, std::size_t column, std::size_t first, std::size_t n) const override {
    return tables_.at(table).cells(column, first, n);
  }

 private:
  RunHead head_;
  std::shared_ptr<const Announcement> announced_;
  double begin_;
  KeptColumns ends_, buckets_;
  std::vector<KeptRows> tables_;
  mutable std::once_flag asked_;
  mutable std::vector<double> edges_;
};

}  // namespace

void LiveRecorder::announce(const Announcement& a) {
  announced_ = std::make_shared<const Announcement>(a);
  ends_ = KeptColumns({KeptColumn{}});
  std::vector<KeptColumn> columns;
  for (const Series& s : a.series) columns.push_back({a.width(s)});
  buckets_ = KeptColumns(columns);
  tables_.clear();
  for (const Table& t : announced_->tables) tables_.emplace_back(t);
}

void LiveRecorder::bucket(Instant begin, Instant end, std::span<const double> values) {
  if (ends_.size() == 0) begin_ = begin.inSeconds();
  const double ends = end.inSeconds();
  ends_.append(std::span(&ends, 1));
  buckets_.append(values);
}

std::shared_ptr<const RunData> LiveRecorder::snapshot() {
  return std::make_shared<LiveData>(head, announced_, begin_, ends_, buckets_, tables_);
}

}  // namespace headroom::gui
