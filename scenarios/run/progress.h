/// Where a long run is, for whoever waits for it, and the wish to stop.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace headroom {

/// Called from time to time (some times a second) by whoever runs something.
class Progress {
 public:
  virtual ~Progress() = default;
  /// `done`: share of the work, 0 … 1. False: stop soon.
  virtual bool report(double done, std::uint64_t events) = 0;
};

/// Set by the first Ctrl-C or SIGTERM; a second one ends the program at once.
const std::atomic<bool>& interruptRequested();
void watchInterrupts();

/// On a terminal a line that renews itself, five times a second; else a line every 10 s; on stderr. Nothing in the
/// first half second.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// Is it time for another one?
  bool due() const;
  void show(const std::string& line);
  double seconds() const;  // since it began

 private:
  using Clock = std::chrono::steady_clock;
  bool quiet_, terminal_, shown_ = false;
  Clock::time_point begun_, last_;
};

/// Share, events/s and the time left.
class TerminalProgress : public Progress {
 public:
  explicit TerminalProgress(bool quiet = false) : line_(quiet) {}
  bool report(double done, std::uint64_t events) override;

 private:
  ProgressLine line_;
};

}  // namespace headroom
