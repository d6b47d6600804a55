// SPDX-License-Identifier: GPL-3.0-or-later
/// A thread that does the newest job it was given; those that were not begun by then are forgotten.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace headroom::gui {

class Latest {
 public:
  Latest() : thread_([this] { work(); }) {}
  /// Waits for the job in flight.
  ~Latest();
  Latest(const Latest&) = delete;
  Latest& operator=(const Latest&) = delete;
  void ask(std::function<void()> job);

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::function<void()> job_;
  bool over_ = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace headroom::gui
