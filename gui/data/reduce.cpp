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

/// Where the line enters and leaves [from, until]: points beyond are moved there, along their piece of the line.
QList<QPointF> cut(QList<QPointF> points, double from, double until) {
  const auto moved = [](const QPointF& outside, const QPointF& inside, double x) {
    const double share = (x - outside.x()) / (inside.x() - outside.x());
    return QPointF(x, outside.y() + share * (inside.y() - outside.y()));
  };
  while (points.size() > 1 && points[1].x() <= from) points.removeFirst();
  while (points.size() > 1 && points[points.size() - 2].x() >= until) points.removeLast();
  const qsizetype last = points.size() - 1;
  if (last > 0 && points[0].x() < from) points[0] = moved(points[0], points[1], from);
  if (last > 0 && points[last].x() > until) points[last] = moved(points[last], points[last - 1], until);
  return points;
}

}  // namespace

Reduced reduce(std::span<const double> edges, const Pyramid& values, double from, double until, std::size_t columns) {
  if (values.size() == 0) return {};
  const auto bucket = [&](double t) {
    return static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), t) - edges.begin());
  };
  std::size_t first = std::max<std::size_t>(bucket(from), 2) - 2,
              last = std::min(bucket(until) + 1, values.size());  // one past the end
  if (first >= last) return {};
  columns = std::max<std::size_t>(columns, 1);
  const std::size_t share = std::bit_ceil((last - first + columns - 1) / columns);
  Line line;
  if (share <= 1) {
    for (std::size_t i = first; i < last; ++i) {
      const double y = values.knows(i) ? values[i] : std::nan("");
      line.to(edges[i], y);
      line.to(edges[i + 1], y);
    }
    return {cut(line.take(), from, until), false};
  }
  first -= first % share;
  last = std::min((last + share - 1) / share * share, values.size());
  const auto middle = [&](std::size_t i) { return (edges[i] + edges[i + 1]) / 2; };
  for (std::size_t i = first; i < last; i += share) {
    const Pyramid::Extremes e = values.extremes(i, std::min(i + share, last));
    if (e.least == Pyramid::none) {
      line.to(middle(i), std::nan(""));
      continue;
    }
    const std::size_t earlier = std::min(e.least, e.greatest), later = std::max(e.least, e.greatest);
    if (i == first) line.to(edges[i], values[earlier]);
    line.to(middle(earlier), values[earlier]);
    line.to(middle(later), values[later]);
    if (i + share >= last) line.to(edges[last], values[later]);
  }
  return {cut(line.take(), from, until), true};
}

}  // namespace headroom::gui
