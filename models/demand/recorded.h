/// A measured series of counts or rates: the rows of its spec, or read from a CSV file.
///
/// Such a file: lines of cells separated by commas; `#` lines are comments; a header line if its time cell is no time.
/// Times are ISO 8601 (with or without zone: only differences matter) or numbers of seconds. Every row is an interval
/// [t, t + interval). Missing rows are gaps: an error unless `gaps:` says what stands there.
/// Errors are Failures that name file:line, what was found and what was wanted.
#pragma once

#include "models/demand/demand_spec.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace headroom {

class RecordedSeries {
 public:
  static std::shared_ptr<const RecordedSeries> read(const RecordedCurve& spec);

  std::int64_t interval() const { return interval_; }  // ns
  std::size_t size() const { return counts_.size(); }
  bool loops() const { return loop_; }
  /// Scaled requests in interval i; i counts on through repetitions when looped; 0 beyond the end.
  double count(std::int64_t i) const;
  /// Whole arrivals of interval i: rounded so that every sum of them is within ½ of the sum of counts.
  std::int64_t arrivals(std::int64_t i) const;

 private:
  std::int64_t interval_ = 1;
  bool loop_ = false;
  std::vector<double> counts_;      // scaled
  std::vector<double> cumulative_;  // before interval i; one more than counts_
};

}  // namespace headroom
