// SPDX-License-Identifier: GPL-3.0-or-later
/// What it costs the engine to be watched in the window: library scenarios as `headroom run` makes them (with a trace
/// in a file), without one, with a listener that keeps nothing, with one that keeps everything in memory while nobody
/// looks, and in the engine of the window with every snapshot taken. Processor time of the run's thread; ratios of runs
/// side by side, their medians in processes of their own, and of these the medians and the middle half: where the
/// system puts a process's memory moves a ratio by several percent.
///   headroom-live [PROCESSES]
///   headroom-live WAY SCENARIO      once: trace, no-trace, listener, recorder, window; to count instructions
///   (callgrind)
#include "analysis/trace/trace_writer.h"
#include "gui/run/run_engine.h"
#include "models/simulation.h"
#include "scenarios/run/provenance.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace headroom::gui {
namespace {

enum Way : std::size_t { traced, untraced, listened, kept, watched, ways };
constexpr std::array<const char*, ways> wayNames{"trace", "no-trace", "listener", "recorder", "window"};

double threadSeconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

struct Nobody : Listener {
  void announce(const Announcement&) override {}
  void bucket(Instant, Instant, std::span<const double>) override {}
  void row(std::size_t, std::span<const double>) override {}
  void rows(std::size_t, std::span<const double>, const Cells&) override {}
};

/// The run and its figures, as the engine of the window makes them, too.
RunResult made(const Prepared& p, Listener* listener) {
  World world(p.blueprint, p.seed());
  while (!world.run({.listener = listener}, 1u << 16)) {}
  RunResult result;
  result.summary = summaryOf(world);
  result.fingerprint = world.fingerprint();
  return result;
}

double plain(const Prepared& p, Listener* listener) {
  const double begin = threadSeconds();
  const RunResult result = made(p, listener);
  const std::size_t length = jsonOf(p.title(), result, {}).size();
  return length > 0 ? threadSeconds() - begin : 0;
}

double intoFile(const Prepared& p) {
  const std::string file =
      std::filesystem::temp_directory_path() / ("headroom-live-" + std::to_string(getpid()) + ".h5");
  const double begin = threadSeconds();
  {
    const Origin origin{p.recipe.file, "", {}, p.seed(), 0};
    TraceWriter writer(file, provenanceOf(p.loaded, p.blueprint->calendar, origin));
    writer.announce(announcementOf(*p.blueprint));
    const RunResult result = made(p, &writer);
    writer.finish({"complete", result.fingerprint, jsonOf(p.title(), result, {}, false), {}});
  }
  const double took = threadSeconds() - begin;
  std::filesystem::remove(file);
  return took;
}

/// Kept in memory as in the window, and nobody looks.
double recorded(const Prepared& p) {
  const double begin = threadSeconds();
  LiveRecorder recorder({});
  recorder.announce(announcementOf(*p.blueprint));
  made(p, &recorder);
  return recorder.snapshot()->buckets() > 0 ? threadSeconds() - begin : 0;
}

/// `tell` is called in the run's thread: its clock is read there.
double inWindow(const std::shared_ptr<const Prepared>& p) {
  std::atomic<bool> over{false};
  std::atomic<double> used{0};
  RunEngine engine(p, {.running = true}, [&] { used = threadSeconds(); });
  std::shared_ptr<const RunData> seen;
  while (!over) {
    if (auto laid = engine.take()) {
      if (laid->data) seen = std::move(laid->data);
      over = laid->progress.over();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return used;
}

/// In a thread of its own each, as the window's is: memory that the thread before has warmed would count otherwise.
template <class F>
double inThread(F&& f) {
  double took = 0;
  std::thread([&] { took = f(); }).join();
  return took;
}

double measured(Way way, const std::shared_ptr<const Prepared>& p) {
  Nobody nobody;
  switch (way) {
    case traced: return inThread([&] { return intoFile(*p); });
    case untraced: return inThread([&] { return plain(*p, nullptr); });
    case listened: return inThread([&] { return plain(*p, &nobody); });
    case kept: return inThread([&] { return recorded(*p); });
    default: return inWindow(p);
  }
}

double quantileOf(std::vector<double> all, double q) {
  std::sort(all.begin(), all.end());
  return all.at(static_cast<std::size_t>(q * static_cast<double>(all.size() - 1) + 0.5));
}

std::shared_ptr<const Prepared> prepared(const char* name) {
  Recipe recipe;
  recipe.file = name;
  return prepare(recipe);
}

/// What the run in the window took, as a multiple of what each way took; at `watched` in seconds.
using Taken = std::array<double, ways>;

/// The ways in turn, then back; the first time is not counted.
Taken inOneProcess(const std::shared_ptr<const Prepared>& p) {
  std::array<std::vector<double>, ways> all;
  for (int i = 0; i < 4; ++i) {
    Taken took{};
    for (std::size_t k = 0; k < ways; ++k) {
      const std::size_t way = i % 2 ? ways - 1 - k : k;
      took[way] = measured(static_cast<Way>(way), p);
    }
    for (std::size_t way = 0; way < ways && i > 0; ++way)
      all[way].push_back(way == watched ? took[watched] : took[watched] / took[way]);
  }
  Taken medians{};
  for (std::size_t way = 0; way < ways; ++way) medians[way] = quantileOf(all[way], 0.5);
  return medians;
}

/// There must be no other thread.
Taken inNewProcess(const std::shared_ptr<const Prepared>& p) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child == 0) {
    const Taken taken = inOneProcess(p);
    _exit(write(ends[1], taken.data(), sizeof taken) == sizeof taken ? 0 : 1);
  }
  Taken taken{};
  close(ends[1]);
  const bool whole = child > 0 && read(ends[0], taken.data(), sizeof taken) == sizeof taken;
  close(ends[0]);
  if (child > 0) waitpid(child, nullptr, 0);
  if (!whole) throw std::runtime_error("a run has failed");
  return taken;
}

void compare(const char* name, int processes) {
  const auto p = prepared(name);
  std::array<std::vector<double>, ways> all;
  for (int i = 0; i < processes; ++i) {
    const Taken taken = inNewProcess(p);
    for (std::size_t way = 0; way < ways; ++way) all[way].push_back(taken[way]);
  }
  const auto more = [&](Way way, double q) { return (quantileOf(all[way], q) - 1) * 100; };
  std::printf("%-16s %8.1f ms ", name, quantileOf(all[watched], 0.5) * 1e3);
  for (const Way way : {traced, untraced, listened, kept})
    std::printf("  %+6.1f (%+.1f to %+.1f) %%", more(way, 0.5), more(way, 0.25), more(way, 0.75));
  std::puts("");
  std::fflush(stdout);
}

}  // namespace
}  // namespace headroom::gui

int main(int argc, char** argv) {
  using namespace headroom::gui;
  if (argc == 3) {
    const auto way = std::find(wayNames.begin(), wayNames.end(), std::string(argv[1])) - wayNames.begin();
    if (static_cast<std::size_t>(way) == ways) return 2;
    std::printf("%.3f ms\n", measured(static_cast<Way>(way), prepared(argv[2])) * 1e3);
    return 0;
  }
  const int processes = argc > 1 ? std::atoi(argv[1]) : 7;
  std::puts(
      "in the window         took   to `run` (middle half)   --no-trace   a listener   a recorder nobody looks at");
  for (const char* name : {"az-outage", "two-policies", "flash-crowd", "mmc"}) compare(name, processes);
}
