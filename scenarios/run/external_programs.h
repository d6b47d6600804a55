/// Programs that decide for `external` policies: each has a process of its own, started with the first question and
/// ended with this object.
///
/// JSON lines, as docs/external-policy.md has them. A program that is late, ends, or says something else ends the run
/// (a Failure). Two runs never share one: a question that is not the next of its process is refused.
#pragma once

#include "models/scaling/outside.h"
#include "models/simulation.h"

#include <map>
#include <memory>
#include <string>

namespace headroom {

class Program;

class ExternalPrograms : public Outside {
 public:
  /// `directory`: where programs start, the scenario's.
  ExternalPrograms(std::shared_ptr<const Blueprint>, std::string directory);
  ~ExternalPrograms() override;
  std::int64_t wanted(std::uint32_t service, const Question&) override;

 private:
  std::shared_ptr<const Blueprint> blueprint_;
  std::string directory_;
  std::map<std::pair<std::uint32_t, std::size_t>, std::unique_ptr<Program>> programs_;
};

/// Does any policy of the scenario ask a program? Its first one, as "services.web.scaling.mine"; empty: none.
std::string firstExternalPolicy(const ScenarioSpec&);

}  // namespace headroom
