#include "models/scaling/kubernetes/kpa_windows.h"

#include "sim/math.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

std::int64_t secondOf(Instant t) { return t.ns() / 1'000'000'000; }

double roundedDown(double x) { return std::floor(x * 1e6) / 1e6; }

}  // namespace

KpaWindow::KpaWindow(Duration window, KpaSpec::Averaging averaging)
    : window_(std::max<std::int64_t>(1, (window.ns() + 999'999'999) / 1'000'000'000)),
      buckets_(static_cast<std::size_t>(window_), 0.0) {
  if (averaging == KpaSpec::Averaging::weighted)
    coefficient_ = std::max(1 - math::exp(math::log(0.0001) / static_cast<double>(window_)), 0.2);
}

void KpaWindow::record(Instant t, double value) {
  const std::int64_t second = secondOf(t);
  if (last_ && second < *last_) {
    if (second <= *last_ - window_) return;
    first_ = std::min(*first_, second);
    buckets_[place(second)] += value;
    total_ += value;
    return;
  }
  if (!last_ || second - *last_ > window_) {
    std::fill(buckets_.begin(), buckets_.end(), 0.0);
    total_ = 0;
    first_ = second;
  } else {
    for (std::int64_t s = *last_ + 1; s <= second; ++s) {
      total_ -= buckets_[place(s)];
      buckets_[place(s)] = 0;
    }
  }
  last_ = second;
  buckets_[place(second)] += value;
  total_ += value;
}

bool KpaWindow::empty(Instant now) const { return !last_ || secondOf(now) - *last_ > window_; }

double KpaWindow::average(Instant now) const {
  const std::int64_t second = secondOf(now);
  if (!last_ || second - *last_ >= window_) return 0;
  return roundedDown(coefficient_ ? weighted(second) : linear(second));
}

double KpaWindow::linear(std::int64_t now) const {
  const std::int64_t since = now - *last_;
  double sum = total_;
  for (std::int64_t s = *last_ + 1; s <= now; ++s) sum -= buckets_[place(s)];
  return sum / static_cast<double>(std::min(*last_ - *first_ + 1, window_ - since));
}

double KpaWindow::weighted(std::int64_t now) const {
  double sum = 0, weight = *coefficient_;
  const std::int64_t filled = window_ - (now - *last_);
  for (std::int64_t i = 0; i < filled && i <= *last_; ++i) {
    sum += weight * buckets_[place(*last_ - i)];
    weight *= 1 - *coefficient_;
  }
  return sum;
}

}  // namespace headroom
