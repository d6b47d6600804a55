#include "scenarios/view/table_rows.h"

#include <algorithm>
#include <cmath>

namespace headroom::view {

TableRows::TableRows(const RunData& run, const std::string& name) : run_(run) {
  const std::vector<Table>& all = run.announcement().tables;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Table& t) { return t.name == name; });
  if (found == all.end()) return;
  table_ = static_cast<std::size_t>(found - all.begin());
  rows_ = run.rows(table_);
}

const TableRows::Cells& TableRows::cells(const std::string& name) const {
  const auto [it, fresh] = read_.try_emplace(name);
  if (!fresh || table_ == SIZE_MAX) return it->second;
  const std::vector<Column>& columns = run_.announcement().tables[table_].columns;
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (columns[c].name == name) {
      it->second = {run_.column(table_, c), &columns[c].flags};
      it->second.cells.resize(rows_, std::nan(""));
    }
  return it->second;
}

double TableRows::number(std::size_t row, const std::string& column) const {
  const Cells& c = cells(column);
  return row < c.cells.size() ? c.cells[row] : std::nan("");
}

long TableRows::whole(std::size_t row, const std::string& column) const {
  const double x = number(row, column);
  return std::isnan(x) ? -1 : std::lround(x);
}

std::string TableRows::word(std::size_t row, const std::string& column) const {
  const auto code = static_cast<std::size_t>(whole(row, column));
  const Cells& c = cells(column);
  return c.flags && code < c.flags->size() ? (*c.flags)[code] : std::string();
}

std::string labelAt(const RunData& run, const char* axisName, long at) {
  const Axis* axis = axisOf(run, axisName);
  return axis && at >= 0 && at < static_cast<long>(axis->labels.size()) ? axis->labels[static_cast<std::size_t>(at)]
                                                                        : std::string();
}

std::string spaced(std::string words) {
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace headroom::view
