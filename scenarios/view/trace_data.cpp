#include "analysis/trace/trace.h"
#include "scenarios/view/run_data.h"

namespace headroom::view {
namespace {

class TraceData : public RunData {
 public:
  explicit TraceData(const std::string& file) : trace_(file) {
    head_ = {file,         trace_.title(), trace_.status(), trace_.start(), trace_.fingerprint(), trace_.summaryJson(),
             trace_.seed()};
    const std::vector<double> bounds = trace_.bounds(0, trace_.buckets());
    if (bounds.empty()) return;
    edges_.push_back(bounds[0]);
    for (std::size_t i = 1; i < bounds.size(); i += 2) edges_.push_back(bounds[i]);
  }
  const RunHead& head() const override { return head_; }
  const Announcement& announcement() const override { return trace_.announcement(); }
  const std::vector<double>& edges() const override { return edges_; }
  std::vector<double> series(std::size_t index) const override {
    return trace_.series(announcement().series.at(index).name, 0, trace_.buckets());
  }
  std::size_t rows(std::size_t table) const override { return trace_.rows(table); }
  std::vector<double> cells(std::size_t table, std::size_t column, std::size_t first, std::size_t n) const override {
    return trace_.column(table, column, first, n);
  }

 private:
  Trace trace_;
  RunHead head_;
  std::vector<double> edges_;
};

}  // namespace

std::shared_ptr<const RunData> openTrace(const std::string& file) { return std::make_shared<TraceData>(file); }

}  // namespace headroom::view
