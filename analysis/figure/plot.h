/// Figures that are not over time, as plain data: points in a plane, a grid of values as shades, bars to both sides of
/// a line. `svgOf` draws them in the style of figures over time (`svg.h`); words beside points that would cover others
/// are left out.
#pragma once

#include "analysis/figure/svg.h"

#include <limits>
#include <string>
#include <vector>

namespace headroom {

struct PlotPoint {
  double x = 0, y = 0;
  double halfWidth = std::numeric_limits<double>::quiet_NaN();  // of the interval of y; NaN: none
  std::string label;                                            // read under the pointer
  std::string beside = {};                                      // written next to it
  bool full = false;                                            // a filled dot
};

struct PlotSeries {
  std::string label;
  std::vector<PlotPoint> points;
  int style = 0;
  bool joined = false;  // by straight lines, in their order
};

struct PlotAxis {
  std::string title, unit;
  std::vector<std::string> words = {};  // places 0, 1, 2 … have names instead of numbers
  bool fromZero = false;
};

struct Plot {
  std::string id = "figure", title, description;
  PlotAxis x, y;
  std::vector<PlotSeries> series;
};

struct HeatMap {
  std::string id = "figure", title, description;
  std::string xTitle, yTitle;
  std::vector<std::string> xWords, yWords;
  std::vector<double> shade;       // 0 … 1, rows of y after one another; NaN: nothing there
  std::vector<std::string> texts;  // the same, in words
};

/// From 0 to a value, with its interval.
struct Bar {
  double value = 0;
  double halfWidth = std::numeric_limits<double>::quiet_NaN();  // NaN: none
  std::string label;                                            // "+20 %", written at its end
  std::string reading;                                          // under the pointer
  int style = 0;
};

struct BarRow {
  std::string label;
  std::vector<Bar> bars;  // below one another
};

struct BarChart {
  std::string id = "figure", title, description;
  PlotAxis x;
  std::vector<BarRow> rows;
};

std::string svgOf(const BarChart&, const SvgOptions& = {});
std::string svgOf(const Plot&, const SvgOptions& = {});
std::string svgOf(const HeatMap&, const SvgOptions& = {});

}  // namespace headroom
