#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/lab/replay_output.h"

#include <fmt/format.h>

namespace headroom::cli {

int replayPolicy(const PolicyOptions& o) {
  const auto policy = lab::readPolicy(o.policy);
  explain(policy.issues, policy.sources);
  if (!policy.content) return 2;
  const auto seen = lab::readObservations(o.observations, *policy.content);
  explain(seen.issues, seen.sources);
  if (!seen.content) return 2;
  const auto decided = lab::replay(*policy.content, *seen.content);
  fmt::print("{}", o.json ? lab::jsonOf(*policy.content, decided) : lab::tableOf(*policy.content, decided));
  return 0;
}

}  // namespace headroom::cli
