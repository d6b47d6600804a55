#include "analysis/figure/svg.h"

#include <array>

namespace headroom {
namespace {

struct Line {
  const char *light, *dark, *dash;  // dash in px; "": none
};
// Dark enough on white, light enough on black: 4.5 to 1 or more. Neighbours differ in lightness or dash as well.
constexpr std::array<Line, lineStyles> lines{{{"#0a5fc2", "#58a6ff", ""},
                                              {"#b34700", "#f0883e", ""},
                                              {"#187a35", "#3fb950", "7 3"},
                                              {"#7a3fd4", "#bc8cff", "2 3"},
                                              {"#b32d7d", "#f778ba", "9 3 2 3"},
                                              {"#0b7285", "#39c5cf", "4 4"},
                                              {"#59636e", "#9ea7b3", "1 3"},
                                              {"#8a5a00", "#e3b341", "6 3 1 3"},
                                              {"#22272e", "#e6edf3", "10 4"}}};

/// In panels a px is ten units; when they are zoomed lines keep their width on the screen.
std::string dashes() {
  std::string css;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string dash = lines.at(i).dash, number = std::to_string(i);
    if (dash.empty()) continue;
    std::string tenfold;
    for (const char c : dash) tenfold += c == ' ' ? " " : std::string(1, c) + "0";
    css += ".hf-s" + number + "{stroke-dasharray:" + dash + "}\n.hf-view .hf-s" + number +
           "{stroke-dasharray:" + tenfold + "}\n.hf-zoomed .hf-view .hf-s" + number + "{stroke-dasharray:" + dash +
           "}\n";
  }
  return css;
}

std::string colours(bool dark) {
  std::string css = dark ? ".hf text{fill:#e6edf3}.hf .hf-soft{fill:#9ba4ae}.hf-back{fill:#0d1117}"
                           ".hf-grid{stroke:#2d333b}.hf-axis{stroke:#768390}.hf-fault{fill:#f85149;fill-opacity:.22}"
                           ".hf-impairment{fill:#d29922;fill-opacity:.22}.hf-note{fill:#768390;fill-opacity:.22}"
                           ".hf-heat{fill:#58a6ff}.hf-up{fill:#3fb950}.hf-down{fill:#58a6ff}.hf-other{fill:#9ea7b3}\n"
                         : ".hf text{fill:#1f2328}.hf .hf-soft{fill:#59636e}.hf-back{fill:#fff}"
                           ".hf-grid{stroke:#dde2e7}.hf-axis{stroke:#818b98}.hf-fault{fill:#cf222e;fill-opacity:.14}"
                           ".hf-impairment{fill:#9a6700;fill-opacity:.14}.hf-note{fill:#59636e;fill-opacity:.14}"
                           ".hf-heat{fill:#0a5fc2}.hf-up{fill:#187a35}.hf-down{fill:#0a5fc2}.hf-other{fill:#59636e}\n";
  for (std::size_t i = 0; i < lines.size(); ++i)
    css += ".hf-s" + std::to_string(i) + "{stroke:" + (dark ? lines.at(i).dark : lines.at(i).light) + "}";
  for (std::size_t i = 0; i < 2; ++i)
    css += ".hf-fill.hf-s" + std::to_string(i) + "{fill:" + (dark ? lines.at(i).dark : lines.at(i).light) + "}";
  return css + "\n";
}

}  // namespace

std::string figureStyle() {
  // of `text` itself, and no shorthand: WeasyPrint inherits no font into a figure
  return ".hf text{font-size:11px;font-family:system-ui,-apple-system,\"Segoe UI\",\"DejaVu Sans\",sans-serif;"
         "font-variant-numeric:tabular-nums}\n"
         ".hf .hf-title{font-size:14px;font-weight:600}.hf .hf-name{font-weight:600}\n"
         ".hf-line{fill:none;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}\n"
         ".hf-view .hf-line{stroke-width:16}\n"
         ".hf-zoomed .hf-view .hf-line{stroke-width:1.6;vector-effect:non-scaling-stroke}\n"
         ".hf-grid,.hf-axis{stroke-width:1}\n"
         ".hf .hf-dot{fill:none;stroke-width:1.6;stroke-dasharray:none}.hf .hf-full{stroke-width:5}"
         ".hf .hf-bar{stroke-width:1.2;stroke-opacity:.6;stroke-dasharray:none}"
         ".hf .hf-fill{stroke-width:1;stroke-dasharray:none;fill-opacity:.3}\n" +
         dashes() +
         ".hf .hf-dense{stroke-dasharray:none;stroke-width:1.1}.hf .hf-view .hf-dense{stroke-width:11}"
         ".hf-zoomed .hf-view .hf-dense{stroke-width:1.2}\n" +
         colours(false) + "@media screen and (prefers-color-scheme:dark){\n" + colours(true) + "}\n";
}

}  // namespace headroom
