/// The program as a user calls it; a place for its files is a Scratch.
#pragma once

#include "tests/analysis/scratch.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

namespace headroom {

struct ShellAnswer {
  int code = -1;
  std::string text;
};

/// A line for the shell, to which `headroom` is the program that is built beside the tests.
inline ShellAnswer inShell(const std::string& line) {
  const auto bin = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  ShellAnswer answer;
  FILE* pipe = popen(("PATH='" + bin.string() + "':$PATH; " + line).c_str(), "r");
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) answer.text.append(buffer.data(), n);
  answer.code = pclose(pipe) / 256;
  return answer;
}

}  // namespace headroom
