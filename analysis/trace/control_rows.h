/// What a trace holds of the control plane, as typed rows in the order of the trace.
///
/// Words are the trace's own. What is unknown is NaN, an index or count −1, a word empty. Throws Failure for a trace
/// without the table, or with one that lacks a column.
#pragma once

#include "analysis/trace/trace.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom {

/// A change of desired capacity, or one that was suppressed.
struct DecisionRow {
  std::int64_t id = 0;
  double time = 0;
  std::int64_t service = -1, policy = -1;
  std::string trigger, metric;
  double seen = 0, periodEnd = 0, threshold = 0;
  std::string alarm;
  std::int64_t counted = 0, inService = 0, pending = 0;
  std::int64_t before = 0, wanted = 0, after = 0;
  std::string limit;
  double first = 0, last = 0;
  std::int64_t count = 1;

  bool changed() const { return after != before; }
};

struct AlarmRow {
  double time = 0;
  std::int64_t service = -1, policy = -1;
  std::string alarm, to;  // "web.cpu-high", the state it went to
};

struct EventRow {
  double time = 0;
  std::string kind;
  std::int64_t service = -1, zone = -1, worker = -1, cause = 0;
};

struct DatapointRow {
  std::int64_t service = -1, policy = -1;
  std::string metric;
  double periodEnd = 0, value = 0;
  double late = 0;  // beyond its delay
};

/// What a program outside said.
struct AnswerRow {
  double time = 0;
  std::int64_t service = -1, policy = -1, number = 0, wanted = 0;
};

std::vector<DecisionRow> decisionRows(const Trace&);
std::vector<AlarmRow> alarmRows(const Trace&);
std::vector<EventRow> eventRows(const Trace&);
std::vector<DatapointRow> datapointRows(const Trace&);
std::vector<AnswerRow> answerRows(const Trace&);  // none where no policy is decided outside

}  // namespace headroom
