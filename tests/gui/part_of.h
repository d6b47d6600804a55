/// The first buckets of a run, as if it still went on.
#pragma once

#include "gui/data/view.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace headroom::gui {

class PartOf : public RunData {
 public:
  PartOf(std::shared_ptr<const RunData> whole, std::size_t buckets) : whole_(std::move(whole)), head_(whole_->head()) {
    head_.status = "running";
    head_.summaryJson.clear();
    const auto& edges = whole_->edges();
    if (buckets > 0) edges_.assign(edges.begin(), edges.begin() + static_cast<std::ptrdiff_t>(buckets) + 1);
  }
  const RunHead& head() const override { return head_; }
  const Announcement& announcement() const override { return whole_->announcement(); }
  const std::vector<double>& edges() const override { return edges_; }
  std::vector<double> series(std::size_t index) const override {
    auto values = whole_->series(index);
    values.resize(buckets() * announcement().width(announcement().series[index]));
    return values;
  }
  std::size_t rows(std::size_t table) const override {
    const auto& columns = announcement().tables[table].columns;
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (columns[c].name == "time") {
        const auto times = whole_->column(table, c);
        const double end = edges_.empty() ? 0 : edges_.back();
        return static_cast<std::size_t>(std::upper_bound(times.begin(), times.end(), end) - times.begin());
      }
    return 0;
  }
  std::vector<double> cells(std::size_t table, std::size_t column, std::size_t first, std::size_t n) const override {
    return whole_->cells(table, column, first, n);
  }

 private:
  std::shared_ptr<const RunData> whole_;
  RunHead head_;
  std::vector<double> edges_;
};

}  // namespace headroom::gui
