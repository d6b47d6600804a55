// SPDX-License-Identifier: GPL-3.0-or-later
/// What it costs the engine to be watched in the window: library scenarios run bare, with a listener that keeps
/// nothing, and in the engine of the window with every snapshot taken. Processor time of the run's thread; the ratios
/// are medians of runs side by side.
///   headroom-live [TIMES]
#include "gui/run/run_engine.h"
#include "models/simulation.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <thread>

namespace headroom::gui {
namespace {

double threadSeconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

struct Nobody : Listener {
  void announce(const Announcement&) override {}
  void bucket(Instant, Instant, std::span<const double>) override {}
  void row(std::size_t, std::span<const double>) override {}
};

double plain(const Prepared& p, Listener* listener) {
  const double begin = threadSeconds();
  World world(p.blueprint, p.seed());
  while (!world.run({.listener = listener}, 1u << 16)) {}
  RunResult result;
  result.summary = summaryOf(world);
  result.fingerprint = world.fingerprint();
  const std::size_t length = jsonOf(p.title(), result, {}).size();
  return length > 0 ? threadSeconds() - begin : 0;
}

/// `tell` is called in the run's thread: its clock is read there.
double watched(const std::shared_ptr<const Prepared>& p) {
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

double medianOf(std::vector<double> all) {
  std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end());
  return all[all.size() / 2];
}

void measure(const char* name, int times) {
  Recipe recipe;
  recipe.file = name;
  const auto p = prepare(recipe);
  Nobody nobody;
  std::vector<double> toBare, toListened;
  for (int i = 0; i < times; ++i) {
    const double bare = plain(*p, nullptr), listened = plain(*p, &nobody), live = watched(p);
    toBare.push_back(live / bare);
    toListened.push_back(live / listened);
  }
  std::printf("%-16s in the window %+.1f %% to a run that is listened to, %+.1f %% to one that nobody watches\n", name,
              (medianOf(toListened) - 1) * 100, (medianOf(toBare) - 1) * 100);
}

}  // namespace
}  // namespace headroom::gui

int main(int argc, char** argv) {
  const int times = argc > 1 ? std::atoi(argv[1]) : 7;
  for (const char* name : {"az-outage", "two-policies", "flash-crowd", "mmc"}) headroom::gui::measure(name, times);
}
