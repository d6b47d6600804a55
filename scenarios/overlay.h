/// Values laid upon a scenario's tree by path: stages and `--set`.
#pragma once

#include "models/param.h"
#include "scenarios/tree.h"

#include <string>
#include <vector>

namespace headroom {

/// Lays `value` at `path` ("services.web.fleet.min"; lists by the names of their elements); a path that leads nowhere
/// becomes an issue at `at`. `null` takes away, a mapping is merged, anything else replaces.
void overlay(Node& root, const Type&, const std::vector<std::string>& path, Node value, Spot at, Reading&);

/// Lays a stage: a mapping from paths (or keys) to values.
void overlayStage(Node& root, const Type&, const Node& stage, Reading&);

/// Lays `path=value`, value in YAML's flow form or plain text; relative paths in it start from `directory`.
void overlaySet(Node& root, const Type&, const std::string& set, const std::string& directory, Reading&);

/// `${VAR}` and `${VAR:-default}` in every scalar below.
void expandVariables(Node&, Reading&, const std::function<std::optional<std::string>(const std::string&)>& variable);

}  // namespace headroom
