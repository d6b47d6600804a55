/// How long things took: counts in logarithmic bins.
///
/// Every power of two of nanoseconds is cut into 128 bins, so a value is known to within 1/128 of itself, and a
/// quantile, given as the middle of its bin, to within `relativeError`. Count and greatest value are exact. Cost: add ≈
/// 1 ns, no allocation once the greatest octave has been seen; clear and merge touch only what was used. Left out: the
/// sum, which whoever needs a mean keeps beside, and lengths below 0.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace headroom {

class Histogram {
  static constexpr unsigned bits = 7;
  static constexpr std::size_t perOctave = 1u << bits;

 public:
  static constexpr std::size_t bins = (64 - bits) * perOctave;  // that values up to 2^63 - 1 have
  static constexpr double relativeError = 1.0 / 256;

  void add(std::int64_t ns) {
    const auto x = static_cast<std::uint64_t>(ns);
    const std::size_t bin = binOf(x);
    if (x >= beyond_ || bin < from_) [[unlikely]]
      widen(x, bin);
    ++counts_[bin];
    ++count_;
  }

  std::uint64_t count() const { return count_; }
  /// Greatest value [ns].
  std::int64_t max() const { return beyond_ ? static_cast<std::int64_t>(beyond_ - 1) : 0; }

  /// Nearest-rank quantile [s]: the value of rank ⌈q·n⌉, never above the greatest, which q = 1 gives; 0 if empty. Walks
  /// the octaves in use, 0.5 ns a bin.
  double quantile(double q) const;
  /// The same for several, which must not fall, in one walk.
  void quantiles(std::span<const double> qs, std::span<double> seconds) const;

  void merge(const Histogram& o);
  void clear();

  /// Calls f(bin, count) for every bin that is not empty, the least first; for `together` bins at once, if it is told,
  /// which are bins bin · together and on.
  template <std::size_t together = 1, class F>
  void forEach(F&& f) const {
    static_assert(perOctave % together == 0);
    for (std::size_t bin = from_ / together, last = (end() + together - 1) / together; bin < last; ++bin) {
      std::uint64_t n = 0;
      for (std::size_t i = 0; i < together; ++i) n += counts_[bin * together + i];
      if (n) f(bin, n);
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
  /// Values below 256 have a bin each; above, the seven bits after the leading one say which.
  static std::size_t binOf(std::uint64_t x) {
    const auto width = static_cast<unsigned>(std::bit_width(x | perOctave));
    const unsigned octave = width - bits - 1;
    return (std::size_t{octave} << bits) + static_cast<std::size_t>(x >> octave);
  }

  /// One past the greatest bin in use.
  std::size_t end() const { return beyond_ ? binOf(beyond_ - 1) + 1 : 0; }
  /// A new least or greatest value: its bin is there from now on.
  [[gnu::cold, gnu::noinline]] void widen(std::uint64_t x, std::size_t bin);

  std::vector<std::uint64_t> counts_;
  std::uint64_t count_ = 0;
  std::uint64_t beyond_ = 0;     // greatest value + 1
  std::size_t from_ = SIZE_MAX;  // least bin in use
};

}  // namespace headroom
