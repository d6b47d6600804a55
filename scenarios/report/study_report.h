/// The report of a scenario: page one in the order of a capacity planner's questions, out of the runs of a study; then
/// the pages of its worst run, as those of a trace.
///
///   study_report.cpp    verdict, headroom, money, error budget, assumptions, warnings
///   sensitivity_part.cpp  what it takes for granted, a little more and a little less
///   options_part.cpp    the ways of having capacity, ranked, and which is recommended
#pragma once

#include "analysis/report/document.h"
#include "scenarios/report/junit.h"
#include "scenarios/report/run_facts.h"
#include "scenarios/report/study.h"
#include "scenarios/report/sweep_facts.h"

#include <string>
#include <utility>
#include <vector>

namespace headroom {

/// A cell and a replication.
struct StudiedRun {
  std::size_t cell = 0, replica = 0;
};

/// Of the scenario as it is: the run with one zone lost that came closest to missing its objectives, or missed them by
/// most; where no zone is lost, of the scenario as it is written.
StudiedRun worstOf(const Study&, const SweepFacts&);

/// The loss of one zone that leaves the least attainment above its target, mean of the replications; where no zone is
/// lost, the scenario as it is written.
std::size_t worstLossOf(const Study&, const SweepFacts&);

struct StudyFacts {
  const Study& study;
  const SweepFacts& sweep;
  const Sensitivity& sensitivity;
  const SweepFacts* changed;  // its runs; null: nothing could be changed
  StudiedRun worst;
  const RunFacts& worstRun;
  std::string sweepFile, command;  // what was kept; what makes the page again

  std::uint64_t runs() const { return sweep.runs() + (changed ? changed->runs() : 0); }
  /// Replications of an option that keep their objectives whichever single zone is lost; unknown: none is.
  KeptRuns anyZone(std::size_t option) const;
  /// Cells of an option with one zone lost.
  std::vector<std::size_t> zoneCells(std::size_t option) const;
  /// "as written", "calm", "zone a lost".
  std::string nameOf(const StudyLoss&) const;
};

/// Mean time to recovery in a cell; where some runs never recovered, how many that were: a mean of the others alone
/// would be too good.
report::Value recoveryOf(const SweepFacts&, std::size_t cell);

report::Document reportOf(const StudyFacts&);
/// A case for each of: as it is written, each zone lost, with what the replications show.
std::string junitOf(const StudyFacts&);

report::Section optionsPart(const StudyFacts&);
/// Which assumption moves the verdict most; without blocks where none was changed.
report::Section sensitivityPart(const StudyFacts&);

}  // namespace headroom
