/// The scenarios that ship with the program: YAML files, with the data they need, in one directory.
///
/// Looked for, in this order: `$HEADROOM_LIBRARY`, beside the installed program, the source tree it was built from.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace headroom {

struct LibraryScenario {
  std::string name;     // "az-outage": what `headroom run` takes
  std::string summary;  // its `name:` line
  std::string file;
};

/// Empty if there is none on this machine.
std::string libraryDirectory();
/// By name.
std::vector<LibraryScenario> libraryScenarios();
/// The file of a library scenario.
std::optional<std::string> libraryFile(const std::string& name);

}  // namespace headroom
