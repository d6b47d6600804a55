#include "analysis/figure/plot.h"

#include "analysis/figure/svg_parts.h"
#include "analysis/figure/ticks.h"
#include "analysis/text/escape.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

using svg::label;
using svg::text;
using svg::widthOf;

constexpr int leftEdge = 58, rightEdge = 18, topEdge = 22, bottomEdge = 40, keyHeight = 16;

double tenth(double x) { return std::round(x * 10) / 10; }

std::string sheet(const std::string& id, const std::string& title, const std::string& description,
                  const std::string& body, int height, const SvgOptions& o) {
  std::string head = "<svg" + std::string(o.standalone ? " xmlns=\"http://www.w3.org/2000/svg\"" : "") +
                     " class=\"hf\" role=\"img\" aria-labelledby=\"" + id + "-t " + id + "-d\" viewBox=\"0 0 " +
                     text(o.width) + " " + text(height) + "\" width=\"" + text(o.width) + "\" height=\"" +
                     text(height) + "\">\n<title id=\"" + id + "-t\">" + xmlText(title) + "</title>\n<desc id=\"" + id +
                     "-d\">" + xmlText(description) + "</desc>\n";
  if (o.standalone || o.styled) head += "<style>" + figureStyle() + "</style>\n";
  if (o.standalone)
    head += "<rect class=\"hf-back\" width=\"" + text(o.width) + "\" height=\"" + text(height) + "\"/>\n" +
            label(leftEdge, 20, "start", "hf-title", title);
  return head + body + "</svg>\n";
}

// ---- points --------------------------------------------------------------------------------------------------------

struct Box {
  double left, top, right, bottom;
  bool touches(const Box& b) const { return left < b.right && b.left < right && top < b.bottom && b.top < bottom; }
};

class Plane {
 public:
  Plane(const Plot& p, const SvgOptions& o) : p_(p), o_(o) {
    top_ = topEdge + (o.standalone ? 24 : 0) + keys();
    bottom_ = top_ + o.panelHeight + 70;
    x_ = axisOf(p.x, [](const PlotPoint& point) { return std::pair(point.x, 0.0); });
    y_ = axisOf(p.y, [](const PlotPoint& point) {
      return std::pair(point.y, std::isnan(point.halfWidth) ? 0 : point.halfWidth);
    });
  }

  std::string svg() {
    std::string body = head_ + grid();
    for (const PlotSeries& s : p_.series) body += line(s);
    for (const PlotSeries& s : p_.series)
      for (const PlotPoint& point : s.points) body += dot(s, point);
    for (const PlotSeries& s : p_.series)
      for (const PlotPoint& point : s.points) body += beside(point);
    return sheet(p_.id, p_.title, p_.description, body, bottom_ + bottomEdge, o_);
  }

 private:
  static bool there(const PlotPoint& point) { return std::isfinite(point.x) && std::isfinite(point.y); }

  /// One key a series, where there are several; their height.
  int keys() {
    if (p_.series.size() < 2) return 0;
    int x = leftEdge, y = (o_.standalone ? 24 : 0) + 12;
    for (const PlotSeries& s : p_.series) {
      const int needed = 40 + widthOf(s.label);
      if (x + needed > o_.width - rightEdge && x > leftEdge) x = leftEdge, y += keyHeight;
      head_ += circle(s, false, x + 5, y - 4, "") + label(x + 14, y, "start", "", s.label);
      x += needed;
    }
    return y - (o_.standalone ? 24 : 0) + 4;
  }

  template <class Get>
  ValueAxis axisOf(const PlotAxis& a, Get get) const {
    if (!a.words.empty()) return {-0.5, static_cast<double>(a.words.size()) - 0.5, false, {}};
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (const PlotSeries& s : p_.series)
      for (const PlotPoint& point : s.points) {
        if (!there(point)) continue;
        const auto [at, half] = get(point);
        least = std::min(least, at - half), most = std::max(most, at + half);
      }
    if (!(least <= most)) least = 0, most = 1;
    if (a.fromZero) least = std::min(least, 0.0);
    return valueAxis(least, most, 6);
  }

  double across(double x) const {
    const double share = x_.most > x_.least ? (x - x_.least) / (x_.most - x_.least) : 0.5;
    return tenth(leftEdge + share * (o_.width - leftEdge - rightEdge));
  }
  double down(double y) const {
    const double share = y_.most > y_.least ? (y - y_.least) / (y_.most - y_.least) : 0.5;
    return tenth(bottom_ - std::clamp(share, 0.0, 1.0) * (bottom_ - top_));
  }

  std::string grid() const {
    std::string svg;
    for (const AxisTick& tick : y_.ticks)
      svg += "<path class=\"hf-grid\" d=\"M" + text(leftEdge) + " " + exact(down(tick.at)) + "H" +
             text(o_.width - rightEdge) + "\"/>\n" + label(leftEdge - 7, down(tick.at) + 4, "end", "", tick.label);
    svg += "<path class=\"hf-axis\" d=\"M" + text(leftEdge) + " " + text(bottom_) + "H" + text(o_.width - rightEdge) +
           "\"/>\n";
    const auto mark = [&](double at, const std::string& words) {
      return "<path class=\"hf-axis\" d=\"M" + exact(across(at)) + " " + text(bottom_) + "v5\"/>\n" +
             label(across(at), bottom_ + 17, "middle", "", words);
    };
    double free = 0;
    for (std::size_t i = 0; i < p_.x.words.size(); ++i) {
      const double at = across(static_cast<double>(i)), half = widthOf(p_.x.words[i]) / 2.0;
      if (at - half < free && i > 0) continue;
      svg += mark(static_cast<double>(i), p_.x.words[i]);
      free = at + half + 6;
    }
    if (p_.x.words.empty())
      for (const AxisTick& tick : x_.ticks) svg += mark(tick.at, tick.label);
    const auto title = [](const PlotAxis& a) { return a.title + (a.unit.empty() ? "" : " [" + a.unit + "]"); };
    svg += label(o_.width - rightEdge, bottom_ + 33, "end", "hf-name", title(p_.x));
    return svg + label(8, top_ - 10, "start", "hf-name", title(p_.y));
  }

  std::string line(const PlotSeries& s) const {
    if (!s.joined) return {};
    std::string path;
    bool down_ = false;
    for (const PlotPoint& point : s.points) {
      if (!there(point)) {
        down_ = false;
        continue;
      }
      path += (down_ ? "L" : "M") + exact(across(point.x)) + " " + exact(down(point.y));
      down_ = true;
    }
    return "<path class=\"hf-line hf-s" + text(s.style % lineStyles) + "\" d=\"" + path + "\"/>\n";
  }

  static std::string circle(const PlotSeries& s, bool full, double x, double y, const std::string& words) {
    return "<circle class=\"hf-dot" + std::string(full ? " hf-full" : "") + " hf-s" + text(s.style % lineStyles) +
           "\" cx=\"" + exact(x) + "\" cy=\"" + exact(y) + "\" r=\"" + (full ? "2.5" : "4") + "\">" +
           (words.empty() ? "" : "<title>" + xmlText(words) + "</title>") + "</circle>\n";
  }

  std::string dot(const PlotSeries& s, const PlotPoint& point) {
    if (!there(point)) return {};
    const double x = across(point.x), y = down(point.y);
    std::string svg;
    if (point.halfWidth > 0)
      svg += "<path class=\"hf-bar hf-s" + text(s.style % lineStyles) + "\" d=\"M" + exact(x) + " " +
             exact(down(point.y + point.halfWidth)) + "V" + exact(down(point.y - point.halfWidth)) + "\"/>\n";
    taken_.push_back({x - 5, y - 5, x + 5, y + 5});
    return svg + circle(s, point.full, x, y, point.label);
  }

  /// Above it, or below, to its right or its left; where none of it is free, nowhere.
  std::string beside(const PlotPoint& point) {
    if (!there(point) || point.beside.empty()) return {};
    const double x = across(point.x), y = down(point.y), width = widthOf(point.beside);
    struct Place {
      double left, base;
    };
    for (const Place& at : {Place{x - width / 2, y - 9}, Place{x - width / 2, y + 18}, Place{x + 8, y + 4},
                            Place{x - 8 - width, y + 4}}) {
      const Box box{at.left, at.base - 10, at.left + width, at.base + 2};
      if (box.left < leftEdge || box.right > o_.width || box.top < top_ - 8 || box.bottom > bottom_) continue;
      if (std::any_of(taken_.begin(), taken_.end(), [&](const Box& b) { return b.touches(box); })) continue;
      taken_.push_back(box);
      return label(at.left, at.base, "start", "hf-soft", point.beside);
    }
    return {};
  }

  const Plot& p_;
  const SvgOptions& o_;
  std::string head_;
  int top_ = 0, bottom_ = 0;
  ValueAxis x_, y_;
  std::vector<Box> taken_;
};

}  // namespace

std::string svgOf(const Plot& p, const SvgOptions& o) { return Plane(p, o).svg(); }

std::string svgOf(const HeatMap& m, const SvgOptions& o) {
  const std::size_t columns = m.xWords.size(), rows = m.yWords.size();
  int left = 40;
  for (const std::string& w : m.yWords) left = std::max(left, widthOf(w) + 14);
  left = std::min(left, o.width / 3);
  const int top = topEdge + 18 + (o.standalone ? 24 : 0), height = 30;
  const double width =
      static_cast<double>(o.width - left - rightEdge) / static_cast<double>(std::max<std::size_t>(1, columns));
  std::string body =
      label(left, top - 24, "start", "hf-name", m.xTitle) + label(4, top - 7, "start", "hf-name", m.yTitle);
  double free = 0;
  for (std::size_t c = 0; c < columns; ++c) {
    const double middle = left + (static_cast<double>(c) + 0.5) * width, half = widthOf(m.xWords[c]) / 2.0;
    if (middle - half < free) continue;
    body += label(middle, top - 7, "middle", "", m.xWords[c]);
    free = middle + half + 6;
  }
  for (std::size_t r = 0; r < rows; ++r) {
    const double y = top + static_cast<double>(r) * height;
    body += label(left - 7, y + 19, "end", "", m.yWords[r]);
    for (std::size_t c = 0; c < columns; ++c) {
      const std::size_t i = r * columns + c;
      const double x = tenth(left + static_cast<double>(c) * width);
      if (!std::isnan(m.shade[i]))
        body += "<rect class=\"hf-heat\" x=\"" + exact(x) + "\" y=\"" + exact(y) + "\" width=\"" +
                exact(tenth(width - 1)) + "\" height=\"" + text(height - 1) + "\" fill-opacity=\"" +
                exact(std::round((0.04 + 0.56 * std::clamp(m.shade[i], 0.0, 1.0)) * 100) / 100) + "\"><title>" +
                xmlText(m.xWords[c] + ", " + m.yWords[r] + ": " + m.texts[i]) + "</title></rect>\n";
      if (widthOf(m.texts[i]) < width) body += label(x + width / 2, y + 19, "middle", "", m.texts[i]);
    }
  }
  return sheet(m.id, m.title, m.description, body, top + static_cast<int>(rows) * height + 8, o);
}

namespace {

class Bars {
 public:
  Bars(const BarChart& b, const SvgOptions& o) : b_(b), o_(o) {
    left_ = 40;
    int words = 0;
    double least = 0, most = 0;
    for (const BarRow& row : b.rows) {
      left_ = std::max(left_, widthOf(row.label) + 14);
      for (const Bar& bar : row.bars) {
        if (!std::isfinite(bar.value)) continue;
        const double half = std::isnan(bar.halfWidth) ? 0 : bar.halfWidth;
        least = std::min(least, bar.value - half), most = std::max(most, bar.value + half);
        words = std::max(words, widthOf(bar.label) + 10);
      }
    }
    left_ = std::min(left_, o.width / 3);
    words_ = words;
    axis_ = valueAxis(least, most > least ? most : least + 1, 6);
    top_ = 10 + (o.standalone ? 30 : 0);
  }

  std::string svg() {
    std::string bars;
    double y = top_ + 6;
    for (const BarRow& row : b_.rows) {
      const double height = static_cast<double>(row.bars.size()) * thick;
      bars += label(left_ - 7, y + height / 2 + 4, "end", "", row.label);
      for (const Bar& bar : row.bars) {
        bars += draw(bar, y);
        y += thick;
      }
      y += gap;
    }
    const std::string grid = gridTo(y);
    return sheet(b_.id, b_.title, b_.description, grid + bars, static_cast<int>(y) + bottomEdge, o_);
  }

 private:
  static constexpr double thick = 16, gap = 10;

  /// Words stand at the ends of bars, on both sides.
  double across(double x) const {
    const double from = left_ + words_, to = o_.width - rightEdge - words_;
    return tenth(from + (x - axis_.least) / (axis_.most - axis_.least) * (to - from));
  }

  std::string gridTo(double bottom) const {
    std::string svg;
    for (const AxisTick& tick : axis_.ticks)
      svg += "<path class=\"" + std::string(tick.at == 0 ? "hf-axis" : "hf-grid") + "\" d=\"M" +
             exact(across(tick.at)) + " " + text(top_) + "V" + exact(bottom) + "\"/>\n" +
             label(across(tick.at), bottom + 14, "middle", "", tick.label);
    const std::string title = b_.x.title + (b_.x.unit.empty() ? "" : " [" + b_.x.unit + "]");
    return svg + label(o_.width - rightEdge, bottom + 31, "end", "hf-name", title);
  }

  std::string draw(const Bar& bar, double y) const {
    if (!std::isfinite(bar.value)) return {};
    const double zero = across(0), end = across(bar.value), middle = y + thick / 2 - 1;
    std::string svg = "<rect class=\"hf-fill hf-s" + text(bar.style % lineStyles) + "\" x=\"" +
                      exact(std::min(zero, end)) + "\" y=\"" + exact(y) + "\" width=\"" +
                      exact(tenth(std::max(0.5, std::abs(end - zero)))) + "\" height=\"" + exact(thick - 2) +
                      "\"><title>" + xmlText(bar.reading) + "</title></rect>\n";
    double left = std::min(zero, end), right = std::max(zero, end);
    if (bar.halfWidth > 0) {
      const double from = across(bar.value - bar.halfWidth), to = across(bar.value + bar.halfWidth);
      svg += "<path class=\"hf-bar hf-s" + text(bar.style % lineStyles) + "\" d=\"M" + exact(from) + " " +
             exact(middle) + "H" + exact(to) + "\"/>\n";
      left = std::min(left, from), right = std::max(right, to);
    }
    const bool toLeft = bar.value < 0;
    return svg + label(toLeft ? left - 5 : right + 5, middle + 4, toLeft ? "end" : "start", "hf-soft", bar.label);
  }

  const BarChart& b_;
  const SvgOptions& o_;
  int left_ = 0, words_ = 0, top_ = 0;
  ValueAxis axis_;
};

}  // namespace

std::string svgOf(const BarChart& b, const SvgOptions& o) { return Bars(b, o).svg(); }

}  // namespace headroom
