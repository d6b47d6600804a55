#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/lab/replay_output.h"

#include <fmt/format.h>

namespace headroom::cli {
namespace {

int replayPolicy(const std::string& policyFile, const std::string& observationFile, bool json) {
  const auto policy = lab::readPolicy(policyFile);
  explain(policy.issues, policy.sources);
  if (!policy.content) return 2;
  const auto seen = lab::readObservations(observationFile, *policy.content);
  explain(seen.issues, seen.sources);
  if (!seen.content) return 2;
  const auto decided = lab::replay(*policy.content, *seen.content);
  fmt::print("{}", json ? lab::jsonOf(*policy.content, decided) : lab::tableOf(*policy.content, decided));
  return 0;
}

}  // namespace

void addPolicy(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("policy", "What a policy would have decided on recorded observations, and why");
  auto policy = std::make_shared<std::string>(), observations = std::make_shared<std::string>();
  auto json = std::make_shared<bool>(false);
  command->add_option("policy", *policy, "A YAML file with `fleet:` and one `policy:`")->required();
  command->add_option("observations", *observations, "A .json or .csv file; docs/policy-lab.md says what is in it")
      ->required();
  command->add_flag("--json", *json, "One JSON document on stdout");
  command->callback([=, &chosen] { chosen = [=] { return replayPolicy(*policy, *observations, *json); }; });
}

}  // namespace headroom::cli
