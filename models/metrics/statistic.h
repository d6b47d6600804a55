/// What the samples of a period come to: average, sum, least, greatest, their number, a percentile. Pure.
///
/// Percentiles are the nearest rank: the sample of rank ⌈NN/100 · n⌉ in ascending order (the provider does not publish
/// its estimator). Left out: trimmed and winsorised means, percentile ranks.
#pragma once

#include "models/param.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct Statistic {
  enum class Kind : std::uint8_t { average, sum, minimum, maximum, sampleCount, percentile };
  Kind kind = Kind::average;
  double percent = 0;  // of a percentile: above 0, at most 100
  bool operator==(const Statistic&) const = default;

  /// "average", "sum", "minimum", "maximum", "sample_count", "p90", "p99.9"; nothing if it is none.
  static std::optional<Statistic> parse(std::string_view text);
  std::string text() const;
};

const Type& typeOf(const Statistic*);

/// Of shares it is a share: neither their sum nor their number.
bool isShareOf(const Statistic&);

/// NaN, missing, if there is no sample (a count of samples as well: a period without samples has no value at all).
double valueOf(const Statistic&, std::vector<double> samples);

}  // namespace headroom
