#include "analysis/figure/svg.h"

#include "analysis/figure/decimate.h"
#include "analysis/figure/svg_parts.h"
#include "analysis/figure/ticks.h"
#include "analysis/text/escape.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr int leftMargin = 58, rightMargin = 14, lineHeight = 16, axisHeight = 34, between = 14;

using svg::label;
using svg::text;
using svg::widthOf;

// ---- coordinates ---------------------------------------------------------------------------------------------------

/// From data to a panel's own units, ten a px.
struct View {
  double from = 0, until = 1;
  ValueAxis axis;
  std::int64_t width = 0, height = 0;

  std::int64_t x(double t) const {
    const double share = until > from ? (t - from) / (until - from) : 0;
    return std::llround(std::clamp(share, 0.0, 1.0) * static_cast<double>(width));
  }
  std::int64_t y(double v) const {
    double share = (v - axis.least) / (axis.most - axis.least);
    if (axis.logarithmic)
      share = v > 0 ? std::log(v / axis.least) / std::log(axis.most / axis.least) : 0;  // what is not above 0: the foot
    // A px at the head and at the foot, for half the width of a line.
    return 10 + std::llround((1 - std::clamp(share, 0.0, 1.0)) * static_cast<double>(height - 20));
  }
};

/// Where a pen is, in the panel's units; its strokes are relative, so that they are short.
class Pen {
 public:
  void move(std::int64_t x, std::int64_t y) {
    flush();
    path_ += "M" + std::to_string(x) + " " + std::to_string(y);
    x_ = x, y_ = y;
  }
  void across(std::int64_t x) { pending_ += x - x_, x_ = x; }
  void upOrDown(std::int64_t y) {
    if (y == y_) return;
    flush();
    path_ += "v" + std::to_string(y - y_);
    y_ = y;
  }
  void straight(std::int64_t x, std::int64_t y) {
    path_ += "l" + std::to_string(x - x_) + (y < y_ ? "" : " ") + std::to_string(y - y_);
    x_ = x, y_ = y;
  }
  void dot() { path_ += "h0"; }
  std::string path() {
    flush();
    return path_;
  }

 private:
  void flush() {
    if (pending_) path_ += "h" + std::to_string(pending_);
    pending_ = 0;
  }
  std::string path_;
  std::int64_t x_ = 0, y_ = 0, pending_ = 0;
};

std::string stepPath(const FigureLine& l, const View& view) {
  Pen pen;
  bool down = false;
  for (std::size_t i = 0; i < l.value.size(); ++i) {
    const double v = l.value[i];
    if (std::isnan(v)) {
      down = false;
      continue;
    }
    if (down)
      pen.upOrDown(view.y(v));
    else
      pen.move(view.x(l.time[i]), view.y(v));
    pen.across(view.x(l.time[i + 1]));
    down = true;
  }
  return pen.path();
}

std::string straightPath(const FigureLine& l, const View& view) {
  Pen pen;
  for (std::size_t i = 0; i < l.value.size(); ++i) {
    if (std::isnan(l.value[i])) continue;
    const bool before = i > 0 && !std::isnan(l.value[i - 1]);
    const bool after = i + 1 < l.value.size() && !std::isnan(l.value[i + 1]);
    if (before) {
      pen.straight(view.x(l.time[i]), view.y(l.value[i]));
    } else {
      pen.move(view.x(l.time[i]), view.y(l.value[i]));
      if (!after) pen.dot();
    }
  }
  return pen.path();
}

// ---- a panel -------------------------------------------------------------------------------------------------------

struct Extent {
  double least = std::numeric_limits<double>::infinity(), most = -std::numeric_limits<double>::infinity();
  void take(double v, bool positive) {
    if (!std::isfinite(v) || (positive && v <= 0)) return;
    least = std::min(least, v), most = std::max(most, v);
  }
};

Extent extentOf(const std::vector<FigureLine>& lines, bool positive) {
  Extent e;
  for (const FigureLine& l : lines)
    for (const double v : l.value) e.take(v, positive);
  return e;
}

/// The title and one key a line, in as many rows as they need.
struct Head {
  std::string svg;
  int height = 0;
};

/// Dashes of a line that goes up and down all the time would be noise.
std::string lineClass(const FigureLine& l) {
  return "hf-line hf-s" + text(l.style % lineStyles) + (l.value.size() > 200 ? " hf-dense" : "");
}

Head headOf(const Panel& panel, int top, int width) {
  Head head;
  int x = leftMargin, y = top + 12;
  const std::string name = panel.title + (panel.unit.empty() ? "" : " [" + panel.unit + "]");
  if (!name.empty()) head.svg += label(x, y, "start", "hf-name", name), x += widthOf(name) + 22;
  for (const FigureLine& l : panel.lines) {
    const int needed = 26 + widthOf(l.label);
    if (x + needed > width - rightMargin && x > leftMargin) x = leftMargin, y += lineHeight;
    head.svg += "<path class=\"" + lineClass(l) + "\" d=\"M" + text(x) + " " + text(y - 4) + "h18\"/>\n" +
                label(x + 23, y, "start", "", l.label);
    x += needed + 14;
  }
  head.height = y + 8 - top;
  return head;
}

std::string gridOf(const View& view, int top, int width) {
  std::string svg;
  for (const AxisTick& tick : view.axis.ticks) {
    const double y = top + static_cast<double>(view.y(tick.at)) / 10;
    svg += "<path class=\"hf-grid\" d=\"M" + text(leftMargin) + " " + exact(y) + "H" + text(width - rightMargin) +
           "\"/>\n" + label(leftMargin - 7, y + 4, "end", "", tick.label);
  }
  return svg;
}

const char* classOf(DrawingBand::Kind kind) {
  switch (kind) {
    case DrawingBand::Kind::fault: return "hf-fault";
    case DrawingBand::Kind::impairment: return "hf-impairment";
    case DrawingBand::Kind::note: break;
  }
  return "hf-note";
}

std::string bandsOf(const Drawing& f, const View& view) {
  std::string svg;
  for (const DrawingBand& b : f.bands) {
    if (b.until < f.from || b.from > f.until) continue;
    const std::int64_t x = view.x(b.from), end = std::max(view.x(b.until), x + 10);
    svg += "<rect class=\"" + std::string(classOf(b.kind)) + "\" x=\"" + std::to_string(x) + "\" y=\"0\" width=\"" +
           std::to_string(end - x) + "\" height=\"" + std::to_string(view.height) + "\"><title>" + xmlText(b.label) +
           "</title></rect>\n";
  }
  return svg;
}

struct Drawn {
  std::string svg, description;
  int height = 0;
};

std::string rangeText(const FigureLine& l) {
  const Extent e = extentOf({l}, false);
  if (!(e.least <= e.most)) return l.label + ": no value. ";
  return l.label + ": " + threeDigits(e.least) + " to " + threeDigits(e.most) + ". ";
}

Drawn panelOf(const Drawing& f, const Panel& panel, int top, const SvgOptions& o) {
  Panel shown{panel.title, panel.unit, {}, panel.logarithmic};
  for (const FigureLine& l : panel.lines) shown.lines.push_back(decimated(l, f.from, f.until, o.columns));
  const Extent e = extentOf(shown.lines, panel.logarithmic);
  const Head head = headOf(shown, top, o.width);
  const int plotTop = top + head.height, width = o.width - leftMargin - rightMargin;
  const View view{f.from, f.until,
                  panel.logarithmic ? logarithmicAxis(e.least, e.most)
                                    : valueAxis(e.least, e.most, std::max(2, o.panelHeight / 38)),
                  width * 10, o.panelHeight * 10};
  Drawn drawn;
  drawn.svg = "<g class=\"hf-panel\" data-least=\"" + exact(view.axis.least) + "\" data-most=\"" +
              exact(view.axis.most) + "\" data-log=\"" + (panel.logarithmic ? "1" : "0") + "\" data-top=\"" +
              text(plotTop) + "\" data-unit=\"" + xmlText(panel.unit) + "\">\n" + head.svg +
              gridOf(view, plotTop, o.width);
  drawn.svg += "<svg class=\"hf-view\" x=\"" + text(leftMargin) + "\" y=\"" + text(plotTop) + "\" width=\"" +
               text(width) + "\" height=\"" + text(o.panelHeight) + "\" viewBox=\"0 0 " + std::to_string(view.width) +
               " " + std::to_string(view.height) + "\" preserveAspectRatio=\"none\">\n" + bandsOf(f, view);
  drawn.description = panel.title + (panel.unit.empty() ? ". " : ", " + panel.unit + ". ");
  for (const FigureLine& l : shown.lines) {
    drawn.svg += "<path class=\"" + lineClass(l) + "\" data-label=\"" + xmlText(l.label) + "\" data-shape=\"" +
                 (l.shape == LineShape::step ? "step" : "line") + "\" d=\"" +
                 (l.shape == LineShape::step ? stepPath(l, view) : straightPath(l, view)) + "\"/>\n";
    drawn.description += rangeText(l);
  }
  drawn.svg += "</svg>\n</g>\n";
  drawn.height = head.height + o.panelHeight;
  return drawn;
}

// ---- what all panels share -----------------------------------------------------------------------------------------

double pixel(const Drawing& f, double t, const SvgOptions& o) {
  const double share = f.until > f.from ? (t - f.from) / (f.until - f.from) : 0;
  return leftMargin + share * (o.width - leftMargin - rightMargin);
}

/// Small triangles in a row of their own: more workers point up, fewer down. Of those that would cover each other the
/// first is drawn.
std::string marksOf(const Drawing& f, int top, const SvgOptions& o) {
  std::string svg;
  double lastUp = -10, lastDown = -10;
  for (const DrawingMark& m : f.marks) {
    if (m.time < f.from || m.time > f.until) continue;
    const double x = std::round(pixel(f, m.time, o) * 10) / 10;
    double& last = m.kind == DrawingMark::Kind::down ? lastDown : lastUp;
    if (x - last < 2) continue;
    last = x;
    const char* shape = m.kind == DrawingMark::Kind::up     ? "hf-up\" d=\"M-4 6h8l-4-6z"
                        : m.kind == DrawingMark::Kind::down ? "hf-down\" d=\"M-4 8h8l-4 6z"
                                                            : "hf-other\" d=\"M-2 4h4v4h-4z";
    svg += "<path class=\"hf-mark " + std::string(shape) + "\" data-t=\"" + exact(m.time) +
           "\" transform=\"translate(" + exact(x) + "," + text(top) + ")\"><title>" + xmlText(m.label) +
           "</title></path>\n";
  }
  return svg;
}

/// In the middle under it, where that is on the sheet.
std::string underTick(double x, int y, const std::string& classes, const std::string& words, int sheet) {
  const double half = widthOf(words) / 2.0;
  return label(std::clamp(x, half + 2, std::max(half + 2, sheet - half - 2)), y, "middle", classes, words);
}

std::string timeAxis(const Drawing& f, int bottom, const SvgOptions& o) {
  const int width = o.width - leftMargin - rightMargin;
  std::string svg = "<g class=\"hf-times\" data-bottom=\"" + text(bottom) + "\">\n";
  svg += "<path class=\"hf-axis\" d=\"M" + text(leftMargin) + " " + text(bottom) + "h" + text(width) + "\"/>\n";
  for (const AxisTick& tick : timeTicks(f.from, f.until, width / 75, f.clocks)) {
    const double x = std::round(pixel(f, tick.at, o) * 10) / 10;
    svg += "<path class=\"hf-axis\" d=\"M" + exact(x) + " " + text(bottom) + "v5\"/>\n" +
           underTick(x, bottom + 17, "", tick.label, o.width);
    if (!tick.below.empty()) svg += underTick(x, bottom + 30, "hf-soft", tick.below, o.width);
  }
  return svg + "</g>\n";
}

/// Names of the spans in a row above the panels, where they do not run into one another.
std::string bandNames(const Drawing& f, int top, const SvgOptions& o) {
  std::string svg;
  double free = 0;
  for (const DrawingBand& b : f.bands) {
    if (b.label.empty() || b.until < f.from || b.from > f.until) continue;
    const int width = widthOf(b.label);
    double x = std::max(pixel(f, std::max(b.from, f.from), o), static_cast<double>(leftMargin));
    x = std::min(x, static_cast<double>(o.width - rightMargin - width));
    if (x < free) continue;
    svg += "<g class=\"hf-mark\" data-t=\"" + exact(std::max(b.from, f.from)) + "\" transform=\"translate(" +
           exact(std::round(x * 10) / 10) + "," + text(top) + ")\">" + label(0, 12, "start", "hf-soft", b.label) +
           "</g>\n";
    free = x + width + 8;
  }
  return svg;
}

std::string clockAttributes(const Drawing& f) {
  std::string changes;
  for (const ClockChange& c : f.clocks.changes)
    changes += (changes.empty() ? "" : " ") + exact(c.from) + ":" + std::to_string(c.offset);
  return " data-from=\"" + exact(f.from) + "\" data-until=\"" + exact(f.until) + "\" data-start=\"" +
         std::to_string(f.clocks.startUnix) + "\" data-clocks=\"" + changes + "\"";
}

}  // namespace

std::string svgOf(const Drawing& f, const SvgOptions& o) {
  std::string body, description = f.description.empty() ? "" : f.description + " ";
  int y = o.standalone ? 10 : 2;
  if (o.standalone && !f.title.empty()) {
    body += label(leftMargin, y + 14, "start", "hf-title", f.title);
    y += 30;
  }
  const bool named = std::any_of(f.bands.begin(), f.bands.end(), [](const DrawingBand& b) { return !b.label.empty(); });
  if (named) body += bandNames(f, y, o), y += lineHeight;
  for (std::size_t i = 0; i < f.panels.size(); ++i) {
    if (i) y += between;
    Drawn panel = panelOf(f, f.panels[i], y, o);
    body += panel.svg;
    description += panel.description;
    y += panel.height;
  }
  if (!f.marks.empty()) body += marksOf(f, y + 3, o), y += 20;
  body += timeAxis(f, y, o);
  y += axisHeight;
  std::string head = "<svg" + std::string(o.standalone ? " xmlns=\"http://www.w3.org/2000/svg\"" : "") +
                     " class=\"hf\" role=\"img\" aria-labelledby=\"" + f.id + "-t " + f.id + "-d\" viewBox=\"0 0 " +
                     text(o.width) + " " + text(y) + "\" width=\"" + text(o.width) + "\" height=\"" + text(y) +
                     "\" data-left=\"" + text(leftMargin) + "\" data-right=\"" + text(o.width - rightMargin) + "\"" +
                     clockAttributes(f) + ">\n";
  head += "<title id=\"" + f.id + "-t\">" + xmlText(f.title) + "</title>\n<desc id=\"" + f.id + "-d\">" +
          xmlText(description) + "</desc>\n";
  if (o.standalone || o.styled) head += "<style>" + figureStyle() + "</style>\n";
  if (o.standalone) head += "<rect class=\"hf-back\" width=\"" + text(o.width) + "\" height=\"" + text(y) + "\"/>\n";
  return head + body + "</svg>\n";
}

}  // namespace headroom
