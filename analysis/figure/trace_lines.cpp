#include "analysis/figure/trace_lines.h"

#include "analysis/text/escape.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t mostLines = 40;

std::string labelOf(const Axis& a, std::size_t i) { return a.labels.empty() ? exact(a.values[i]) : a.labels[i]; }

struct Asked {
  std::string name;
  std::vector<std::string> words;
};

Asked partsOf(const std::string& text) {
  const std::size_t open = text.find('[');
  if (open == std::string::npos || !text.ends_with(']')) return {text, {}};
  Asked asked{text.substr(0, open), {}};
  const std::string inside = text.substr(open + 1, text.size() - open - 2);
  for (std::size_t begin = 0; begin <= inside.size();) {
    const std::size_t end = std::min(inside.find(';', begin), inside.size());
    asked.words.push_back(inside.substr(begin, end - begin));
    begin = end + 1;
  }
  return asked;
}

/// Of every axis the label that was asked for; −1: all of them.
struct Chosen {
  std::vector<std::ptrdiff_t> labels;
  bool sum = false;
  std::string unknown;  // a word that is no label; empty: all are
};

Chosen chosenOf(const Announcement& a, const Series& s, const std::vector<std::string>& words) {
  Chosen chosen{std::vector<std::ptrdiff_t>(s.axes.size(), -1), false, {}};
  for (const std::string& word : words) {
    bool found = false;
    for (std::size_t k = 0; k < s.axes.size() && !found; ++k) {
      const Axis& axis = a.axes[s.axes[k]];
      for (std::size_t i = 0; i < axis.size() && !found && chosen.labels[k] < 0; ++i)
        if (labelOf(axis, i) == word) chosen.labels[k] = static_cast<std::ptrdiff_t>(i), found = true;
    }
    if (!found && word == "sum")
      chosen.sum = true;
    else if (!found && chosen.unknown.empty())
      chosen.unknown = word.empty() ? "nothing" : word;
  }
  return chosen;
}

/// Places of a bucket that make one line.
struct Places {
  std::string label;
  std::vector<std::size_t> of;
};

std::vector<Places> placesOf(const Announcement& a, const Series& s, const Chosen& chosen) {
  std::vector<Places> all;
  for (std::size_t place = 0, width = a.width(s); place < width; ++place) {
    std::string label;
    bool wanted = true;
    std::size_t rest = place;
    for (std::size_t k = s.axes.size(); k-- > 0;) {
      const Axis& axis = a.axes[s.axes[k]];
      const std::size_t i = rest % axis.size();
      rest /= axis.size();
      wanted = wanted && (chosen.labels[k] < 0 || chosen.labels[k] == static_cast<std::ptrdiff_t>(i));
      if (chosen.labels[k] < 0 && !chosen.sum) label = labelOf(axis, i) + (label.empty() ? "" : " ") + label;
    }
    if (!wanted) continue;
    if (all.empty() || !chosen.sum) all.push_back({label, {}});
    all.back().of.push_back(place);
  }
  return all;
}

double sumOf(const std::vector<double>& values, std::size_t begin, const std::vector<std::size_t>& places) {
  double sum = unknown;
  for (const std::size_t p : places)
    if (const double v = values[begin + p]; !std::isnan(v)) sum = std::isnan(sum) ? v : sum + v;
  return sum;
}

bool empty(const FigureLine& l) {
  const bool nowhere = l.label == "regional" || l.label.ends_with(" regional");
  return std::all_of(l.value.begin(), l.value.end(), [&](double v) { return std::isnan(v) || (nowhere && v == 0); });
}

/// "s-1" as people write it.
std::string unitText(const Series& s) {
  std::string unit = s.unit == "1" ? "" : s.unit;
  if (s.cell == Cell::sum) return unit.empty() ? "1/s" : unit + "/s";
  for (const auto& [written, read] : {std::pair("s-1", "1/s"), std::pair("USD h-1", "USD/h")})
    if (unit == written) unit = read;
  return unit;
}

std::string axesText(const Announcement& a, const Series& s) {
  std::string text;
  for (const std::uint16_t k : s.axes) {
    text += (text.empty() ? "" : "; ") + a.axes[k].name + ": ";
    for (std::size_t i = 0; i < std::min<std::size_t>(a.axes[k].size(), 12); ++i)
      text += (i ? ", " : "") + labelOf(a.axes[k], i);
  }
  return text;
}

}  // namespace

Buckets bucketsOf(const Trace& trace, double from, double until) {
  Buckets found;
  const std::vector<double> bounds = trace.bounds(0, trace.buckets());
  std::size_t first = 0, last = trace.buckets();
  while (first < last && bounds[2 * first + 1] <= from) ++first;
  while (last > first && bounds[2 * last - 2] >= until) --last;
  found.first = first;
  for (std::size_t i = first; i < last; ++i) found.edges.push_back(bounds[2 * i]);
  if (last > first) found.edges.push_back(bounds[2 * last - 1]);
  return found;
}

AskedLines linesOf(const Trace& trace, const std::string& text, double from, double until) {
  AskedLines answer;
  const Asked asked = partsOf(text);
  const Announcement& a = trace.announcement();
  const Series* s = trace.find(asked.name);
  if (!s) {
    answer.error = "the trace has no series `" + asked.name + "`";
    return answer;
  }
  answer.unit = unitText(*s);
  const Chosen chosen = chosenOf(a, *s, asked.words);
  if (!chosen.unknown.empty()) {
    answer.error = "`" + chosen.unknown + "` is no label of " + s->name;
    answer.hint = s->axes.empty() ? "it has no axis but time" : "its axes are " + axesText(a, *s);
    return answer;
  }
  const std::vector<Places> places = placesOf(a, *s, chosen);
  if (places.size() > mostLines) {
    answer.error = text + " would be " + std::to_string(places.size()) + " lines";
    answer.hint = "name labels of its axes, or `sum`: " + axesText(a, *s);
    return answer;
  }
  const Buckets buckets = bucketsOf(trace, from, until);
  const std::vector<double> values = trace.series(s->name, buckets.first, buckets.count());
  const std::size_t width = a.width(*s);
  for (const Places& p : places) {
    FigureLine line{p.label, LineShape::step, buckets.edges, {}, 0};
    for (std::size_t i = 0; i < buckets.count(); ++i) {
      const double length = s->cell == Cell::sum ? buckets.edges[i + 1] - buckets.edges[i] : 1;
      line.value.push_back(sumOf(values, i * width, p.of) / length);
    }
    answer.lines.push_back(std::move(line));
  }
  const auto gone = std::remove_if(answer.lines.begin(), answer.lines.end(), empty);
  if (gone != answer.lines.begin()) answer.lines.erase(gone, answer.lines.end());
  return answer;
}

}  // namespace headroom
