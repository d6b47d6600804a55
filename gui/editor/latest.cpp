// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/latest.h"

#include <utility>

namespace headroom::gui {

Latest::~Latest() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Latest::ask(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    job_ = std::move(job);
  }
  changed_.notify_all();
}

void Latest::work() {
  while (true) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return over_ || job_; });
      if (over_) return;
      job = std::exchange(job_, nullptr);
    }
    job();
  }
}

}  // namespace headroom::gui
