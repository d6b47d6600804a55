/// A scenario's fleets and their scaling in the language of those who run them: a CloudFormation template, Terraform's
/// JSON, or manifests of Kubernetes' HorizontalPodAutoscalers.
///
/// What `headroom import` reads of a provider, this writes: importing what was written gives the same policies. What
/// has no counterpart there is named in the text. Left out: networks, images, load balancers: they are parameters.
#pragma once

#include "models/scenario_spec.h"

#include <string>
#include <vector>

namespace headroom {

struct Emitted {
  std::string text;
  std::size_t fleets = 0;  // that are in it; 0: the scenario has none of this kind
};

/// Of every service whose workers are machines.
Emitted emitCloudFormation(const ScenarioSpec&);
Emitted emitTerraform(const ScenarioSpec&);
/// Of every service with an `hpa` policy.
Emitted emitHpa(const ScenarioSpec&);

}  // namespace headroom
