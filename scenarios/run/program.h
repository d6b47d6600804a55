/// A process to which lines are written and from which lines are read.
///
/// It is started without a shell, in a directory, with its standard input and output on one socket; its standard error
/// is ours. It leads a process group of its own, which is killed if it does not end by itself when its input ends.
/// Throws Failure with a sentence for whatever goes wrong.
#pragma once

#include "sim/time.h"

#include <chrono>
#include <string>
#include <sys/types.h>
#include <vector>

namespace headroom {

class Program {
 public:
  Program(const std::vector<std::string>& command, const std::string& directory);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// Writes a line and waits for one; what was said without being asked is a failure.
  std::string ask(const std::string& line, Duration timeout);

  std::uint64_t asked = 0;  // questions so far

 private:
  using Deadline = std::chrono::steady_clock::time_point;
  void write(const std::string& text, Deadline end) const;
  void refuseUnasked() const;
  bool wait(short events, int milliseconds) const;

  pid_t pid_ = -1;
  int socket_ = -1;
  std::string read_;  // beyond the last line
};

}  // namespace headroom
