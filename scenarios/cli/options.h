/// What the commands' options have in common. CLI11 ends here: outside scenarios/cli nobody includes it.
#pragma once

#include "scenarios/cli/commands.h"

#include <functional>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

namespace headroom::cli {

using Command = std::function<int()>;

/// The commands, by what they are about; each puts what is to be done into `chosen`.
void addRunning(CLI::App& app, Command& chosen);
void addScenarioTools(CLI::App& app, Command& chosen);
void addTraceTools(CLI::App& app, Command& chosen);

/// Adds a command with options of its own. `fill` ties them to the parser; `act` does what was asked.
template <class Options, class Fill, class Act>
CLI::App* add(CLI::App& app, Command& chosen, const char* name, const char* sentence, Fill fill, Act act) {
  auto* command = app.add_subcommand(name, sentence);
  auto options = std::make_shared<Options>();
  fill(*command, *options);
  command->callback([=, &chosen] { chosen = [=] { return act(*options); }; });
  return command;
}

void json(CLI::App& command, bool& wanted);
CLI::Option* scenario(CLI::App& command, ScenarioOptions& o);
std::string notNegative(const std::string& text);

template <class Options>
void seed(CLI::App& command, Options& o) {
  command
      .add_option_function<std::uint64_t>(
          "--seed", [&o](const std::uint64_t& seed) { o.seed = seed, o.seeded = true; }, "Seed of all chance")
      ->check(notNegative)
      ->envname("HEADROOM_SEED");
}

}  // namespace headroom::cli
