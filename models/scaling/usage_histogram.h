/// How much of a resource was used, as weights in buckets that grow by 5 %; a sample loses half of its weight in every
/// `halfLife`. Pure.
///
/// As the recommender of Kubernetes' Vertical Pod Autoscaler keeps it (kubernetes/autoscaler, vertical-pod-autoscaler,
/// pkg/recommender/util/histogram.go, decaying_histogram.go): bucket n begins at first · (ratio^n − 1)/(ratio − 1), the
/// last has no end; a percentile is the end of the bucket in which the weight below it reaches its share (of the last
/// bucket the begin); a bucket whose weight is less than 10^-4 of a sample at the newest time counts as empty.
#pragma once

#include "sim/time.h"

#include <vector>

namespace headroom {

class UsageHistogram {
 public:
  UsageHistogram() = default;
  /// Up to `most`; the first bucket is `first` wide.
  UsageHistogram(double first, double most, Duration halfLife, double ratio = 1.05);

  void add(double value, double weight, Instant at);
  /// Takes a sample back that was added with the same time.
  void remove(double value, double weight, Instant at);
  bool empty() const;
  /// 0 if it is empty.
  double percentile(double share) const;

 private:
  std::size_t bucketOf(double value) const;
  double decayed(double weight, Instant at);

  std::vector<double> begins_, weights_;
  double total_ = 0;
  Duration halfLife_;
  Instant reference_;  // a sample of this time weighs what it is added with
};

}  // namespace headroom
