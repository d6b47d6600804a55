/// What `headroom report` is to write, and the runs of a scenario that go before it.
#pragma once

#include "analysis/report/document.h"
#include "scenarios/cli/commands.h"

#include <string>

namespace headroom::cli {

struct MadeReport {
  int code = 0;  // not 0: there is none, and it was said why
  report::Document document;
  std::string junit;
};

/// Does the runs that the page needs, keeps them in STEM-report/ (the journal, sweep.h5, the trace of the worst run;
/// those of changed assumptions in sensitivity/),
/// and goes on there with what an earlier call has begun. Throws Failure, with a sentence, where there is no answer.
MadeReport ofScenario(const ReportOptions&, const std::string& stem);

}  // namespace headroom::cli
