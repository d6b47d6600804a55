/// What a report asks of a sweep: its cells, the figures of their runs, and how often objectives were kept.
///
/// A run keeps its objectives if the attainment of each is at least its target; where a scenario has none, if it keeps
/// what it promises (`expect:`). A run of which that is not known, and one that failed, counts for neither.
#pragma once

#include "analysis/report/values.h"
#include "analysis/stats/mean.h"
#include "analysis/sweep/sweep_file.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom {

/// So many of so many runs, with the exact bounds (Clopper and Pearson) at 95 %.
struct KeptRuns {
  std::uint64_t kept = 0, known = 0;

  double share() const;
  double lower() const;
  double upper() const;
  /// "58 of 59"; "unknown".
  report::Value text() const;
  /// "90.9 to 99.9 %".
  report::Value interval() const;
};

/// What they show at 95 % (one-sided) of a chance of 95 %.
enum class Shown : std::uint8_t { holds, fails, undecided, unknown };
Shown shownBy(const KeptRuns&);

class SweepFacts {
 public:
  struct Cell {
    std::string label;
    std::size_t index = 0;            // in the grid
    std::vector<std::size_t> values;  // number of its value along each axis of the table
    std::uint32_t wanted = 0, failed = 0, broken = 0;
  };

  explicit SweepFacts(const SweepTable&);

  const SweepTable& table() const { return table_; }
  const std::vector<Cell>& cells() const { return cells_; }
  const std::vector<std::string>& objectives() const { return objectives_; }

  bool has(const std::string& path) const;
  /// Of a cell, one a replica; NaN: not known.
  std::vector<double> figure(std::size_t cell, const std::string& path) const;
  stats::MeanInterval mean(std::size_t cell, const std::string& path) const;
  /// Money of each run as of 730 h.
  std::vector<double> perMonth(std::size_t cell, const std::string& path) const;
  /// The whole bill of 730 h, mean of the replications.
  stats::MeanInterval month(std::size_t cell) const;

  /// Of each replica: 1 kept, 0 not, NaN unknown.
  std::vector<double> keptRuns(std::size_t cell) const;
  KeptRuns kept(std::size_t cell) const;
  /// The least attainment among the objectives less its target, of each replica; without objectives availability.
  std::vector<double> margins(std::size_t cell) const;
  bool judged() const;  // there is something to keep

  std::uint64_t runs() const;
  double events() const;

 private:
  void addCells();

  const SweepTable& table_;
  std::vector<Cell> cells_;
  std::vector<std::vector<double>> values_;  // by figure
  std::vector<std::string> objectives_;
};

KeptRuns keptOf(const std::vector<double>& runs);
/// "99.21 ± 0.12 %".
report::Value estimateOf(const stats::MeanInterval&, report::Measure);

}  // namespace headroom
