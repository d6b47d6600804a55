// SPDX-License-Identifier: GPL-3.0-or-later
/// A run in a thread of its own, which can be told to pause, to step, to keep a pace, and to end. No Qt here.
///
/// Promises: what it is told it does within some milliseconds, between two blocks of events; it is the run that
/// `headroom run` would make, with the same fingerprint, however it is stopped and stepped on its way. What goes wrong
/// in it ends it with a sentence. Some 25 times a second it lays out where it is, for whoever takes it.
#pragma once

#include "gui/run/live_data.h"
#include "gui/run/prepared.h"
#include "models/world.h"
#include "scenarios/run/expect.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace headroom::gui {

enum class RunState : std::uint8_t { paused, running, stopped, ended, failed };
enum class Step : std::uint8_t { event, bucket, decision };

struct RunProgress {
  RunState state = RunState::paused;
  bool catchingUp = false;  // it goes again over what has been seen already
  Instant now;              // of the run
  double duration = 0;      // s, of the whole run
  std::uint64_t events = 0;
  double eventsPerSecond = 0;                                     // lately
  double secondsLeft = std::numeric_limits<double>::quiet_NaN();  // NaN: not known
  std::string fingerprint;                                        // where it is paused, or is over
  std::string trouble;                                            // a sentence, of one that failed
  double share() const { return duration > 0 ? std::min(1.0, now.inSeconds() / duration) : 0; }
  bool over() const { return state >= RunState::stopped; }
};

/// What a run amounts to that has come to its end.
struct RunOutcome {
  RunTitle title;
  RunResult result;
  std::vector<Verdict> verdicts;
};

/// What there is of a run; it stays as it is, though the run goes on.
struct RunSoFar {
  std::shared_ptr<const RunData> data;
  std::shared_ptr<const Prepared> prepared;
  std::shared_ptr<const RunOutcome> outcome;  // null: it has not ended; the trace has the status `interrupted`
};

/// Where a run begins to be seen.
struct RunStart {
  bool running = false;                // else paused
  double pace = 0;                     // simulated seconds in a second; 0: as fast as possible
  std::optional<Instant> seenTo = {};  // what happens up to here has been seen: it goes over it without a pause
};

class RunEngine {
 public:
  struct Laid {
    std::shared_ptr<const RunData> data;  // empty: as it was
    RunProgress progress;
    std::shared_ptr<const RunOutcome> outcome;
  };

  /// `tell`: called by the run's thread when something was laid out and nothing was waiting to be taken.
  RunEngine(std::shared_ptr<const Prepared>, RunStart, std::function<void()> tell);
  ~RunEngine();
  RunEngine(const RunEngine&) = delete;
  RunEngine& operator=(const RunEngine&) = delete;

  void run();
  void pause();
  void step(Step);
  void setPace(double simulatedSecondsASecond);
  void stop();
  /// Returns when it has paused, or is over, with where it is; some milliseconds. While it catches up, where it will
  /// be.
  Instant pauseNow();
  /// The newest that was laid out; nothing if it was taken already.
  std::optional<Laid> take();

 private:
  using Clock = std::chrono::steady_clock;
  struct Wishes {
    bool running = false, quit = false;
    std::optional<Step> step;
    double pace = 0;
  };
  void wish(const std::function<void(Wishes&)>&);
  Wishes wishes();
  void work();
  void drive(World&);
  void rest(const World&);
  void sayResting(bool, Instant);
  void goOn(World&, double pace);
  void block(World&);
  void keepPace(World&, double pace);
  void takeStep(World&, Step);
  void catchUp(World&);
  void conclude(const World&);
  void measure(const World&);
  void showIfDue(const World&);
  void show(const World&, RunState, std::shared_ptr<const RunOutcome> = {});
  void lay(Laid);

  std::shared_ptr<const Prepared> prepared_;
  std::optional<Instant> seenTo_;
  std::function<void()> tell_;
  std::mutex mutex_;
  std::condition_variable wished_, rested_;
  Wishes wishes_;             // under the mutex
  std::optional<Laid> laid_;  // under the mutex
  bool resting_ = false;      // under the mutex: it has paused, or is over, at …
  Instant restsAt_;           // … here

  // Of the run's thread alone.
  LiveRecorder recorder_;
  Watch watch_;
  bool catchingUp_ = false;
  RunProgress progress_;
  std::uint64_t blockEvents_ = 1024;
  double worked_ = 0;  // s of this thread spent on the run
  double pace_ = 0, paceFrom_ = 0;
  Clock::time_point paceSince_, shown_, measured_;
  double measuredAt_ = 0, eventRate_ = 0, timeRate_ = 0;
  std::uint64_t measuredEvents_ = 0;
  std::thread thread_;
};

}  // namespace headroom::gui
