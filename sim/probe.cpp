#include "sim/probe.h"

namespace headroom {

void Listener::rows(std::size_t table, std::span<const double> stays, const Cells& others) {
  std::vector<double> cells(stays.begin(), stays.end());
  for (std::size_t r = 0; r < others.rows; ++r) {
    cells.resize(stays.size());
    for (std::size_t c = 0; c < others.columns; ++c) cells.push_back(others.column(c)[r]);
    row(table, cells);
  }
}

}  // namespace headroom
