#include "models/metrics/datapoints.h"

#include <algorithm>

namespace headroom {

void Datapoints::measured(const Datapoint& point) { waiting_.push_back(point); }

void Datapoints::publish(Instant now) {
  const std::size_t most = memory_ * overlap_;
  bool more = false;
  while (!waiting_.empty() && waiting_.front().end + delay_ <= now) {
    if (all_.size() == most) all_.erase(all_.begin());
    newest_ = waiting_.front();
    all_.push_back(newest_.value);
    waiting_.erase(waiting_.begin());
    more = true;
  }
  if (!more) return;
  values_.clear();
  for (std::size_t back = 1; back <= all_.size(); back += overlap_) values_.push_back(all_[all_.size() - back]);
  std::reverse(values_.begin(), values_.end());
}

}  // namespace headroom
