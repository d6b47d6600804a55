/// A table of a run, its cells by the name of their column. A column is read when it is first asked for.
#pragma once

#include "scenarios/view/columns.h"

#include <map>
#include <string>

namespace headroom::view {

class TableRows {
 public:
  /// Empty if the run has no such table. The run must outlive it.
  TableRows(const RunData&, const std::string& table);

  std::size_t size() const { return rows_; }
  /// NaN: unknown, or no such column.
  double number(std::size_t row, const std::string& column) const;
  /// -1: unknown.
  long whole(std::size_t row, const std::string& column) const;
  /// The word of a code; empty: none.
  std::string word(std::size_t row, const std::string& column) const;

 private:
  struct Cells {
    Values cells;
    const std::vector<std::string>* flags = nullptr;  // of the announcement
  };
  const Cells& cells(const std::string& column) const;

  const RunData& run_;
  std::size_t table_ = SIZE_MAX, rows_ = 0;
  mutable std::map<std::string, Cells> read_;
};

/// The label of an axis at a place; empty: none.
std::string labelAt(const RunData&, const char* axis, long at);

/// "timed out" for timed_out.
std::string spaced(std::string words);

}  // namespace headroom::view
