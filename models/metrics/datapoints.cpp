#include "models/metrics/datapoints.h"

#include <algorithm>
#include <limits>

namespace headroom {

void Datapoints::measured(const Datapoint& point, Duration late) { waiting_.push_back({point, late}); }

void Datapoints::append(const Datapoint& point) {
  if (all_.size() == memory_ * overlap_) all_.erase(all_.begin());
  newest_ = point;
  all_.push_back(point.value);
  ++appended_;
}

/// In the place that was kept for it, if that is still remembered.
bool Datapoints::fillIn(const Waiting& w) {
  const std::uint64_t back = appended_ - w.place;  // 1: the newest
  if (back > all_.size()) return false;
  all_[all_.size() - back] = w.point.value;
  if (back == 1) newest_ = w.point;
  return true;
}

void Datapoints::publish(Instant now) {
  bool more = false;
  while (!waiting_.empty() && waiting_.front().point.end + delay_ <= now) {
    Waiting& next = waiting_.front();
    next.place = appended_;
    if (next.late > Duration()) {
      late_.push_back(next);
      next.point.value = std::numeric_limits<double>::quiet_NaN();
    }
    append(next.point);
    waiting_.erase(waiting_.begin());
    more = true;
  }
  std::erase_if(late_, [&](const Waiting& w) {
    if (w.point.end + delay_ + w.late > now) return false;
    more = fillIn(w) || more;
    return true;
  });
  if (more) line();
}

/// Those that touch, in their order.
void Datapoints::line() {
  values_.clear();
  for (std::size_t back = 1; back <= all_.size(); back += overlap_) values_.push_back(all_[all_.size() - back]);
  std::reverse(values_.begin(), values_.end());
}

void Datapoints::resume(const Datapoints& other) {
  const std::size_t memory = memory_;
  *this = other;
  memory_ = memory;
  const std::size_t most = memory_ * overlap_;
  if (all_.size() > most) all_.erase(all_.begin(), all_.end() - static_cast<std::ptrdiff_t>(most));
  line();
}

}  // namespace headroom
