// SPDX-License-Identifier: GPL-3.0-or-later
/// How long the window takes to show 10 million samples, and to move along them.
///
/// Eight curves of 1.25 million buckets each, on three charts: first from memory, then from a trace written for it.
/// Goals: the first picture within 1 s; a frame in 16.7 ms (median) and 33 ms (95th percentile) while panning. Prints
/// what it measures and ends with 1 if a goal is missed.
#include "analysis/trace/trace_writer.h"
#include "gui/data/guarded_read.h"
#include "gui/trace_page.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <unistd.h>

#include <QApplication>
#include <fmt/format.h>

namespace {

using namespace headroom;
using namespace headroom::gui;
using Watch = std::chrono::steady_clock;

constexpr std::size_t bucketCount = 1'250'000, frames = 300;
const std::vector<const char*> names{"requests_offered", "requests_served", "requests_failed", "workers_desired",
                                     "workers_needed",   "request_latency"};  // the last three quantiles wide

/// Waves, noise and single spikes, from no library: the same on every machine.
double sampleAt(std::size_t series, std::size_t k) {
  std::uint64_t x = (k + 1) * 0x9E3779B97F4A7C15ULL + series * 0xBF58476D1CE4E5B9ULL;
  x ^= x >> 31;
  x *= 0x94D049BB133111EBULL;
  const double noise = static_cast<double>(x >> 40) / double(1 << 24);
  const double wave = 1 + 0.5 * std::sin(static_cast<double>(k) * 1e-5 * static_cast<double>(series + 1));
  return (noise < 1e-5 ? 20 : 1) * (wave + 0.2 * noise);
}

Announcement announced() {
  Announcement a;
  a.sample = Duration::fromSeconds(1);
  a.duration = Duration::fromSeconds(static_cast<double>(bucketCount));
  a.axes = {{"service", "Services.", {"web"}, {}}, {"quantile", "Quantiles.", {}, {0.5, 0.95, 0.99}}};
  for (const char* name : names) {
    Series s{name, "1", "A curve.", {}, Cell::mean, {}};
    if (std::string(name).starts_with("workers")) s.axes = {0};
    if (name == std::string("request_latency")) s.axes = {1};
    a.series.push_back(s);
  }
  return a;
}

class Synthetic : public RunData {
 public:
  Synthetic() : said_(announced()), edges_(bucketCount + 1) {
    head_.title = "Ten million samples";
    head_.status = "complete";
    head_.start = "2026-01-01T00:00:00Z";
    for (std::size_t k = 0; k <= bucketCount; ++k) edges_[k] = static_cast<double>(k);
    for (std::size_t s = 0; s < said_.series.size(); ++s) {
      const std::size_t width = said_.width(said_.series[s]);
      std::vector<double> values(bucketCount * width);
      for (std::size_t k = 0; k < bucketCount; ++k)
        for (std::size_t i = 0; i < width; ++i) values[k * width + i] = sampleAt(s + i, k);
      values_.push_back(std::move(values));
    }
  }
  const RunHead& head() const override { return head_; }
  const Announcement& announcement() const override { return said_; }
  const std::vector<double>& edges() const override { return edges_; }
  std::vector<double> series(std::size_t index) const override { return values_.at(index); }
  std::size_t rows(std::size_t) const override { return 0; }
  std::vector<double> cells(std::size_t, std::size_t, std::size_t, std::size_t) const override { return {}; }

 private:
  RunHead head_;
  Announcement said_;
  std::vector<double> edges_;
  std::vector<std::vector<double>> values_;
};

void writeTrace(const RunData& run, const std::string& file) {
  TraceWriter writer(file, {run.head().title, run.head().start, "bench", 1, 0, {}});
  writer.announce(run.announcement());
  std::vector<std::vector<double>> series;
  for (std::size_t s = 0; s < run.announcement().series.size(); ++s) series.push_back(run.series(s));
  std::vector<double> row;
  for (std::size_t k = 0; k < bucketCount; ++k) {
    row.clear();
    for (const auto& values : series) {
      const std::size_t width = values.size() / bucketCount;
      row.insert(row.end(), values.begin() + static_cast<std::ptrdiff_t>(k * width),
                 values.begin() + static_cast<std::ptrdiff_t>((k + 1) * width));
    }
    const auto at = [](std::size_t n) { return Instant::at(Duration::fromSeconds(static_cast<double>(n))); };
    writer.bucket(at(k), at(k + 1), row);
  }
  writer.finish({"complete", "0", "{}", {}});
}

double milliseconds(const std::function<void()>& what) {
  const auto begin = Watch::now();
  what();
  return std::chrono::duration<double, std::milli>(Watch::now() - begin).count();
}

/// Until everything that wants to be painted is.
void paint() { QApplication::processEvents(); }

double firstPicture(const std::function<std::shared_ptr<const RunData>()>& open) {
  TracePage page;
  page.resize(1200, 900);
  return milliseconds([&] {
    page.show(open());
    page.show();
    paint();
  });
}

struct Frames {
  double median, p95;
};

Frames panned(const std::shared_ptr<const RunData>& run, double share) {
  TracePage page;
  page.resize(1200, 900);
  page.show(run);
  page.show();
  paint();
  TimeWindow& time = page.time();
  const double end = time.until();
  time.show(0.2 * end, (0.2 + share) * end);
  paint();
  std::vector<double> times;
  for (std::size_t i = 0; i < frames; ++i)
    times.push_back(milliseconds([&] {
      time.pan((i < frames / 2 ? 1 : -1) * time.length() / 150);
      paint();
    }));
  std::sort(times.begin(), times.end());
  return {times[frames / 2], times[frames * 95 / 100]};
}

bool report(const char* what, double measured, double goal) {
  fmt::print("{:<44} {:8.1f} ms   goal {:6.1f} ms{}\n", what, measured, goal, measured > goal ? "   missed" : "");
  return measured <= goal;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  const auto run = std::make_shared<const Synthetic>();
  const std::string file =
      (std::filesystem::temp_directory_path() / fmt::format("headroom-bench-{}.h5", getpid())).string();
  writeTrace(*run, file);
  bool good = report("first picture, run in memory", firstPicture([&] { return run; }), 1000);
  good &= report("first picture, from a file", firstPicture([&] { return guardedOpen(file); }), 1000);
  std::filesystem::remove(file);
  for (const double share : {0.5, 0.01}) {
    const Frames f = panned(run, share);
    good &= report(fmt::format("pan over {:.0f} % of the run, median", 100 * share).c_str(), f.median, 16.7);
    good &= report(fmt::format("pan over {:.0f} % of the run, p95", 100 * share).c_str(), f.p95, 33);
  }
  return good ? 0 : 1;
}
