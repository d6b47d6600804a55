/// What share was bad in the worst of all windows of so many minutes, each minute being the last of one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace headroom {

class BudgetWindow {
 public:
  explicit BudgetWindow(std::size_t minutes = 0) : minutes_(minutes) {}

  /// The next minute: how many ended in it, and how many of them were good.
  void minute(std::uint64_t good, std::uint64_t ended) {
    if (minutes_.empty()) return;
    Minute& oldest = minutes_[passed_ % minutes_.size()];
    bad_ += ended - good - oldest.bad;
    ended_ += ended - oldest.ended;
    oldest = {ended - good, ended};
    ++passed_;
    if (full() && ended_) worst_ = std::max(worst_, static_cast<double>(bad_) / static_cast<double>(ended_));
  }
  /// As many minutes have passed as a window has; none of a window of none.
  bool full() const { return !minutes_.empty() && passed_ >= minutes_.size(); }
  double worst() const { return worst_; }

 private:
  struct Minute {
    std::uint64_t bad = 0, ended = 0;
  };
  std::vector<Minute> minutes_;
  std::size_t passed_ = 0;
  std::uint64_t bad_ = 0, ended_ = 0;  // of the window that ends now
  double worst_ = 0;
};

}  // namespace headroom
