#include "scenarios/run/external_programs.h"

#include "scenarios/run/external_wire.h"
#include "scenarios/run/program.h"
#include "scenarios/units.h"

namespace headroom {

ExternalPrograms::ExternalPrograms(std::shared_ptr<const Blueprint> blueprint, std::string directory)
    : blueprint_(std::move(blueprint)), directory_(directory.empty() ? "." : std::move(directory)) {}

ExternalPrograms::~ExternalPrograms() = default;

std::int64_t ExternalPrograms::wanted(std::uint32_t service, const Question& q) {
  const ServicePlan& plan = blueprint_->services[service];
  const PolicySpec& policy = plan.spec.scaling[q.policy];
  const auto& spec = std::get<ExternalPolicy>(policy.policy);
  const std::string who = "the program of services." + plan.name + ".scaling." + policy.name;
  try {
    auto& program = programs_[{service, q.policy}];
    if (!program) program = std::make_unique<Program>(spec.command, directory_);
    if (q.number != ++program->asked)
      throw Failure("it has been asked " + std::to_string(program->asked - 1) + " times, and this run has asked " +
                    std::to_string(q.number - 1) + ": a copy of a run cannot go on with the program of another");
    return answerOf(program->ask(questionText(plan.name, policy, q), spec.timeout));
  } catch (const Failure& f) {
    throw Failure(who + ", question " + std::to_string(q.number) + ": " + f.what() + " (timeout " +
                  writeDuration(spec.timeout) + ")");
  }
}

std::string firstExternalPolicy(const ScenarioSpec& spec) {
  for (const ServiceSpec& s : spec.services)
    for (const PolicySpec& p : s.scaling)
      if (std::holds_alternative<ExternalPolicy>(p.policy)) return "services." + s.name + ".scaling." + p.name;
  return {};
}

}  // namespace headroom
