#include "models/demand/recorded.h"

#include "models/calendar.h"
#include "models/demand/curve.h"
#include "sim/issue.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <optional>

namespace headroom {
namespace {

[[noreturn]] void fail(const std::string& file, std::size_t line, const std::string& what) {
  throw Failure(file + ":" + std::to_string(line) + ": " + what);
}

std::vector<std::string> cellsOf(std::string line) {
  if (!line.empty() && line.back() == '\r') line.pop_back();
  std::vector<std::string> cells{""};
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  for (std::string& cell : cells) {
    cell.erase(0, cell.find_first_not_of(" \t"));
    cell.erase(cell.find_last_not_of(" \t") + 1);
  }
  return cells;
}

std::optional<double> numberOf(const std::string& text) {
  double x = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(x)) return std::nullopt;
  return x;
}

/// Nanoseconds since some origin.
std::optional<std::int64_t> timeOf(const std::string& text) {
  if (const auto seconds = numberOf(text)) return static_cast<std::int64_t>(std::floor(*seconds * 1e9 + 0.5));
  if (const auto instant = Calendar::parseInstant(text)) return instant;
  return Calendar::parseInstant(text + "Z");
}

[[noreturn]] void fail(const std::string& file, const RecordedRow& row, const std::string& what) {
  throw Failure(file + ":" + std::to_string(row.line) + (row.column ? ":" + std::to_string(row.column) : "") + ": " +
                what);
}

struct Columns {
  std::size_t time = 0, value = 0;
};

Columns columnsOf(const RecordedCurve& spec, const std::vector<std::string>& header, std::size_t line) {
  const auto find = [&](const std::string& name, std::size_t otherwise) {
    if (name.empty()) return otherwise;
    const auto it = std::find(header.begin(), header.end(), name);
    if (it == header.end()) {
      std::string all;
      for (const std::string& h : header) all += (all.empty() ? "" : ", ") + h;
      fail(spec.file, line, "there is no column `" + name + "`; the columns are " + all);
    }
    return static_cast<std::size_t>(it - header.begin());
  };
  return {find(spec.timeColumn, 0), find(spec.column, header.size() - 1)};
}

std::vector<RecordedRow> rowsOf(const RecordedCurve& spec) {
  std::ifstream in(spec.file);
  if (!in) throw Failure("cannot read " + spec.file);
  std::vector<RecordedRow> rows;
  std::optional<Columns> columns;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (line.empty() || line[0] == '#' || line == "\r") continue;
    const std::vector<std::string> cells = cellsOf(line);
    if (!columns) {
      columns = columnsOf(spec, cells, number);
      if (!timeOf(cells[columns->time])) continue;  // a header
      if (!spec.column.empty() || !spec.timeColumn.empty())
        fail(spec.file, number, "there is no header line to find columns in");
    }
    if (cells.size() <= std::max(columns->time, columns->value))
      fail(spec.file, number, "fewer columns than in the first line");
    const auto time = timeOf(cells[columns->time]);
    const auto value = numberOf(cells[columns->value]);
    if (!time) fail(spec.file, number, "`" + cells[columns->time] + "` is no time; wanted ISO 8601 or seconds");
    if (!value || *value < 0)
      fail(spec.file, number, "`" + cells[columns->value] + "` is no count; wanted a number that is not negative");
    if (!rows.empty() && *time <= rows.back().time) fail(spec.file, number, "time does not go forward");
    rows.push_back({*time, *value, static_cast<int>(number), 0});
  }
  if (rows.size() < 2) throw Failure(spec.file + ": fewer than two rows");
  return rows;
}

std::int64_t intervalOf(const RecordedCurve& spec, const std::vector<RecordedRow>& rows) {
  if (spec.interval) return spec.interval->ns();
  std::int64_t least = INT64_MAX;
  for (std::size_t i = 1; i < rows.size(); ++i) least = std::min(least, rows[i].time - rows[i - 1].time);
  return least;
}

/// One value an interval, the gaps filled as asked.
std::vector<double> filled(const RecordedCurve& spec, const std::vector<RecordedRow>& rows, std::int64_t interval) {
  std::vector<double> values;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double exact = static_cast<double>(rows[i].time - rows[0].time) / static_cast<double>(interval);
    const auto slot = static_cast<std::size_t>(exact + 0.5);
    if (slot < values.size())
      fail(spec.file, rows[i], "two rows in one interval of " + std::to_string(interval / 1'000'000'000) + " s");
    if (slot > 50'000'000) fail(spec.file, rows[i], "more than 50 million intervals");
    const double before = values.empty() ? rows[i].value : values.back();
    const std::size_t missing = slot - values.size();
    if (missing && spec.gaps == RecordedCurve::Gaps::error)
      fail(spec.file, rows[i],
           std::to_string(missing) + (missing == 1 ? " interval is" : " intervals are") +
               " missing before this row; say `gaps: zero`, `hold` or `linear`");
    for (std::size_t k = 1; k <= missing; ++k) {
      const double share = static_cast<double>(k) / static_cast<double>(missing + 1);
      values.push_back(spec.gaps == RecordedCurve::Gaps::zero   ? 0
                       : spec.gaps == RecordedCurve::Gaps::hold ? before
                                                                : before + (rows[i].value - before) * share);
    }
    values.push_back(rows[i].value);
  }
  return values;
}

/// Constant in every interval, or straight lines through the middles of the intervals.
class Recorded : public CurvePart {
 public:
  Recorded(std::shared_ptr<const RecordedSeries> series, bool smooth)
      : series_(std::move(series)), smooth_(smooth), step_(series_->interval()) {}
  double at(std::int64_t t) const override { return smooth_ ? between(t) : level(t / step_); }
  double before(std::int64_t t) const override { return smooth_ ? between(t) : level((t - 1) / step_); }
  std::int64_t next(std::int64_t t) const override {
    return smooth_ ? ((t + step_ / 2) / step_ + 1) * step_ - step_ / 2 : (t / step_ + 1) * step_;
  }
  std::int64_t last(std::int64_t t) const override {
    return std::max<std::int64_t>(0, smooth_ ? (t + step_ / 2) / step_ * step_ - step_ / 2 : t / step_ * step_);
  }

 private:
  double level(std::int64_t i) const {
    return series_->count(std::max<std::int64_t>(i, 0)) / (static_cast<double>(step_) * 1e-9);
  }
  double between(std::int64_t t) const {
    const std::int64_t i = (t + step_ / 2) / step_;
    const double share = static_cast<double>((t + step_ / 2) % step_) / static_cast<double>(step_);
    return level(i - 1) + (level(i) - level(i - 1)) * share;
  }
  std::shared_ptr<const RecordedSeries> series_;
  bool smooth_;
  std::int64_t step_;
};

}  // namespace

std::shared_ptr<const RecordedSeries> RecordedSeries::read(const RecordedCurve& spec) {
  const std::vector<RecordedRow> rows = spec.rows.empty() ? rowsOf(spec) : spec.rows;
  auto series = std::make_shared<RecordedSeries>();
  series->interval_ = intervalOf(spec, rows);
  series->loop_ = spec.loop;
  std::vector<double> values = filled(spec, rows, series->interval_);
  const auto skipped = static_cast<std::size_t>(spec.skip / Duration::nanoseconds(series->interval_));
  if (skipped >= values.size()) throw Failure(spec.file + ": `skip` leaves nothing");
  values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(skipped));
  const double seconds = static_cast<double>(series->interval_) * 1e-9;
  double factor =
      spec.factor * (spec.values.value_or(RecordedCurve::Values::counts) == RecordedCurve::Values::rates ? seconds : 1);
  const double most = *std::max_element(values.begin(), values.end());
  if (spec.peak) factor = most > 0 ? spec.peak->perSecond * seconds / most : 0;
  series->cumulative_.push_back(0);
  for (const double v : values) {
    series->counts_.push_back(v * factor);
    series->cumulative_.push_back(series->cumulative_.back() + v * factor);
  }
  return series;
}

double RecordedSeries::count(std::int64_t i) const {
  const auto n = static_cast<std::int64_t>(counts_.size());
  if (i >= n && !loop_) return 0;
  return counts_[static_cast<std::size_t>(i % n)];
}

std::int64_t RecordedSeries::arrivals(std::int64_t i) const {
  const auto n = static_cast<std::int64_t>(counts_.size());
  if (i >= n && !loop_) return 0;
  const std::int64_t rounds = i / n;
  const double before = static_cast<double>(rounds) * cumulative_.back();
  const auto k = static_cast<std::size_t>(i % n);
  return static_cast<std::int64_t>(before + cumulative_[k + 1] + 0.5) -
         static_cast<std::int64_t>(before + cumulative_[k] + 0.5);
}

Part partOf(std::shared_ptr<const RecordedSeries> series, bool smooth) {
  return std::make_shared<Recorded>(std::move(series), smooth);
}

}  // namespace headroom
