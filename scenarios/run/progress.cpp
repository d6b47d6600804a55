#include "scenarios/run/progress.h"

#include <csignal>
#include <cstdio>
#include <unistd.h>

#include <fmt/format.h>

namespace headroom {
namespace {

std::atomic<bool> requested{false};

void onSignal(int number) {
  if (requested.exchange(true)) _exit(128 + number);
}

}  // namespace

const std::atomic<bool>& interruptRequested() { return requested; }

void watchInterrupts() {
  std::signal(SIGINT, onSignal);
  std::signal(SIGTERM, onSignal);
}

ProgressLine::ProgressLine(bool quiet)
    : quiet_(quiet), terminal_(isatty(2) == 1), begun_(Clock::now()), last_(begun_) {}

ProgressLine::~ProgressLine() {
  if (shown_ && terminal_) fmt::print(stderr, "\r\x1b[K");
}

double ProgressLine::seconds() const { return std::chrono::duration<double>(Clock::now() - begun_).count(); }

bool ProgressLine::due() const {
  const double since = std::chrono::duration<double>(Clock::now() - last_).count();
  return !quiet_ && since >= (terminal_ ? 0.2 : 10) && seconds() >= 0.5;
}

void ProgressLine::show(const std::string& line) {
  last_ = Clock::now();
  shown_ = true;
  fmt::print(stderr, "{}{}{}", terminal_ ? "\r\x1b[K" : "", line, terminal_ ? "" : "\n");
  std::fflush(stderr);
}

bool TerminalProgress::report(double done, std::uint64_t events) {
  if (line_.due()) {
    const double all = line_.seconds(), left = done > 0 ? all * (1 - done) / done : 0;
    line_.show(fmt::format("{:5.1f} %  {:.2f} M events/s  {:.0f} s left", done * 100,
                           static_cast<double>(events) / all * 1e-6, left));
  }
  return !requested.load(std::memory_order_relaxed);
}

}  // namespace headroom
