// SPDX-License-Identifier: GPL-3.0-or-later
/// What it costs the engine to be watched in the window: library scenarios as `headroom run` makes them (with a trace
/// in a file), without one, with a listener that keeps nothing, and in the engine of the window with every snapshot
/// taken. Processor time of the run's thread; the ratios are medians of runs side by side.
///   headroom-live [TIMES]
///   headroom-live WAY SCENARIO      once: trace, no-trace, listener, window; to count instructions (callgrind)
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
#include <thread>
#include <unistd.h>

namespace headroom::gui {
namespace {

enum Way : std::size_t { traced, untraced, listened, watched, ways };
constexpr std::array<const char*, ways> wayNames{"trace", "no-trace", "listener", "window"};

double threadSeconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

struct Nobody : Listener {
  void announce(const Announcement&) override {}
  void bucket(Instant, Instant, std::span<const double>) override {}
  void row(std::size_t, std::span<const double>) override {}
  void rows(std::size_t, std::span<const double>, std::size_t, std::span<const double>) override {}
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
    default: return inWindow(p);
  }
}

double medianOf(std::vector<double> all) {
  std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end());
  return all[all.size() / 2];
}

std::shared_ptr<const Prepared> prepared(const char* name) {
  Recipe recipe;
  recipe.file = name;
  return prepare(recipe);
}

void compare(const char* name, int times) {
  const auto p = prepared(name);
  std::array<std::vector<double>, ways> ratios;
  std::vector<double> seconds;
  for (int i = 0; i < times; ++i) {
    std::array<double, ways> took{};
    for (std::size_t way = 0; way < ways; ++way) took[way] = measured(static_cast<Way>(way), p);
    for (std::size_t way = 0; way < ways; ++way) ratios[way].push_back(took[watched] / took[way]);
    seconds.push_back(took[watched]);
  }
  const auto more = [&](Way way) { return (medianOf(ratios[way]) - 1) * 100; };
  std::printf("%-16s %8.1f ms   %+7.1f %%   %+7.1f %%   %+7.1f %%\n", name, medianOf(seconds) * 1e3, more(traced),
              more(untraced), more(listened));
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
  const int times = argc > 1 ? std::atoi(argv[1]) : 7;
  std::puts("in the window         took    to `run`   --no-trace   a listener that keeps nothing");
  for (const char* name : {"az-outage", "two-policies", "flash-crowd", "mmc"}) compare(name, times);
}
