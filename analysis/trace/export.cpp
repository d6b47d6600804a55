#include "analysis/trace/export.h"

#include "analysis/text/escape.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace headroom {
namespace {

/// Writes lines of values under the same names.
class Lines {
 public:
  Lines(TextForm form, std::vector<std::string> names, std::ostream& out)
      : json_(form == TextForm::jsonl), names_(std::move(names)), out_(out) {
    for (std::string& name : names_) name = json_ ? jsonString(name) : csvCell(name);
    for (std::size_t i = 0; !json_ && i < names_.size(); ++i) out_ << (i ? "," : "") << names_[i];
    if (!json_) out_ << '\n';
  }
  void value(double x) {
    begin();
    char text[32];
    if (std::isfinite(x))
      out_.write(text, std::to_chars(text, text + sizeof text, x).ptr - text);
    else if (json_)
      out_ << "null";
  }
  void word(const std::string& w) {
    begin();
    out_ << (json_ ? jsonString(w) : csvCell(w));
  }
  void end() {
    out_ << (json_ ? "}\n" : "\n");
    at_ = 0;
  }

 private:
  void begin() {
    if (json_)
      out_ << (at_ ? "," : "{") << names_[at_] << ":";
    else if (at_)
      out_ << ',';
    ++at_;
  }

  bool json_;
  std::vector<std::string> names_;
  std::ostream& out_;
  std::size_t at_ = 0;  // of the line's values
};

/// Names of all columns of one series: its name and its labels.
std::vector<std::string> columnsOf(const Announcement& a, const Series& s) {
  std::vector<std::string> names{""};
  for (const std::uint16_t axis : s.axes) {
    std::vector<std::string> longer;
    for (const std::string& name : names)
      for (std::size_t i = 0; i < a.axes[axis].size(); ++i) {
        const std::string label = a.axes[axis].labels.empty() ? exact(a.axes[axis].values[i]) : a.axes[axis].labels[i];
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
  std::vector<std::string> names{"time_s", "until_s"};
  for (const Series& s : a.series)
    for (std::string& name : columnsOf(a, s)) names.push_back(std::move(name));
  return names;
}

}  // namespace

void exportSeries(const Trace& trace, TextForm form, std::ostream& out) {
  Lines lines(form, allColumns(trace.announcement()), out);
  eachBucket(trace, [&](double begin, double end, const std::vector<double>& values) {
    lines.value(begin);
    lines.value(end);
    for (const double v : values) lines.value(v);
    lines.end();
  });
}

void exportTable(const Trace& trace, std::size_t table, TextForm form, std::ostream& out) {
  const Table& t = trace.announcement().tables[table];
  std::vector<std::string> names;
  for (const Column& c : t.columns) names.push_back(c.name);
  Lines lines(form, std::move(names), out);
  constexpr std::size_t block = 65536;
  for (std::size_t first = 0, all = trace.rows(table); first < all; first += block) {
    const std::size_t n = std::min(block, all - first);
    std::vector<std::vector<double>> cells;
    for (std::size_t c = 0; c < t.columns.size(); ++c) cells.push_back(trace.column(table, c, first, n));
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t c = 0; c < cells.size(); ++c) {
        const double x = cells[c][i];
        const std::vector<std::string>& words = t.columns[c].flags;
        if (x >= 0 && x < static_cast<double>(words.size()))
          lines.word(words[static_cast<std::size_t>(x)]);
        else
          lines.value(x);
      }
      lines.end();
    }
  }
}

}  // namespace headroom
