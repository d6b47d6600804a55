// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/data/reduce.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace headroom::gui {
namespace {

/// Points of a line, without those in the middle of a level stretch.
class Line {
 public:
  void to(double x, double y) {
    const auto n = points_.size();
    if (std::isnan(y)) {
      if (n > 0 && !std::isnan(points_[n - 1].y())) points_.append({x, y});
      return;
    }
    if (n > 1 && points_[n - 1].y() == y && points_[n - 2].y() == y) {
      points_[n - 1].setX(x);
    } else {
      points_.append({x, y});
    }
  }
  QList<QPointF> take() { return std::move(points_); }

 private:
  QList<QPointF> points_;
};

struct Extremes {
  std::size_t least, greatest;  // buckets; equal to `none` if all are unknown
};

Extremes extremesOf(std::span<const double> values, std::size_t from, std::size_t until) {
  Extremes e{until, until};
  for (std::size_t i = from; i < until; ++i) {
    if (std::isnan(values[i])) continue;
    if (e.least == until || values[i] < values[e.least]) e.least = i;
    if (e.greatest == until || values[i] > values[e.greatest]) e.greatest = i;
  }
  return e;
}

}  // namespace

QList<QPointF> reduce(std::span<const double> edges, std::span<const double> values, double from, double until,
                      std::size_t columns) {
  if (values.empty()) return {};
  const auto bucket = [&](double t) {
    return static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), t) - edges.begin());
  };
  std::size_t first = std::max<std::size_t>(bucket(from), 2) - 2,
              last = std::min(bucket(until) + 1, values.size());  // one past the end
  const std::size_t share = std::bit_ceil((last - first + columns - 1) / std::max<std::size_t>(columns, 1));
  Line line;
  if (share <= 1) {
    for (std::size_t i = first; i < last; ++i) {
      line.to(edges[i], values[i]);
      line.to(edges[i + 1], values[i]);
    }
    return line.take();
  }
  first -= first % share;
  last = std::min((last + share - 1) / share * share, values.size());
  const auto middle = [&](std::size_t i) { return (edges[i] + edges[i + 1]) / 2; };
  for (std::size_t i = first; i < last; i += share) {
    const std::size_t end = std::min(i + share, last);
    const Extremes e = extremesOf(values, i, end);
    if (e.least == end) {
      line.to(middle(i), std::nan(""));
      continue;
    }
    for (const std::size_t k : {std::min(e.least, e.greatest), std::max(e.least, e.greatest)})
      line.to(middle(k), values[k]);
  }
  return line.take();
}

}  // namespace headroom::gui
