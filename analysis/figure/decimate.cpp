#include "analysis/figure/decimate.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

/// A value and the span it stands for; of a `line` both ends are its point.
struct Piece {
  double begin = 0, end = 0, value = 0;
};

std::vector<Piece> piecesOf(const FigureLine& l, double from, double until) {
  std::vector<Piece> all;
  const bool step = l.shape == LineShape::step;
  for (std::size_t i = 0; i < l.value.size() && i + (step ? 1 : 0) < l.time.size(); ++i) {
    Piece p{l.time[i], step ? l.time[i + 1] : l.time[i], l.value[i]};
    if (step ? p.end <= from || p.begin >= until : p.end < from || p.begin > until) continue;
    p.begin = std::max(p.begin, from), p.end = std::min(p.end, until);
    all.push_back(p);
  }
  return all;
}

/// The pieces of one column as at most two, or three where a gap parts them.
void addColumn(std::vector<Piece>& out, const std::vector<Piece>& in, std::size_t first, std::size_t last) {
  const Piece *least = nullptr, *most = nullptr;
  bool gap = false;
  for (std::size_t i = first; i < last; ++i) {
    if (std::isnan(in[i].value)) {
      gap = true;
      continue;
    }
    if (!least || in[i].value < least->value) least = &in[i];
    if (!most || in[i].value > most->value) most = &in[i];
  }
  const double begin = in[first].begin, end = in[last - 1].end;
  if (!least) {
    out.push_back({begin, end, std::numeric_limits<double>::quiet_NaN()});
    return;
  }
  const Piece *one = std::min(least, most), *two = std::max(least, most);
  const double middle = one->begin == in[first].begin && one->end == two->begin ? two->begin : (begin + end) / 2;
  if (in[first].begin == in[first].end) {  // points
    out.push_back(*one);
    if (two != one) out.push_back(*two);
  } else if (one == two) {
    out.push_back({begin, end, one->value});
  } else {
    out.push_back({begin, middle, one->value});
    out.push_back({middle, end, two->value});
  }
  if (gap && std::isnan(in[last - 1].value)) out.push_back({end, end, std::numeric_limits<double>::quiet_NaN()});
}

FigureLine lineOf(const FigureLine& from, const std::vector<Piece>& pieces) {
  FigureLine line{from.label, from.shape, {}, {}, from.style};
  for (const Piece& p : pieces) {
    if (!line.time.empty() && from.shape == LineShape::step && line.time.back() != p.begin) {
      line.value.push_back(std::numeric_limits<double>::quiet_NaN());  // nothing is known between the two
      line.time.push_back(p.begin);
    }
    if (line.time.empty() || from.shape == LineShape::line) line.time.push_back(p.begin);
    line.value.push_back(p.value);
    if (from.shape == LineShape::step) line.time.push_back(p.end);
  }
  return line;
}

}  // namespace

FigureLine decimated(const FigureLine& l, double from, double until, std::size_t columns) {
  const std::vector<Piece> pieces = piecesOf(l, from, until);
  if (pieces.size() <= 2 * columns || columns == 0) return lineOf(l, pieces);
  std::vector<Piece> fewer;
  const double width = (until - from) / static_cast<double>(columns);
  const auto columnOf = [&](const Piece& p) {
    return std::min(static_cast<std::size_t>(std::max(0.0, (p.begin - from) / width)), columns - 1);
  };
  for (std::size_t i = 0; i < pieces.size();) {
    std::size_t end = i + 1;
    while (end < pieces.size() && columnOf(pieces[end]) == columnOf(pieces[i])) ++end;
    addColumn(fewer, pieces, i, end);
    i = end;
  }
  return lineOf(l, fewer);
}

}  // namespace headroom
