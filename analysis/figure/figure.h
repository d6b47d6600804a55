/// A figure over time as plain data: panels with lines, one time axis, spans and marks in all of them.
///
/// Times are seconds since the start of the run. `svg.h` draws it.
#pragma once

#include "analysis/figure/clocks.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom {

/// How a line goes from value to value: `step`: value i holds from time[i] to time[i + 1], so there is one time more;
/// `line`: straight between the points (time[i], value[i]).
enum class LineShape : std::uint8_t { step, line };

struct FigureLine {
  std::string label;
  LineShape shape = LineShape::step;
  std::vector<double> time, value;  // a value of NaN is a gap
  int style = 0;                    // which of the colours; 0 … lineStyles − 1, beyond it begins anew
};
inline constexpr int lineStyles = 9;

struct Panel {
  std::string title, unit;  // "Requests", "1/s"
  std::vector<FigureLine> lines;
  bool logarithmic = false;
};

/// A span of time that is marked behind the lines.
struct DrawingBand {
  enum class Kind : std::uint8_t { fault, impairment, note };
  double from = 0, until = 0;
  std::string label;
  Kind kind = Kind::fault;
};

/// Something that happened.
struct DrawingMark {
  enum class Kind : std::uint8_t { up, down, note };
  double time = 0;
  std::string label;
  Kind kind = Kind::note;
};

struct Drawing {
  std::string id = "figure";  // letters, digits and `-`; unlike that of any other figure on the page
  std::string title, description;
  double from = 0, until = 0;
  Clocks clocks;
  std::vector<Panel> panels;
  std::vector<DrawingBand> bands;
  std::vector<DrawingMark> marks;
};

}  // namespace headroom
