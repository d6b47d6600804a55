/// Chance for the bare loops: as fast as it can be had, and nothing of the project's own, so that a slower `sim/` is
/// seen as one. Xoshiro256++ (Blackman & Vigna 2019), 256-layer ziggurat (Marsaglia & Tsang 2000).
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

namespace headroom::bare {

class Random {
 public:
  explicit Random(std::uint64_t seed) {
    for (std::uint64_t& word : s_) {
      seed += 0x9E3779B97F4A7C15u;
      std::uint64_t z = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9u;
      z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
      word = z ^ (z >> 31);
    }
  }
  std::uint64_t operator()() {
    const std::uint64_t result = std::rotl(s_[0] + s_[3], 23) + s_[0], t = s_[1] << 17;
    s_[2] ^= s_[0];
    s_[3] ^= s_[1];
    s_[1] ^= s_[2];
    s_[0] ^= s_[3];
    s_[2] ^= t;
    s_[3] = std::rotl(s_[3], 45);
    return result;
  }

 private:
  std::array<std::uint64_t, 4> s_{};
};

/// Exponential of mean 1.
class Exponential {
 public:
  Exponential() {
    const double scale = 0x1p53;
    double x = edge, above = x;
    const double base = area / std::exp(-x);
    below_[0] = static_cast<std::uint64_t>(x / base * scale);
    below_[1] = 0;
    width_[0] = base / scale;
    width_[255] = x / scale;
    height_[0] = 1;
    height_[255] = std::exp(-x);
    for (std::size_t i = 254; i >= 1; --i) {
      x = -std::log(area / x + std::exp(-x));
      below_[i + 1] = static_cast<std::uint64_t>(x / above * scale);
      above = x;
      height_[i] = std::exp(-x);
      width_[i] = x / scale;
    }
  }
  /// The generator goes in and out by value on the slow path, so that it stays in registers on the fast one.
  double operator()(Random& random) const {
    const std::uint64_t u = random(), j = u >> 11;
    const std::size_t layer = u & 255;
    if (j < below_[layer]) [[likely]]
      return static_cast<double>(static_cast<std::int64_t>(j)) * width_[layer];
    const auto [after, x] = slow(random, j, layer);
    random = after;
    return x;
  }

 private:
  static constexpr double edge = 7.69711747013104972, area = 0.0039496598225815571993;
  struct Drawn {
    Random random;
    double x;
  };
  [[gnu::noinline, gnu::cold]] Drawn slow(Random random, std::uint64_t j, std::size_t layer) const {
    double shift = 0;
    for (;;) {
      if (layer == 0) {
        shift += edge;
      } else {
        const double x = static_cast<double>(j) * width_[layer];
        const double v = static_cast<double>(random() >> 11) * 0x1p-53;
        if (height_[layer] + v * (height_[layer - 1] - height_[layer]) < std::exp(-x)) return {random, shift + x};
      }
      const std::uint64_t u = random();
      layer = u & 255;
      j = u >> 11;
      if (j < below_[layer]) return {random, shift + static_cast<double>(j) * width_[layer]};
    }
  }

  std::array<double, 256> width_{}, height_{};
  std::array<std::uint64_t, 256> below_{};
};
inline const Exponential exponential;

/// Lognormal by 4,096 straight pieces of its quantile function; tails are cut: the least work that looks alike.
class Lognormal {
 public:
  Lognormal(double mean, double cv) : quantile_(cells + 1) {
    const double sigma = std::sqrt(std::log1p(cv * cv)), mu = std::log(mean) - sigma * sigma / 2;
    for (std::size_t i = 0; i <= cells; ++i) {
      const double p = std::min(std::max(static_cast<double>(i) / cells, 1.0 / 65536), 1 - 1.0 / 65536);
      double low = -10, high = 10;
      for (int k = 0; k < 60; ++k) {
        const double middle = (low + high) / 2;
        (0.5 * std::erfc(-middle / std::sqrt(2.0)) < p ? low : high) = middle;
      }
      quantile_[i] = std::exp(mu + sigma * low);
    }
  }
  double operator()(Random& random) const {
    const std::uint64_t u = random();
    const std::size_t cell = u >> 52;
    const double share = static_cast<double>(static_cast<std::int64_t>(u & 0xFFFFFFFFFFFFFu)) * 0x1p-52;
    return quantile_[cell] + share * (quantile_[cell + 1] - quantile_[cell]);
  }

 private:
  static constexpr std::size_t cells = 4096;
  std::vector<double> quantile_;
};

}  // namespace headroom::bare
