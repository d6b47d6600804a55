#include "scenarios/cli/command_line.h"
#include "sim/issue.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <malloc.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace {

/// Leaves without running destructors of libraries that cannot be trusted after a failed write. A result that could not
/// be printed is no success; what has failed already said why.
[[noreturn]] void leave(int code) {
  const bool printed = std::fflush(stdout) == 0 && !std::ferror(stdout);
  if (!printed && code != 1) {
    fmt::print(stderr, "headroom: error: the output cannot be written: {}\n", std::strerror(errno));
    code = 1;
  }
  std::fflush(stderr);
  _exit(code);
}

int run(int argc, char** argv) {
  const headroom::cli::CommandLine line = headroom::cli::commandLineOf(argc, argv);
  return line.command ? line.command() : line.code;
}

}  // namespace

int main(int argc, char** argv) {
  // The buffers of a trace are given back when they are freed, instead of being kept in pieces: memory stays level.
  mallopt(M_MMAP_THRESHOLD, 64 << 10);
  try {
    leave(run(argc, argv));
  } catch (const headroom::Failure& e) {
    fmt::print(stderr, "headroom: error: {}\n", e.what());
    leave(1);
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "headroom: error: out of memory\n");
    leave(1);
  } catch (const std::system_error& e) {  // stdout is full, say
    fmt::print(stderr, "headroom: error: {}\n", e.what());
    leave(1);
  } catch (const std::exception& e) {
    fmt::print(stderr, "headroom: internal error: {}\n  please report it with the scenario\n", e.what());
    leave(1);
  }
}
