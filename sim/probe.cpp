#include "sim/probe.h"

namespace headroom {

void Listener::rows(std::size_t table, std::span<const double> stays, std::size_t width,
                    std::span<const double> others) {
  std::vector<double> cells(stays.begin(), stays.end());
  for (; !others.empty(); others = others.subspan(width)) {
    cells.resize(stays.size());
    cells.insert(cells.end(), others.begin(), others.begin() + static_cast<std::ptrdiff_t>(width));
    row(table, cells);
  }
}

}  // namespace headroom
