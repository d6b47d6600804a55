/// The commands of the program `headroom`; each is a file. They return the exit code of architecture 4:
/// 0 fine · 1 failed while running · 2 bad usage or input · 3 an `expect:` was not met · 130 interrupted.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

namespace headroom::cli {

/// Adds a command to the program; `chosen` is set to what it does when it was called.
using Action = std::function<int()>;
void addRun(CLI::App&, Action& chosen);
void addCheck(CLI::App&, Action& chosen);
void addDescribe(CLI::App&, Action& chosen);  // describe, schema
void addScenarios(CLI::App&, Action& chosen);
void addPolicy(CLI::App&, Action& chosen);
void addTraceTools(CLI::App&, Action& chosen);  // info, export, recover
void addFirstSteps(CLI::App&, Action& chosen);  // demo, doctor

}  // namespace headroom::cli
