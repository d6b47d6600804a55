#include "sim/histogram.h"

namespace headroom {
namespace {

/// The least rank that is at least q·n, from 1.
std::uint64_t rankOf(double q, std::uint64_t n) {
  const double x = q * static_cast<double>(n);
  auto rank = static_cast<std::uint64_t>(x);
  if (static_cast<double>(rank) < x * (1 - 1e-15)) ++rank;
  return std::clamp<std::uint64_t>(rank, 1, n);
}

}  // namespace

double Histogram::quantile(double q) const {
  double result = 0;
  quantiles({&q, 1}, {&result, 1});
  return result;
}

void Histogram::quantiles(std::span<const double> qs, std::span<double> seconds) const {
  std::fill(seconds.begin(), seconds.end(), 0.0);
  if (!count_) return;
  std::size_t bin = firstOf(octaves_);
  std::uint64_t seen = counts_[bin];
  for (std::size_t i = 0; i < qs.size(); ++i) {
    const std::uint64_t rank = rankOf(qs[i], count_);
    while (seen < rank) seen += counts_[++bin];
    // Unsigned: the upper edge of the last bin is 2^63.
    const auto width = static_cast<std::uint64_t>(upperEdge(bin)) - static_cast<std::uint64_t>(lowerEdge(bin));
    const double middle = static_cast<double>(lowerEdge(bin)) + static_cast<double>(width - 1) / 2;
    seconds[i] = rank == count_ ? static_cast<double>(max_) / 1e9 : std::min(middle, static_cast<double>(max_)) / 1e9;
  }
}

void Histogram::merge(const Histogram& o) {
  if (!o.count_) return;
  if (o.counts_.size() > counts_.size()) counts_.resize(o.counts_.size(), 0);
  o.forEach([&](std::size_t bin, std::uint64_t n) { counts_[bin] += n; });
  count_ += o.count_;
  octaves_ |= o.octaves_;
  max_ = std::max(max_, o.max_);
}

void Histogram::clear() {
  if (!count_) return;
  for (; octaves_; octaves_ &= octaves_ - 1)
    std::fill_n(counts_.begin() + static_cast<std::ptrdiff_t>(firstOf(octaves_)), perOctave, 0);
  count_ = max_ = 0;
}

}  // namespace headroom
