/// Where everything of a trace stands in the file: the one place that knows names, attributes and chunk sizes.
/// README.md beside this file tells the same to readers.
#pragma once

#include "analysis/trace/growing.h"
#include "analysis/trace/trace_writer.h"

#include <span>
#include <string>
#include <vector>

namespace headroom {

/// The datasets of a file that was just laid out.
struct TraceLayout {
  struct Rows {
    std::vector<Growing> columns;
    std::vector<Growing> number;  // one: the coordinate of the row
    std::uint64_t rows = 0;
    std::vector<double> waiting;  // cells of rows that are in no column yet: they go there in hundreds
    std::size_t waits = 0;        // so many rows
    bool full() const { return waits == rowsTogether; }
    void wait(std::span<const double> row);
    void drain();
    /// Rows on end that all begin with `stays`, and go on with `others`. None may wait.
    void push(std::span<const double> stays, const Cells& others);
    static constexpr std::size_t rowsTogether = 256;
  };
  std::vector<Growing> times;        // time, time_bounds
  std::vector<Growing> series;       // as announced
  std::vector<std::size_t> offsets;  // of each series in a bucket's values
  std::size_t width = 0;             // values a bucket
  std::vector<Rows> tables;

  template <class F>
  void each(F&& f) {
    for (Rows& t : tables) {
      for (Growing& g : t.columns) f(g);
      for (Growing& g : t.number) f(g);
    }
    for (Growing& g : series) f(g);
    for (Growing& g : times) f(g);
  }
};

/// Makes everything that will be written while others read: all but the summary.
TraceLayout layOut(hid_t file, const Announcement&, const Provenance&);

/// What is only known at the end; the file is open for nobody else.
void layOutEnd(hid_t file, const TraceEnd&);

/// "seconds since 2026-11-27 00:00:00" for an ISO 8601 instant; offsets other than `Z` are kept behind.
std::string cfEpoch(const std::string& iso);

}  // namespace headroom
