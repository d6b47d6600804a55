#include "scenarios/run/trace_chart.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include <fmt/format.h>

namespace headroom {
namespace {

/// A line of the chart: in each column the mean of its buckets, or their greatest.
class Line {
 public:
  Line(std::size_t buckets, std::size_t width, bool greatest)
      : buckets_(buckets), greatest_(greatest), sums_(std::min(width, buckets), 0), counts_(sums_.size(), 0) {}

  void put(std::size_t bucket, double x) {
    if (std::isnan(x)) return;
    const std::size_t column = ((bucket + 1) * sums_.size() - 1) / buckets_;
    sums_[column] = greatest_ ? std::max(sums_[column], x) : sums_[column] + x;
    ++counts_[column];
  }

  std::vector<double> values() const {
    std::vector<double> all(sums_.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t c = 0; c < all.size(); ++c)
      if (counts_[c]) all[c] = greatest_ ? sums_[c] : sums_[c] / static_cast<double>(counts_[c]);
    return all;
  }

 private:
  std::size_t buckets_;
  bool greatest_;
  std::vector<double> sums_;
  std::vector<std::size_t> counts_;
};

/// Calls f(bucket, its values) for every bucket, a block at a time: a long trace takes no more memory than a short one.
template <class F>
void eachBucket(const Trace& trace, const std::string& name, F&& f) {
  const Series* s = trace.find(name);
  if (!s) return;
  const std::size_t width = std::max<std::size_t>(trace.announcement().width(*s), 1),
                    block = std::max<std::size_t>(1, 8192 / width);
  for (std::size_t first = 0; first < trace.buckets(); first += block) {
    const std::vector<double> values = trace.series(name, first, block);
    for (std::size_t i = 0; i < values.size() / width; ++i) f(first + i, std::span(&values[i * width], width));
  }
}

/// A bucket's values summed over all labels.
std::vector<double> totals(const Trace& trace, const std::string& name, std::size_t width, bool greatest = false) {
  Line line(trace.buckets(), width, greatest);
  eachBucket(trace, name, [&](std::size_t bucket, std::span<const double> values) {
    double sum = 0;
    for (const double x : values)
      if (!std::isnan(x)) sum += x;
    line.put(bucket, sum);
  });
  return line.values();
}

/// The greatest 99th percentile of request latency.
std::vector<double> p99(const Trace& trace, std::size_t width) {
  const Series* s = trace.find("request_latency");
  if (!s) return {};
  const auto& quantiles = trace.announcement().axes[s->axes[0]].values;
  const auto at = static_cast<std::size_t>(std::find(quantiles.begin(), quantiles.end(), 0.99) - quantiles.begin());
  Line line(trace.buckets(), width, true);
  eachBucket(trace, "request_latency",
             [&](std::size_t bucket, std::span<const double> values) { line.put(bucket, values[at]); });
  return line.values();
}

std::string line(const char* title, const std::vector<double>& values, double factor, const char* unit) {
  static const char* const blocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  double most = 0;
  for (const double v : values)
    if (!std::isnan(v)) most = std::max(most, v);
  std::string bars;
  for (const double v : values)
    bars += std::isnan(v) || most <= 0 ? " " : blocks[static_cast<std::size_t>(std::lround(8 * v / most))];
  return fmt::format("  {:<13} {} {:.4g}{}\n", title, bars, most * factor, unit);
}

/// A mark under every column in which some fault holds.
std::string faultLine(const Trace& trace, std::size_t width) {
  std::string marks;
  bool any = false;
  for (const double v : totals(trace, "zone_state", width, true)) {
    marks += v > 0 ? "×" : " ";
    any = any || v > 0;
  }
  return any ? fmt::format("  {:<13} {}\n", "zone fault", marks) : std::string();
}

}  // namespace

std::string chartOf(const Trace& trace, std::size_t width) {
  const double perSecond = 1 / trace.announcement().sample.inSeconds();
  std::string out;
  out += line("offered", totals(trace, "requests_offered", width), perSecond, "/s at most");
  out += line("served", totals(trace, "requests_served", width), perSecond, "/s at most");
  out += line("workers", totals(trace, "workers_in_service", width), 1, " in service");
  out += line("p99", p99(trace, width), 1, " s at worst");
  return out + faultLine(trace, width);
}

}  // namespace headroom
