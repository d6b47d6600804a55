/// Stops a run that uses more than it may.
#pragma once

#include "scenarios/batch/crew.h"
#include "scenarios/batch/run_record.h"
#include "scenarios/run/progress.h"
#include "scenarios/sweep/sweep_spec.h"

#include <optional>
#include <string>

namespace headroom::batch {

/// Looked at whenever the run says how far it is, so some times a second; between two looks nobody is stopped.
class Limits : public Progress {
 public:
  Limits(const sweep::LimitsSpec& spec, const Report& tell) : spec_(spec), tell_(tell), begun_(Crew::Clock::now()) {}

  bool report(double done, std::uint64_t events) override;
  /// The limit that stopped the run; empty: none did.
  const std::optional<RunStatus>& broken() const { return broken_; }

 private:
  const sweep::LimitsSpec& spec_;
  const Report& tell_;
  Crew::Clock::time_point begun_;
  std::optional<RunStatus> broken_;
};

/// "more than 1000000 events".
std::string sentenceOf(RunStatus, const sweep::LimitsSpec&);

}  // namespace headroom::batch
