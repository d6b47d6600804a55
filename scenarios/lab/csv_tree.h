/// A CSV text as a tree: a list of mappings from the header's names to the row's cells, each with its place.
///
/// Lines that begin with `#` are comments, empty cells are absent, quotes may enclose a cell. What is wrong becomes an
/// issue: no header, a name twice, a row that is longer than the header. Cost: linear in the text.
#pragma once

#include "scenarios/tree.h"

#include <optional>

namespace headroom::lab {

struct CsvTree {
  std::vector<Node> header;  // scalars
  Node rows;
};

std::optional<CsvTree> parseCsv(Reading&, int source);

}  // namespace headroom::lab
