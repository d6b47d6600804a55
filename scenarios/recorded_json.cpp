#include "scenarios/recorded_json.h"

#include "scenarios/json_tree.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <optional>
#include <vector>

namespace headroom {
namespace {

using Values = RecordedCurve::Values;

struct Found {
  std::string name;                                         // as it is offered to the user
  std::string label;                                        // another name it answers to
  std::vector<std::pair<std::string, std::string>> labels;  // of Prometheus
  std::vector<RecordedRow> rows;
  Spot spot;
  bool partial = false;  // there are more pages of it
};

/// `code=200, job="web"` as pairs; nothing if it is not of that form.
std::vector<std::pair<std::string, std::string>> matchersOf(std::string text) {
  std::vector<std::pair<std::string, std::string>> all;
  const auto strip = [](std::string s, const char* what) {
    s.erase(0, s.find_first_not_of(what));
    s.erase(s.find_last_not_of(what) + 1);
    return s;
  };
  text = strip(text, " {}");
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size()), equals = text.find('=', at);
    if (equals >= end) return {};
    all.emplace_back(strip(text.substr(at, equals - at), " "), strip(text.substr(equals + 1, end - equals - 1), " \""));
    at = end + 1;
  }
  return all;
}

bool answersTo(const Found& series, const std::string& wanted) {
  if (series.name == wanted || series.label == wanted) return true;
  const auto matchers = matchersOf(wanted);
  return !matchers.empty() && std::all_of(matchers.begin(), matchers.end(), [&](const auto& m) {
    return std::find(series.labels.begin(), series.labels.end(), m) != series.labels.end();
  });
}

std::string listed(const std::vector<Found*>& all) {
  constexpr std::size_t most = 6;
  std::string text;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
    text += (i ? ", `" : "`") + quoteForMessage(all[i]->name) + "`";
  return all.size() > most ? text + " and " + std::to_string(all.size() - most) + " more" : text;
}

class RecordedJson {
 public:
  RecordedJson(RecordedCurve& curve, std::string path, Reading& reading)
      : curve_(curve), path_(std::move(path)), reading_(reading) {}

  void read(const Node& root) {
    if (!curve_.timeColumn.empty()) return error(root.spot, "JSON has no columns, so `time_column` has no meaning");
    if (const Node* results = root.find("MetricDataResults")) return metricData(root, *results);
    if (const Node* points = root.find("Datapoints")) return metricStatistics(*points);
    if (root.find("status") || root.find("data")) return queryRange(root);
    error(root.spot, "this JSON is no series that can be read",
          "CloudWatch's get-metric-data or get-metric-statistics, or Prometheus' query_range");
  }

 private:
  void error(Spot spot, std::string what, std::string wanted = {}, std::string hint = {}) {
    if (!failed_) reading_.error(spot, path_, std::move(what), std::move(wanted), std::move(hint));
    failed_ = true;
  }

  void noColumn(Spot spot) {
    if (!curve_.column.empty()) error(spot, "this JSON has no columns, so `column` has no meaning", "", "`series`?");
  }

  // ---- a value ----

  void add(Found& series, const Node& time, const Node& value) {
    const auto at = instantOf(time);
    if (!at)
      return error(time.spot, "`" + quoteForMessage(time.text) + "` is no time", "ISO 8601, or seconds since 1970");
    const auto x = numberOf(value);
    if (x && std::isnan(*x)) return;  // nothing was there to be measured
    if (!x || !std::isfinite(*x) || *x < 0)
      return error(value.spot, "`" + quoteForMessage(value.text) + "` is no count", "a number that is not negative");
    series.rows.push_back({*at, *x, value.spot.line, value.spot.column});
  }

  // ---- CloudWatch, get-metric-data ----

  void metricData(const Node& root, const Node& results) {
    noColumn(root.spot);
    std::vector<Found> all;
    for (const Node& result : results.items) {
      Found series{textOf(result, "Id"), textOf(result, "Label"), {}, {}, result.spot, false};
      const Node* times = result.find("Timestamps");
      const Node* values = result.find("Values");
      if (!times || !times->isList() || !values || !values->isList())
        return error(result.spot, "`Timestamps` or `Values` is missing here", "a list of each");
      if (times->items.size() != values->items.size())
        return error(
            values->spot,
            std::to_string(times->items.size()) + " timestamps and " + std::to_string(values->items.size()) + " values",
            "as many of both");
      for (std::size_t i = 0; i < values->items.size(); ++i) add(series, times->items[i], values->items[i]);
      // Several pages of an answer, put together, hold a series several times; the last one says whether there are
      // more.
      series.partial = textOf(result, "StatusCode") == "PartialData";
      const auto same = std::find_if(all.begin(), all.end(), [&](const Found& f) { return f.name == series.name; });
      if (same == all.end()) {
        all.push_back(std::move(series));
      } else {
        same->rows.insert(same->rows.end(), series.rows.begin(), series.rows.end());
        same->partial = series.partial;
      }
    }
    const Found* chosen = choose(all, results.spot, Values::counts);
    if (root.find("NextToken") || (chosen && chosen->partial))
      reading_.warning(root.spot, path_, "there are more pages of this answer, and they are not in this file", "",
                       "ask again with the `NextToken`, or for a shorter time");
  }

  // ---- CloudWatch, get-metric-statistics ----

  /// Statistics of a datapoint, in its order.
  static std::vector<const Node*> statisticsOf(const Node& point) {
    std::vector<const Node*> all;
    for (const Node& n : point.items)
      for (const char* known : {"Sum", "SampleCount", "Average", "Minimum", "Maximum"})
        if (n.key == known) all.push_back(&n);
    if (const Node* extended = point.find("ExtendedStatistics"))
      for (const Node& n : extended->items) all.push_back(&n);
    return all;
  }

  std::string statisticFor(const Node& point) {
    const auto all = statisticsOf(point);
    if (!curve_.column.empty()) return curve_.column;
    if (point.find("Sum")) return "Sum";
    if (all.size() == 1) return all[0]->key;
    if (all.empty()) {
      error(point.spot, "this datapoint has no statistic", "Sum, SampleCount, Average, Minimum or Maximum");
      return {};
    }
    std::string names;
    for (const Node* n : all) names += (names.empty() ? "" : ", ") + n->key;
    error(point.spot, "several statistics, and no Sum among them", "`column`: one of " + quoteForMessage(names));
    return {};
  }

  /// What values of a statistic are: a sum of counts is a count, a mean of rates is a rate.
  std::optional<Values> meaningOf(const std::string& statistic, const std::string& unit) {
    if (statistic == "SampleCount") return Values::counts;
    if (statistic == "Sum")
      return unit.empty() || unit == "Count" || unit == "None" ? std::optional(Values::counts) : std::nullopt;
    return unit == "Count/Second" ? std::optional(Values::rates) : std::nullopt;
  }

  void metricStatistics(const Node& points) {
    if (points.items.empty()) return error(points.spot, "there are no datapoints");
    if (!curve_.series.empty()) return error(points.spot, "this JSON is one series, so `series` has no meaning");
    const std::string statistic = statisticFor(points.items[0]), unit = textOf(points.items[0], "Unit");
    if (failed_) return;
    Found series;
    for (const Node& point : points.items) {
      const auto all = statisticsOf(point);
      const auto value = std::find_if(all.begin(), all.end(), [&](const Node* n) { return n->key == statistic; });
      const Node* time = point.find("Timestamp");
      if (value == all.end() || !time)
        return error(point.spot, "`" + (time ? quoteForMessage(statistic) : "Timestamp") + "` is missing here");
      if (textOf(point, "Unit") != unit)
        return error(point.spot, "another unit than before: " + quoteForMessage(textOf(point, "Unit")), unit);
      add(series, *time, **value);
    }
    const auto meaning = meaningOf(statistic, unit);
    if (!meaning && !curve_.values)
      return error(points.items[0].spot,
                   "`" + quoteForMessage(statistic) + "` in " + quoteForMessage(unit.empty() ? "None" : unit) +
                       " is neither a count nor a rate of requests",
                   "`values: counts` or `values: rates`", "ask for the Sum of a RequestCount");
    take(series, points.spot, meaning.value_or(Values::rates));
  }

  // ---- Prometheus, query_range ----

  static Found seriesOf(const Node& metric) {
    Found f;
    std::string text;
    for (const Node& label : metric.items) {
      f.labels.emplace_back(label.key, label.text);
      if (label.key != "__name__") text += (text.empty() ? "" : ", ") + label.key + "=" + label.text;
    }
    f.label = textOf(metric, "__name__");
    f.name = text.empty() ? f.label : text;
    return f;
  }

  void queryRange(const Node& root) {
    noColumn(root.spot);
    const Node* data = root.find("data");
    const Node* result = data ? data->find("result") : nullptr;
    if (textOf(root, "status") != "success" || !result)
      return error(root.spot, "the query did not succeed: " + quoteForMessage(textOf(root, "error")),
                   "an answer with `\"status\": \"success\"`");
    if (const std::string type = textOf(*data, "resultType"); type != "matrix")
      return error(result->spot, "a result of type `" + quoteForMessage(type) + "`", "`matrix`, a series over time",
                   "ask /api/v1/query_range, with a start, an end and a step");
    std::vector<Found> all;
    for (const Node& one : result->items) {
      const Node* metric = one.find("metric");
      const Node* values = one.find("values");
      if (!metric || !values || !values->isList())
        return error(one.spot, "`metric` or `values` is missing here", "", "native histograms are no numbers");
      Found series = seriesOf(*metric);
      series.spot = one.spot;
      for (const Node& pair : values->items) {
        if (!pair.isList() || pair.items.size() != 2)
          return error(pair.spot, "this is not a time and a value", "as `[1772452800, \"181.4\"]`");
        add(series, pair.items[0], pair.items[1]);
      }
      all.push_back(std::move(series));
    }
    choose(all, result->spot, Values::rates);
  }

  // ---- the one that is meant ----

  /// Reads the one that is meant; null if there is none, or not one.
  const Found* choose(std::vector<Found>& all, Spot spot, Values meaning) {
    if (Found* found = meantOf(all, spot, meaning)) {
      take(*found, found->spot, meaning);
      return found;
    }
    return nullptr;
  }

  Found* meantOf(std::vector<Found>& all, Spot spot, Values meaning) {
    const auto no = [this](Spot where, std::string what, std::string wanted = {}, std::string hint = {}) -> Found* {
      error(where, std::move(what), std::move(wanted), std::move(hint));
      return nullptr;
    };
    if (failed_) return nullptr;
    if (all.empty()) return no(spot, "there is no series");
    std::vector<Found*> there, meant;
    for (Found& f : all) there.push_back(&f);
    for (Found& f : all)
      if (curve_.series.empty() || answersTo(f, curve_.series)) meant.push_back(&f);
    if (meant.empty())
      return no(spot, "there is no series `" + quoteForMessage(curve_.series) + "`", "one of " + listed(there));
    if (meant.size() > 1)
      return no(spot, std::to_string(meant.size()) + " series: " + listed(meant), "one of them, as `series`",
                "or a curve for each: curves add up");
    if (meaning == Values::rates && meant[0]->label.ends_with("_total") && !curve_.values)
      return no(meant[0]->spot, "`" + quoteForMessage(meant[0]->label) + "` counts on and on, it is not a rate",
                "the answer to `rate(" + quoteForMessage(meant[0]->label) + "[5m])`");
    return meant[0];
  }

  void take(Found& series, Spot spot, Values meaning) {
    if (failed_) return;
    std::vector<RecordedRow>& rows = series.rows;
    if (rows.size() < 2) return error(spot, "fewer than two values");
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
    for (std::size_t i = 1; i < rows.size(); ++i)
      if (rows[i].time == rows[i - 1].time)
        return error({spot.source, rows[i].line, rows[i].column}, "a second value of the same time", "one of each",
                     "the first one is in line " + std::to_string(rows[i - 1].line));
    curve_.rows = std::move(rows);
    if (!curve_.values) curve_.values = meaning;
  }

  RecordedCurve& curve_;
  std::string path_;
  Reading& reading_;
  bool failed_ = false;
};

}  // namespace

bool isJsonFile(const std::string& file) {
  std::ifstream in(file);
  std::array<char, 256> begin{};
  in.read(begin.data(), begin.size());
  return looksLikeJson({begin.data(), static_cast<std::size_t>(in.gcount())});
}

void readRecordedJson(RecordedCurve& curve, const std::string& path, Issues& issues) {
  Reading reading;
  if (const auto root = jsonTree(reading, curve.file)) RecordedJson(curve, path, reading).read(*root);
  issues.insert(issues.end(), reading.issues.begin(), reading.issues.end());
}

}  // namespace headroom
