#include "scenarios/run/trace_chart.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace headroom {
namespace {

/// Sums a bucket's values over all labels.
std::vector<double> totals(const Trace& trace, const std::string& name) {
  const Series* s = trace.find(name);
  if (!s) return {};
  const std::size_t width = std::max<std::size_t>(trace.announcement().width(*s), 1);
  const std::vector<double> all = trace.series(name);
  std::vector<double> sums(all.size() / width, 0);
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!std::isnan(all[i])) sums[i / width] += all[i];
  return sums;
}

/// The 99th percentile of request latency.
std::vector<double> p99(const Trace& trace) {
  const Series* s = trace.find("request_latency");
  if (!s) return {};
  const auto& quantiles = trace.announcement().axes[s->axes[0]].values;
  const auto at = static_cast<std::size_t>(std::find(quantiles.begin(), quantiles.end(), 0.99) - quantiles.begin());
  const std::vector<double> all = trace.series("request_latency");
  std::vector<double> values;
  for (std::size_t i = at; i < all.size(); i += quantiles.size()) values.push_back(all[i]);
  return values;
}

/// One value a column: the mean of its buckets, or their greatest.
std::vector<double> columns(const std::vector<double>& values, std::size_t width, bool greatest) {
  std::vector<double> out(std::min(width, values.size()), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t c = 0; c < out.size(); ++c) {
    const std::size_t from = c * values.size() / out.size(),
                      to = std::max(from + 1, (c + 1) * values.size() / out.size());
    double sum = 0, most = 0;
    std::size_t n = 0;
    for (std::size_t i = from; i < to; ++i) {
      if (std::isnan(values[i])) continue;
      sum += values[i];
      most = std::max(most, values[i]);
      ++n;
    }
    if (n) out[c] = greatest ? most : sum / static_cast<double>(n);
  }
  return out;
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
  const std::vector<double> states = totals(trace, "zone_state");
  std::string marks;
  bool any = false;
  for (const double v : columns(states, width, true)) {
    marks += v > 0 ? "×" : " ";
    any = any || v > 0;
  }
  return any ? fmt::format("  {:<13} {}\n", "zone fault", marks) : std::string();
}

}  // namespace

std::string chartOf(const Trace& trace, std::size_t width) {
  const double perSecond = 1 / trace.announcement().sample.inSeconds();
  std::string out;
  out += line("offered", columns(totals(trace, "requests_offered"), width, false), perSecond, "/s at most");
  out += line("served", columns(totals(trace, "requests_served"), width, false), perSecond, "/s at most");
  out += line("workers", columns(totals(trace, "workers_in_service"), width, false), 1, " in service");
  out += line("p99", columns(p99(trace), width, true), 1, " s at worst");
  return out + faultLine(trace, width);
}

}  // namespace headroom
