// SPDX-License-Identifier: GPL-3.0-or-later
/// From buckets to the few points that a chart can show.
#pragma once

#include "gui/data/pyramid.h"

#include <cstddef>
#include <span>
#include <vector>

#include <QList>
#include <QPointF>

namespace headroom::gui {

struct Reduced {
  QList<QPointF> points;
  bool envelope = false;  // the least and greatest of several buckets; else each bucket as it is
};

/// The curve of the pyramid's values (one a bucket, as in TraceView) over [from, until], cut at both.
///
/// Up to one bucket a column: exact steps, each from the begin of its bucket to its end. More: the least and the
/// greatest value of each of at most about `columns` equal parts, in the order in which they come, so that no extreme
/// of a single bucket is lost. Parts hold a power of two of buckets, so that they keep their places when the view
/// moves. Repeats of a value are left out; a point with y = NaN is a gap.
Reduced reduce(std::span<const double> edges, const Pyramid&, double from, double until, std::size_t columns);

}  // namespace headroom::gui
