#include "analysis/trace/control_rows.h"

#include "sim/issue.h"

#include <cmath>

namespace headroom {
namespace {

/// One table, column by column.
class TableReader {
 public:
  TableReader(const Trace& trace, const std::string& name) : trace_(trace), name_(name), table_(trace.table(name)) {
    if (table_ == SIZE_MAX) throw Failure("the trace has no table `" + name + "`");
  }
  std::size_t rows() const { return trace_.rows(table_); }
  /// Some columns are younger than some traces.
  bool has(const std::string& column) const { return place(column) != SIZE_MAX; }

  template <class Row>
  void numbers(std::vector<Row>& rows, const char* column, double Row::*to) const {
    const auto values = trace_.column(table_, find(column), 0, rows.size());
    for (std::size_t i = 0; i < values.size(); ++i) rows[i].*to = values[i];
  }
  template <class Row>
  void counts(std::vector<Row>& rows, const char* column, std::int64_t Row::*to) const {
    const auto values = trace_.column(table_, find(column), 0, rows.size());
    for (std::size_t i = 0; i < values.size(); ++i)
      rows[i].*to = std::isnan(values[i]) ? -1 : static_cast<std::int64_t>(values[i]);
  }
  template <class Row>
  void words(std::vector<Row>& rows, const char* column, std::string Row::*to) const {
    const std::size_t number = find(column);
    const auto& words = trace_.announcement().tables[table_].columns[number].flags;
    const auto values = trace_.column(table_, number, 0, rows.size());
    for (std::size_t i = 0; i < values.size(); ++i)
      if (values[i] >= 0 && values[i] < static_cast<double>(words.size()))
        rows[i].*to = words[static_cast<std::size_t>(values[i])];
  }

 private:
  std::size_t place(const std::string& column) const {
    const auto& columns = trace_.announcement().tables[table_].columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i].name == column) return i;
    return SIZE_MAX;
  }
  std::size_t find(const std::string& column) const {
    const std::size_t i = place(column);
    if (i == SIZE_MAX) throw Failure("the trace's table `" + name_ + "` has no column `" + column + "`");
    return i;
  }

  const Trace& trace_;
  std::string name_;
  std::size_t table_;
};

}  // namespace

std::vector<DecisionRow> decisionRows(const Trace& trace) {
  using R = DecisionRow;
  const TableReader table(trace, "decisions");
  std::vector<R> rows(table.rows());
  table.counts(rows, "id", &R::id);
  table.numbers(rows, "time", &R::time);
  table.counts(rows, "service", &R::service);
  table.counts(rows, "policy", &R::policy);
  table.words(rows, "trigger", &R::trigger);
  table.words(rows, "metric", &R::metric);
  table.numbers(rows, "seen", &R::seen);
  table.numbers(rows, "period_end", &R::periodEnd);
  table.numbers(rows, "threshold", &R::threshold);
  table.words(rows, "alarm", &R::alarm);
  table.counts(rows, "n_counted", &R::counted);
  table.counts(rows, "n_in_service", &R::inService);
  table.counts(rows, "n_pending", &R::pending);
  table.counts(rows, "desired_before", &R::before);
  table.counts(rows, "wanted", &R::wanted);
  table.counts(rows, "desired_after", &R::after);
  table.words(rows, "limit", &R::limit);
  table.numbers(rows, "first", &R::first);
  table.numbers(rows, "last", &R::last);
  table.counts(rows, "count", &R::count);
  return rows;
}

std::vector<AlarmRow> alarmRows(const Trace& trace) {
  using R = AlarmRow;
  const TableReader table(trace, "alarms");
  std::vector<R> rows(table.rows());
  table.numbers(rows, "time", &R::time);
  table.counts(rows, "service", &R::service);
  table.counts(rows, "policy", &R::policy);
  table.words(rows, "alarm", &R::alarm);
  table.words(rows, "to", &R::to);
  return rows;
}

std::vector<EventRow> eventRows(const Trace& trace) {
  using R = EventRow;
  const TableReader table(trace, "events");
  std::vector<R> rows(table.rows());
  table.numbers(rows, "time", &R::time);
  table.words(rows, "kind", &R::kind);
  table.counts(rows, "service", &R::service);
  table.counts(rows, "zone", &R::zone);
  table.counts(rows, "worker", &R::worker);
  table.counts(rows, "cause", &R::cause);
  return rows;
}

std::vector<AnswerRow> answerRows(const Trace& trace) {
  using R = AnswerRow;
  if (trace.table("answers") == SIZE_MAX) return {};
  const TableReader table(trace, "answers");
  std::vector<R> rows(table.rows());
  table.numbers(rows, "time", &R::time);
  table.counts(rows, "service", &R::service);
  table.counts(rows, "policy", &R::policy);
  table.counts(rows, "number", &R::number);
  table.counts(rows, "wanted", &R::wanted);
  return rows;
}

std::vector<DatapointRow> datapointRows(const Trace& trace) {
  using R = DatapointRow;
  const TableReader table(trace, "metrics");
  std::vector<R> rows(table.rows());
  table.counts(rows, "service", &R::service);
  table.counts(rows, "policy", &R::policy);
  table.words(rows, "metric", &R::metric);
  table.numbers(rows, "period_end", &R::periodEnd);
  table.numbers(rows, "value", &R::value);
  if (table.has("late")) table.numbers(rows, "late", &R::late);
  return rows;
}

}  // namespace headroom
