/// A figure as SVG: text, vector, the same bytes on every run.
///
/// Self-contained: no script, nothing from outside. Colours are classes (`hf-…`) whose style follows the reader's light
/// or dark scheme; on paper it is light. Lines are told apart by dashes too. All labels are escaped. Left out: fonts
/// (the reader's own), and exact widths of text, which are estimated.
#pragma once

#include "analysis/figure/figure.h"

#include <cstddef>
#include <string>

namespace headroom {

struct SvgOptions {
  int width = 760, panelHeight = 170;  // px
  std::size_t columns = 380;           // of decimated lines
  bool standalone = true;              // a file of its own: with its style, its title in sight and a background
  bool styled = false;                 // with its style although it is part of a page
};

std::string svgOf(const Drawing&, const SvgOptions& = {});

/// The style sheet of figures that are part of a page.
std::string figureStyle();

}  // namespace headroom
