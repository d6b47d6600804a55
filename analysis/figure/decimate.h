/// Fewer points, the same picture.
#pragma once

#include "analysis/figure/figure.h"

#include <cstddef>

namespace headroom {

/// The part of a line between two instants in at most `columns` columns of equal width: of each that holds more than
/// two values the least and the greatest, in the order they came, so no peak is lost. Gaps stay gaps. A line that has
/// no more than two values a column is only cut to the span.
FigureLine decimated(const FigureLine&, double from, double until, std::size_t columns);

}  // namespace headroom
