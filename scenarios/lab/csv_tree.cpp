#include "scenarios/lab/csv_tree.h"

#include <algorithm>
#include <string_view>

namespace headroom::lab {
namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// The cells of a line; a column counts characters, as an editor shows them.
std::vector<Node> cellsOf(std::string_view line, int source, int number) {
  std::vector<Node> cells;
  const auto fresh = [&](int column) {
    Node n;
    n.form = Node::Form::scalar;
    n.spot = {source, number, column};
    cells.push_back(std::move(n));
  };
  int column = 1;
  bool quoted = false, begun = false;
  fresh(column);
  for (const char c : line) {
    Node& cell = cells.back();
    const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (!begun && isSpace(c)) {
      // before the cell
    } else if (c == '"') {
      quoted = !quoted;
      cell.quoted = true;
      if (!begun) cell.spot.column = column;
      begun = true;
    } else if (c == ',' && !quoted) {
      fresh(column + 1);
      begun = false;
    } else {
      if (!begun) cell.spot.column = column;
      begun = true;
      cell.text += c;
    }
    column += !continues;
  }
  for (Node& cell : cells)
    while (!cell.quoted && !cell.text.empty() && isSpace(cell.text.back())) cell.text.pop_back();
  return cells;
}

Node nodeOfRow(const std::vector<Node>& header, std::vector<Node> cells) {
  Node row;
  row.form = Node::Form::map;
  row.spot = cells.front().spot;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].text.empty()) continue;
    cells[i].key = header[i].text;
    cells[i].keySpot = header[i].spot;
    row.items.push_back(std::move(cells[i]));
  }
  return row;
}

bool soundHeader(Reading& reading, const std::vector<Node>& header) {
  bool sound = true;
  for (auto it = header.begin(); it != header.end(); ++it) {
    const bool twice = std::any_of(header.begin(), it, [&](const Node& n) { return n.text == it->text; });
    if (it->text.empty()) reading.error(it->spot, "", "this column has no name", "a name for each column");
    if (twice && !it->text.empty())
      reading.error(it->spot, "", "the column `" + quoteForMessage(it->text) + "` is there twice", "each name once");
    sound = sound && !it->text.empty() && !twice;
  }
  return sound;
}

}  // namespace

std::optional<CsvTree> parseCsv(Reading& reading, int source) {
  const std::string text = reading.sources[static_cast<std::size_t>(source)].text;
  CsvTree tree;
  tree.rows.form = Node::Form::list;
  tree.rows.spot = {source, 1, 1};
  int number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = std::string_view(text).substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.empty() || line[0] == '#' || std::all_of(line.begin(), line.end(), isSpace)) continue;
    std::vector<Node> cells = cellsOf(line, source, number);
    if (tree.header.empty()) {
      tree.header = std::move(cells);
      if (!soundHeader(reading, tree.header)) return std::nullopt;
    } else if (cells.size() > tree.header.size()) {
      reading.error(cells[tree.header.size()].spot, "", "this row has more cells than the header has columns",
                    std::to_string(tree.header.size()) + " cells");
      return std::nullopt;
    } else {
      tree.rows.items.push_back(nodeOfRow(tree.header, std::move(cells)));
    }
  }
  if (tree.header.empty())
    reading.error({source, 1, 1}, "", "there is no header line", "names of columns, as `time,value`");
  return tree.header.empty() ? std::nullopt : std::optional(std::move(tree));
}

}  // namespace headroom::lab
