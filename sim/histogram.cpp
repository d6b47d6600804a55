#include "sim/histogram.h"

#include <algorithm>

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
  std::size_t bin = from_;
  std::uint64_t seen = counts_[bin];
  for (std::size_t i = 0; i < qs.size(); ++i) {
    const std::uint64_t rank = rankOf(qs[i], count_);
    while (seen < rank) seen += counts_[++bin];
    // Unsigned: the upper edge of the last bin is 2^63.
    const auto width = static_cast<std::uint64_t>(upperEdge(bin)) - static_cast<std::uint64_t>(lowerEdge(bin));
    const double middle = static_cast<double>(lowerEdge(bin)) + static_cast<double>(width - 1) / 2;
    const auto most = static_cast<double>(max());
    seconds[i] = (rank == count_ ? most : std::min(middle, most)) / 1e9;
  }
}

void Histogram::widen(std::uint64_t x, std::size_t bin) {
  beyond_ = std::max(beyond_, x + 1);
  from_ = std::min(from_, bin);
  if (bin >= counts_.size()) counts_.resize((bin / perOctave + 1) * perOctave, 0);
}

void Histogram::merge(const Histogram& o) {
  if (!o.count_) return;
  if (o.counts_.size() > counts_.size()) counts_.resize(o.counts_.size(), 0);
  for (std::size_t i = o.from_, end = o.end(); i < end; ++i) counts_[i] += o.counts_[i];
  count_ += o.count_;
  from_ = std::min(from_, o.from_);
  beyond_ = std::max(beyond_, o.beyond_);
}

void Histogram::clear() {
  if (!count_) return;
  std::fill(counts_.begin() + static_cast<std::ptrdiff_t>(from_), counts_.begin() + static_cast<std::ptrdiff_t>(end()),
            0);
  count_ = beyond_ = 0;
  from_ = SIZE_MAX;
}

}  // namespace headroom
