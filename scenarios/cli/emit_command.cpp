#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/emit/emit.h"

#include <fmt/format.h>

namespace headroom::cli {

int emitSettings(const EmitOptions& o) {
  const auto scenario = loadOrExplain(o);
  if (!scenario) return 2;
  const ScenarioSpec& spec = *scenario->spec;
  const Emitted emitted = o.as == "hpa"         ? emitHpa(spec)
                          : o.as == "terraform" ? emitTerraform(spec)
                                                : emitCloudFormation(spec);
  if (!emitted.fleets) {
    fmt::print(stderr, "headroom: error: {} has no {}\n", o.file,
               o.as == "hpa" ? "service with an `hpa` policy" : "service whose fleet would be an Auto Scaling group");
    return 2;
  }
  fmt::print("{}", emitted.text);
  return 0;
}

}  // namespace headroom::cli
