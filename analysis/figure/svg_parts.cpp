#include "analysis/figure/svg_parts.h"

#include "analysis/text/escape.h"

#include <algorithm>
#include <cmath>

namespace headroom::svg {

std::string text(int n) { return std::to_string(n); }

std::string label(double x, double y, const std::string& anchor, const std::string& classes, const std::string& words) {
  return "<text x=\"" + exact(std::round(x * 10) / 10) + "\" y=\"" + exact(std::round(y * 10) / 10) + "\"" +
         (anchor == "start" ? "" : " text-anchor=\"" + anchor + "\"") +
         (classes.empty() ? "" : " class=\"" + classes + "\"") + ">" + xmlText(words) + "</text>\n";
}

int widthOf(const std::string& words) {
  const auto n =
      std::count_if(words.begin(), words.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return static_cast<int>(std::lround(6.3 * static_cast<double>(n)));
}

}  // namespace headroom::svg
