/// A service on workers of another type.
///
/// A type counts as its vCPU over those of the type that the scenario names: so many times the slots, the places in a
/// worker's queue, the cores of a shared processor, and a rated capacity that was given outright, each rounded down. A
/// call takes as long on any of them (as in scaling along a ladder). Left out: faster processors, and how software
/// scales inside a larger machine: where the scenario has a scalability curve, other types are refused.
#pragma once

#include "scenarios/plan/question.h"

namespace headroom::plan {

/// `impossible` where it cannot be; throws Failure for a type that is not in the catalogue.
TypeChoice asType(const ScenarioSpec&, std::size_t service, const std::string& type);

}  // namespace headroom::plan
