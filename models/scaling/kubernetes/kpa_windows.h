/// Averages of the Knative Pod Autoscaler over its windows of one-second buckets.
///
/// A second without a sample between two samples counts as 0; the seconds after the last one are left out; a window
/// that has begun to fill is averaged over its filled part; a whole window without samples is 0. Rounded down to
/// 10⁻⁶. The weighted average takes the newest bucket with coefficient c = max(1 − 0.0001^(1/buckets), 0.2), each older
/// one with (1 − c) times the next. Source: knative/serving, pkg/autoscaler/aggregation/bucketing.go.
#pragma once

#include "models/scaling/kubernetes/kpa_spec.h"
#include "sim/time.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace headroom {

class KpaWindow {
 public:
  KpaWindow() = default;
  KpaWindow(Duration window, KpaSpec::Averaging averaging);

  /// A sample of the whole revision; those of one second add up. One that comes late takes its place, unless it is
  /// older than a window.
  void record(Instant, double value);
  /// Nothing for longer than a window.
  bool empty(Instant now) const;
  double average(Instant now) const;

 private:
  std::size_t place(std::int64_t second) const { return static_cast<std::size_t>(second) % buckets_.size(); }
  double linear(std::int64_t now) const;
  double weighted(std::int64_t now) const;

  std::int64_t window_ = 1;  // s
  std::optional<double> coefficient_;
  std::vector<double> buckets_{0};
  double total_ = 0;
  std::optional<std::int64_t> first_, last_;  // seconds
};

}  // namespace headroom
