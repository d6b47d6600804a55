#include "analysis/stats/batch_means.h"

#include <cmath>
#include <vector>

namespace headroom::stats {
namespace {

constexpr std::uint64_t fewestBatches = 10;

std::vector<double> meansOf(std::span<const double> values, std::uint64_t batches, std::uint64_t size) {
  std::vector<double> means;
  const std::size_t left = values.size() - batches * size;
  for (std::uint64_t b = 0; b < batches; ++b) {
    double sum = 0;
    for (const double x : values.subspan(left + b * size, size)) sum += x;
    means.push_back(sum / static_cast<double>(size));
  }
  return means;
}

}  // namespace

double lag1Of(std::span<const double> values) {
  double mean = 0, squares = 0, products = 0;
  for (const double x : values) mean += x;
  mean /= static_cast<double>(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    squares += (values[i] - mean) * (values[i] - mean);
    if (i > 0) products += (values[i] - mean) * (values[i - 1] - mean);
  }
  return squares > 0 ? products / squares : 0;
}

BatchMeans batchMeans(std::span<const double> values, std::uint64_t batches, double level) {
  BatchMeans result;
  for (std::uint64_t b = batches; b >= fewestBatches && values.size() >= b; b /= 2) {
    result.batchSize = values.size() / b;
    const std::vector<double> means = meansOf(values, b, result.batchSize);
    result.interval = meanInterval(means, level);
    result.lag1 = lag1Of(means);
    result.independent = std::abs(result.lag1) < 2 / std::sqrt(static_cast<double>(b));
    if (result.independent) return result;
  }
  if (result.batchSize == 0) result.interval = meanInterval({}, level);
  return result;
}

}  // namespace headroom::stats
