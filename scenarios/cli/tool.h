/// Programs of other packages that do what this one leaves to them, if they are there.
#pragma once

#include <string>
#include <vector>

namespace headroom::cli {

/// True if the first word is a program on PATH.
bool onPath(const std::string& program);
/// Runs it without a shell; its exit code, or −1 if it could not be started. What it says goes to stderr if `loud`.
int runTool(const std::vector<std::string>& command, bool loud = true);

}  // namespace headroom::cli
