// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/same_past.h"

#include <algorithm>
#include <cmath>

namespace headroom::gui {
namespace {

std::size_t bucketsUntil(const RunData& run, double until) {
  const auto& edges = run.edges();
  const auto past = static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), until) - edges.begin());
  return past > 0 ? past - 1 : 0;
}

/// To nine digits: a demand more, though it is zero, has the means of a bucket added up in other pieces.
bool same(double x, double y) {
  return std::abs(x - y) <= 1e-9 * std::max(std::abs(x), std::abs(y)) || (std::isnan(x) && std::isnan(y));
}

}  // namespace

bool samePast(const RunData& a, const RunData& b, double until) {
  const std::size_t buckets = std::min(bucketsUntil(a, until), bucketsUntil(b, until));
  const Announcement &ofA = a.announcement(), &ofB = b.announcement();
  for (std::size_t i = 0; i < ofA.series.size(); ++i) {
    const auto other = std::find_if(ofB.series.begin(), ofB.series.end(),
                                    [&](const Series& s) { return s.name == ofA.series[i].name; });
    if (other == ofB.series.end() || ofB.width(*other) != ofA.width(ofA.series[i])) continue;
    const auto values = a.series(i), others = b.series(static_cast<std::size_t>(other - ofB.series.begin()));
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(buckets * ofA.width(ofA.series[i]));
    if (!std::equal(values.begin(), end, others.begin(), same)) return false;
  }
  return true;
}

}  // namespace headroom::gui
