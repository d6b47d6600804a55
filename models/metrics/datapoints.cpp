#include "models/metrics/datapoints.h"

namespace headroom {

void Datapoints::measured(const Datapoint& point) { waiting_.push_back(point); }

void Datapoints::publish(Instant now) {
  while (!waiting_.empty() && waiting_.front().end + delay_ <= now) {
    if (values_.size() == memory_) values_.erase(values_.begin());
    newest_ = waiting_.front();
    values_.push_back(newest_.value);
    waiting_.erase(waiting_.begin());
  }
}

}  // namespace headroom
