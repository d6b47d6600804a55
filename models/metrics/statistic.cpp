#include "models/metrics/statistic.h"

#include "models/whole_above.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr std::string_view names[] = {"average", "sum", "minimum", "maximum", "sample_count"};

}  // namespace

const Type& typeOf(const Statistic*) {
  static const Type type = [] {
    Type t;
    t.quantity = Quantity::statistic;
    return t;
  }();
  return type;
}

std::optional<Statistic> Statistic::parse(std::string_view text) {
  for (std::size_t i = 0; i < std::size(names); ++i)
    if (text == names[i]) return Statistic{static_cast<Kind>(i), 0};
  if (!text.starts_with('p')) return std::nullopt;
  double percent = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + 1, end, percent, std::chars_format::fixed);
  if (error != std::errc() || rest != end || !(percent > 0 && percent <= 100)) return std::nullopt;
  return Statistic{Kind::percentile, percent};
}

std::string Statistic::text() const {
  if (kind != Kind::percentile) return std::string(names[static_cast<std::size_t>(kind)]);
  char digits[32];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, percent);
  return error == std::errc() ? "p" + std::string(digits, end) : "p";
}

bool isShareOf(const Statistic& s) { return s.kind != Statistic::Kind::sum && s.kind != Statistic::Kind::sampleCount; }

double valueOf(const Statistic& statistic, std::vector<double> samples) {
  using K = Statistic::Kind;
  if (samples.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto n = static_cast<double>(samples.size());
  double sum = 0;
  for (const double v : samples) sum += v;
  switch (statistic.kind) {
    case K::average: return sum / n;
    case K::sum: return sum;
    case K::minimum: return *std::min_element(samples.begin(), samples.end());
    case K::maximum: return *std::max_element(samples.begin(), samples.end());
    case K::sampleCount: return n;
    case K::percentile: {
      const auto rank = wholeAbove(statistic.percent * n / 100);
      const auto at = samples.begin() + static_cast<std::ptrdiff_t>(std::max<std::int64_t>(rank, 1) - 1);
      std::nth_element(samples.begin(), at, samples.end());
      return *at;
    }
  }
  return sum;
}

}  // namespace headroom
