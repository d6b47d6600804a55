/// Worker processes that do one order after the other, and are replaced when they die.
///
/// Each is forked from this process, so what was made before is shared, read-only in effect, and costs nothing again.
/// Whatever a worker does, it does to itself: a crash, an endless loop, a leak end with the order they came from. They
/// leave signals of the terminal to us and die with us, however that happens. What a worker says on its standard error
/// is kept until its next order. The caller must have no other threads. Linux.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace headroom::batch {

/// How far an order is; to be called now and then.
using Report = std::function<void(double done, std::uint64_t events)>;
/// Done in a worker. What it throws kills the worker, with the sentence as its last words.
using Work = std::function<std::string(const std::string& order, const Report&)>;

class Crew {
 public:
  using Clock = std::chrono::steady_clock;

  struct Event {
    enum class Kind : std::uint8_t { progress, answer, death };
    std::size_t worker = 0;
    Kind kind = Kind::progress;
    std::string text;  // the answer; or how it died: "was killed by signal 11 (Segmentation fault)"
    double done = 0;
    std::uint64_t events = 0;
  };

  /// Failure if not even one process can be had; fewer than `size` are as many as there are.
  Crew(std::size_t size, Work);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  std::size_t size() const { return workers_.size(); }
  bool busy(std::size_t worker) const { return workers_[worker].busy; }
  /// Since when a busy one is.
  Clock::time_point since(std::size_t worker) const { return workers_[worker].since; }
  pid_t process(std::size_t worker) const { return workers_[worker].process; }

  void give(std::size_t worker, const std::string& order);
  /// What has happened, after at most so many milliseconds. Those who died in it are replaced already; the death of one
  /// that had no order is not told.
  std::vector<Event> wait(int milliseconds);
  /// The end of what it has said on its standard error since its last order.
  std::string log(std::size_t worker) const;
  /// It dies; wait() will tell.
  void kill(std::size_t worker);

 private:
  struct Worker {
    pid_t process = -1;
    int socket = -1, log = -1;
    bool busy = false;
    Clock::time_point since;
    std::string heard, lastLog;
  };

  bool hire(Worker&);
  void hear(std::size_t worker, std::vector<Event>&);
  void bury(std::size_t worker, std::vector<Event>&);
  void endOrphans();

  Work work_;
  std::vector<Worker> workers_;
  std::vector<pid_t> strangers_;  // children that were there before
  int idleDeaths_ = 0;
};

}  // namespace headroom::batch
