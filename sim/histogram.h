/// How long things took: counts in logarithmic bins.
///
/// Every power of two of nanoseconds is cut into 128 bins, so a value is known to within 1/128 of itself, and a
/// quantile, given as the middle of its bin, to within `relativeError`. Count and greatest value are exact. Cost: add ≈
/// 1 ns, no allocation once the greatest octave has been seen; clear and merge touch only what was used. Left out: the
/// sum, which whoever needs a mean keeps beside, and lengths below 0.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace headroom {

class Histogram {
 public:
  static constexpr double relativeError = 1.0 / 256;

  void add(std::int64_t ns) {
    const auto x = static_cast<std::uint64_t>(ns);
    const std::size_t bin = binOf(x);
    if (bin >= counts_.size()) [[unlikely]]
      counts_.resize((bin / perOctave + 1) * perOctave, 0);
    ++counts_[bin];
    ++count_;
    octaves_ |= std::uint64_t{1} << (bin >> bits);
    max_ = std::max(max_, x);
  }

  std::uint64_t count() const { return count_; }
  /// Greatest value [ns].
  std::int64_t max() const { return static_cast<std::int64_t>(max_); }

  /// Nearest-rank quantile [s]: the value of rank ⌈q·n⌉, never above the greatest, which q = 1 gives; 0 if empty. Walks
  /// the octaves in use, 0.5 ns a bin.
  double quantile(double q) const;
  /// The same for several, which must not fall, in one walk.
  void quantiles(std::span<const double> qs, std::span<double> seconds) const;

  void merge(const Histogram& o);
  void clear();

  /// Calls f(bin, count) for every bin that is not empty, the least first.
  template <class F>
  void forEach(F&& f) const {
    for (std::uint64_t left = octaves_; left; left &= left - 1) {
      const std::size_t first = firstOf(left);
      for (std::size_t i = first; i < first + perOctave; ++i)
        if (counts_[i]) f(i, counts_[i]);
    }
  }

  /// Least value of a bin [ns].
  static constexpr std::int64_t lowerEdge(std::size_t bin) {
    if (bin < 2 * perOctave) return static_cast<std::int64_t>(bin);
    const std::size_t octave = bin / perOctave - 1;
    return static_cast<std::int64_t>((bin % perOctave + perOctave) << octave);
  }

  /// Least value of the next bin [ns].
  static constexpr std::int64_t upperEdge(std::size_t bin) { return lowerEdge(bin + 1); }

 private:
  static constexpr unsigned bits = 7;
  static constexpr std::size_t perOctave = 1u << bits;

  /// Values below 256 have a bin each; above, the seven bits after the leading one say which.
  static std::size_t binOf(std::uint64_t x) {
    const auto width = static_cast<unsigned>(std::bit_width(x | perOctave));
    const unsigned octave = width - bits - 1;
    return (std::size_t{octave} << bits) + static_cast<std::size_t>(x >> octave);
  }

  /// First bin of the least octave in a set of them.
  static std::size_t firstOf(std::uint64_t octaves) {
    return static_cast<std::size_t>(std::countr_zero(octaves)) << bits;
  }

  std::vector<std::uint64_t> counts_;
  std::uint64_t count_ = 0, max_ = 0;
  std::uint64_t octaves_ = 0;  // bit k: a bin of octave k may be in use
};

}  // namespace headroom
