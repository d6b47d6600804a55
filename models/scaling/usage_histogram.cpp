#include "models/scaling/usage_histogram.h"

#include "sim/math.h"

#include <algorithm>

namespace headroom {
namespace {

constexpr double leastWeight = 1e-4;
constexpr double longestExponent = 100;  // weights are scaled down before they grow by more than 2 to this

}  // namespace

UsageHistogram::UsageHistogram(double first, double most, Duration halfLife, double ratio) : halfLife_(halfLife) {
  double begin = 0;
  for (; begin <= most; begin = begin * ratio + first) begins_.push_back(begin);
  begins_.push_back(begin);
  weights_.resize(begins_.size(), 0);
}

std::size_t UsageHistogram::bucketOf(double value) const {
  const auto above = std::upper_bound(begins_.begin(), begins_.end(), value);
  return above == begins_.begin() ? 0 : static_cast<std::size_t>(above - begins_.begin()) - 1;
}

double UsageHistogram::decayed(double weight, Instant at) {
  const Duration age = at - reference_;
  const std::int64_t halves = age / halfLife_;
  const double exponent = static_cast<double>(halves) + (age % halfLife_).inSeconds() / halfLife_.inSeconds();
  if (exponent > longestExponent) {
    reference_ = reference_ + halfLife_ * halves;
    const double factor = halves > 1000 ? 0 : math::powerOfTwo(-halves);
    for (double& w : weights_) w *= factor;
    total_ *= factor;
    return decayed(weight, at);
  }
  return weight * math::exp(math::kLn2 * exponent);
}

void UsageHistogram::add(double value, double weight, Instant at) {
  const double more = decayed(weight, at);
  weights_[bucketOf(value)] += more;
  total_ += more;
}

void UsageHistogram::remove(double value, double weight, Instant at) {
  double& bucket = weights_[bucketOf(value)];
  double less = decayed(weight, at);
  if (less > bucket - leastWeight) less = bucket;
  bucket -= less;
  total_ -= less;
}

bool UsageHistogram::empty() const {
  return std::none_of(weights_.begin(), weights_.end(), [](double w) { return w >= leastWeight; });
}

double UsageHistogram::percentile(double share) const {
  std::size_t first = 0, last = 0;
  for (std::size_t b = weights_.size(); b-- > 0;)
    if (weights_[b] >= leastWeight) first = b;
  for (std::size_t b = 0; b < weights_.size(); ++b)
    if (weights_[b] >= leastWeight) last = b;
  if (empty()) return 0;
  double below = 0;
  std::size_t bucket = first;
  for (; bucket < last; ++bucket) {
    below += weights_[bucket];
    if (below >= share * total_) break;
  }
  return begins_[std::min(bucket + 1, begins_.size() - 1)];
}

}  // namespace headroom
