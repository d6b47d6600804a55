/// What was typed, made into one of the commands. The only part of the program that knows the argument parser, whose
/// header takes longer to compile than all of a command.
#pragma once

#include <functional>

namespace headroom::cli {

struct CommandLine {
  std::function<int()> command;  // empty: all is said
  int code = 0;                  // then: the exit code
};

/// Help is printed to stdout, mistakes to stderr.
CommandLine commandLineOf(int argc, char** argv);

}  // namespace headroom::cli
