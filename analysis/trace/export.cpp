#include "analysis/trace/export.h"

#include <charconv>
#include <cmath>

namespace headroom {
namespace {

void put(std::ostream& out, double x, const char* unknown) {
  char text[32];
  if (!std::isfinite(x)) {
    out << unknown;
    return;
  }
  const auto end = std::to_chars(text, text + sizeof text, x).ptr;
  out.write(text, end - text);
}

/// Names of all columns of one series: its name and its labels.
std::vector<std::string> columnsOf(const Announcement& a, const Series& s) {
  std::vector<std::string> names{""};
  for (const std::uint16_t axis : s.axes) {
    std::vector<std::string> longer;
    for (const std::string& name : names)
      for (std::size_t i = 0; i < a.axes[axis].size(); ++i) {
        std::string label;
        if (a.axes[axis].labels.empty()) {
          char text[32];
          label.assign(text, std::to_chars(text, text + sizeof text, a.axes[axis].values[i]).ptr);
        } else {
          label = a.axes[axis].labels[i];
        }
        longer.push_back(name.empty() ? label : name + ";" + label);
      }
    names = std::move(longer);
  }
  for (std::string& name : names) name = name.empty() ? s.name : s.name + "[" + name + "]";
  return names;
}

/// Calls row(begin, end, values) for every bucket, reading a block at a time.
template <class F>
void eachBucket(const Trace& trace, F&& row) {
  constexpr std::size_t block = 1024;
  const Announcement& a = trace.announcement();
  std::vector<double> values;
  for (std::size_t first = 0; first < trace.buckets(); first += block) {
    const std::size_t n = std::min(block, trace.buckets() - first);
    const std::vector<double> bounds = trace.bounds(first, n);
    std::vector<std::vector<double>> all;
    for (const Series& s : a.series) all.push_back(trace.series(s.name, first, n));
    for (std::size_t i = 0; i < n; ++i) {
      values.clear();
      for (std::size_t s = 0; s < all.size(); ++s) {
        const std::size_t width = a.width(a.series[s]);
        for (std::size_t k = 0; k < width; ++k) values.push_back(all[s][i * width + k]);
      }
      row(bounds[2 * i], bounds[2 * i + 1], values);
    }
  }
}

std::vector<std::string> allColumns(const Announcement& a) {
  std::vector<std::string> names;
  for (const Series& s : a.series)
    for (std::string& name : columnsOf(a, s)) names.push_back(std::move(name));
  return names;
}

}  // namespace

void exportSeriesCsv(const Trace& trace, std::ostream& out) {
  out << "time_s,until_s";
  for (const std::string& name : allColumns(trace.announcement())) out << ',' << name;
  out << '\n';
  eachBucket(trace, [&](double begin, double end, const std::vector<double>& values) {
    put(out, begin, "");
    out << ',';
    put(out, end, "");
    for (const double v : values) {
      out << ',';
      put(out, v, "");
    }
    out << '\n';
  });
}

void exportSeriesJsonl(const Trace& trace, std::ostream& out) {
  const std::vector<std::string> names = allColumns(trace.announcement());
  eachBucket(trace, [&](double begin, double end, const std::vector<double>& values) {
    out << "{\"time_s\":";
    put(out, begin, "null");
    out << ",\"until_s\":";
    put(out, end, "null");
    for (std::size_t i = 0; i < values.size(); ++i) {
      out << ",\"" << names[i] << "\":";
      put(out, values[i], "null");
    }
    out << "}\n";
  });
}

void exportTableCsv(const Trace& trace, std::size_t table, std::ostream& out) {
  const Table& t = trace.announcement().tables[table];
  for (std::size_t c = 0; c < t.columns.size(); ++c) out << (c ? "," : "") << t.columns[c].name;
  out << '\n';
  for (std::size_t first = 0, all = trace.rows(table); first < all; first += 65536) {
    std::vector<std::vector<double>> cells;
    for (std::size_t c = 0; c < t.columns.size(); ++c) cells.push_back(trace.column(table, c, first, 65536));
    for (std::size_t i = 0; i < cells[0].size(); ++i) {
      for (std::size_t c = 0; c < cells.size(); ++c) {
        if (c) out << ',';
        const auto code = static_cast<std::size_t>(cells[c][i] >= 0 ? cells[c][i] : 1e9);
        if (code < t.columns[c].flags.size()) {
          out << t.columns[c].flags[code];
        } else {
          put(out, cells[c][i], "");
        }
      }
      out << '\n';
    }
  }
}

}  // namespace headroom
