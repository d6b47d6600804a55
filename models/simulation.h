/// The door of `models`: what a program needs to run a scenario that it has as plain data.
///
///   ScenarioSpec spec = …;
///   auto blueprint = compile(spec);          // once; shared by all runs
///   World run(blueprint, seed, replica);     // a value: copies are independent
///   run.run({.listener = &writer});          // to the end, or some events at a time
///   Summary s = summaryOf(run);              // s["latency_s.p99"]
#pragma once

#include "models/blueprint.h"
#include "models/observe.h"
#include "models/summary.h"
#include "models/world.h"
