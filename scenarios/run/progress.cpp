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

TerminalProgress::TerminalProgress(bool quiet)
    : quiet_(quiet), terminal_(isatty(2) == 1), begun_(Clock::now()), last_(begun_) {}

TerminalProgress::~TerminalProgress() {
  if (shown_ && terminal_) fmt::print(stderr, "\r\x1b[K");
}

bool TerminalProgress::report(double done, std::uint64_t events) {
  const auto now = Clock::now();
  const double since = std::chrono::duration<double>(now - last_).count(),
               all = std::chrono::duration<double>(now - begun_).count();
  if (!quiet_ && since >= (terminal_ ? 0.2 : 10) && all >= 0.5) {
    last_ = now;
    shown_ = true;
    const double left = done > 0 ? all * (1 - done) / done : 0;
    fmt::print(stderr, "{}{:5.1f} %  {:.2f} M events/s  {:.0f} s left{}", terminal_ ? "\r\x1b[K" : "", done * 100,
               static_cast<double>(events) / all * 1e-6, left, terminal_ ? "" : "\n");
    std::fflush(stderr);
  }
  return !requested.load(std::memory_order_relaxed);
}

}  // namespace headroom
