/// `headroom gui` becomes the window's program, which this one neither knows nor links.
#include "scenarios/cli/commands.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <unistd.h>

#include <fmt/format.h>

namespace headroom::cli {

int openWindow(const std::vector<std::string>& words) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const fs::path beside = fs::read_symlink("/proc/self/exe", ignored).parent_path() / "headroom-gui";
  std::string program = "headroom-gui";
  std::vector<char*> arguments{program.data()};
  std::vector<std::string> copies = words;
  for (std::string& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::fflush(nullptr);
  execv(beside.c_str(), arguments.data());
  if (errno == ENOENT) execvp(program.c_str(), arguments.data());
  if (errno != ENOENT) {
    fmt::print(stderr, "headroom: error: headroom-gui cannot be started: {}\n", std::strerror(errno));
    return 1;
  }
  fmt::print(stderr,
             "headroom: error: headroom-gui is neither beside this program nor on PATH\n"
             "  `./dev gui` builds it from the source tree\n");
  return 2;
}

}  // namespace headroom::cli
