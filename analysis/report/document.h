/// A report as plain data: sections of paragraphs, facts, tables, figures and commands.
///
/// One document is rendered as HTML (`html.h`), Markdown (`markdown.h`) and JSON; a number is written once, as `Value`,
/// so all three say the same. All words are plain text: each renderer escapes for its target.
#pragma once

#include "analysis/figure/figure.h"
#include "analysis/figure/plot.h"
#include "analysis/report/values.h"

#include <string>
#include <variant>
#include <vector>

namespace headroom::report {

enum class Tone : std::uint8_t { plain, good, bad, warning };

struct Paragraph {
  std::string text;
  Tone tone = Tone::plain;
};

struct Bullets {
  std::vector<std::string> items;
  Tone tone = Tone::plain;
};

/// Names with a value each.
struct Fact {
  std::string name;   // for programs: "availability"
  std::string label;  // for people
  Value value;
  std::string note = {};
};
struct Facts {
  std::vector<Fact> rows;
};

struct Heading {
  std::string text;
  bool numbers = true;
};
struct TableBlock {
  std::string name, caption;
  std::vector<Heading> columns;
  std::vector<std::vector<Value>> rows;
};

struct Picture {
  Drawing figure;
  std::string caption;
};

/// A figure that is not over time.
struct Chart {
  std::variant<Plot, HeatMap, BarChart> figure;
  std::string caption;
};

/// What to type for more.
struct Command {
  std::string why, line;
};

/// A long text as it is, which a reader may want to open.
struct Listing {
  std::string title, text;
};

using Block = std::variant<Paragraph, Bullets, Facts, TableBlock, Picture, Chart, Command, Listing>;

struct Section {
  std::string id, title;
  int level = 2;  // of its heading
  std::vector<Block> blocks;
};

struct Document {
  std::string title, subtitle, program;  // program: "headroom 0.1.0"
  std::vector<Section> sections;
  std::string kind = "run";  // what it is of: run, sweep, scenario
};

}  // namespace headroom::report
