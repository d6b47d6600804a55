#include "tests/validation/measure.h"

#include "tests/validation/systems.h"

#include <algorithm>
#include <cmath>

namespace headroom::validation {
namespace {

constexpr double nightlyWindow = 30;      // times the commit's, over all replications
constexpr int nightlyReplications = 100;  // of a steady window
constexpr int nightlyMoments = 25;        // times the commit's replications
constexpr double sharperAtNight = 5;

/// FNV-1a.
std::uint64_t hashOf(const std::string& text) {
  std::uint64_t h = 0xcbf29ce484222325u;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return h;
}

struct Size {
  int replications;
  double warmUp, window;
};

Size sizeOf(const Case& c, const Mode& mode, double longer) {
  const bool more = mode.nightly && !c.nightlyOnly;
  if (c.length.kind == Length::Kind::moment) {
    const double factor = (more ? nightlyMoments : 1) * longer;
    return {static_cast<int>(c.length.replications * factor), 0, 0};
  }
  const int replications = mode.nightly ? nightlyReplications : c.length.replications;
  return {replications, c.length.warmUp, c.length.window * (more ? nightlyWindow : 1) * longer / replications};
}

/// Adds up what came in each bucket, over all replications.
class Counter : public Listener {
 public:
  void announce(const Announcement& a) override {
    for (const Series& s : a.series) {
      if (s.name == "requests_offered") return;
      place_ += a.width(s);
    }
  }
  void bucket(Instant, Instant, std::span<const double> values) override {
    if (next_ == counts.size()) counts.push_back(0);
    counts[next_++] += values[place_];
  }
  void row(std::size_t, std::span<const double>) override {}
  void nextReplication() { next_ = 0; }

  std::vector<double> counts;

 private:
  std::size_t place_ = 0, next_ = 0;
};

Checked check(const Figure& f, const std::vector<double>& xs, bool nightly) {
  Checked c;
  c.name = f.name;
  c.expected = f.expected;
  switch (f.kind) {
    case Figure::Kind::mean: c.estimate = meanOf(xs); break;
    case Figure::Kind::variance: c.estimate = varianceOf(xs); break;
    case Figure::Kind::probability: c.estimate = shareOf(xs, f.expected); break;
  }
  const double scale = f.kind == Figure::Kind::probability ? 1 : std::abs(f.expected);
  c.allowed = f.most * scale / (nightly ? sharperAtNight : 1);
  c.resolution = f.resolution * std::abs(f.expected);
  c.z = normalScore(c.estimate.z(f.expected), xs.size());
  c.agrees = std::abs(c.estimate.value - f.expected) <= c.estimate.halfWidth() + c.resolution;
  c.sharp = c.estimate.halfWidth() <= c.allowed;
  return c;
}

/// χ²/n over the bins; its interval is that of χ² itself. Expected 1.
Checked checkBins(const Case& c, const std::vector<double>& counts, int replications) {
  const double width = c.spec.duration.inSeconds() / unitSeconds / c.bins;
  double x = 0;
  for (int i = 0; i < c.bins; ++i) {
    const double wanted = (c.expectedUntil((i + 1) * width) - c.expectedUntil(i * width)) * replications;
    const double got = static_cast<std::size_t>(i) < counts.size() ? counts[static_cast<std::size_t>(i)] : 0;
    x += (got - wanted) * (got - wanted) / wanted;
  }
  const double n = c.bins;
  Checked out;
  out.name = "χ²/" + std::to_string(c.bins) + " of the counts over the run";
  out.expected = 1;
  out.estimate = {x / n, std::sqrt(2 / n), 5};
  out.z = normalScoreOfChiSquare(x, n);
  out.agrees = std::abs(out.z) <= 5;
  out.sharp = true;
  return out;
}

}  // namespace

bool Measured::passes() const {
  return std::all_of(figures.begin(), figures.end(), [](const Checked& c) { return c.passes(); });
}

std::uint64_t seedOf(const Case& c, const Mode& mode) { return hashOf(mode.date + "/" + c.title()) >> 1; }

ScenarioSpec scenarioOf(const Case& c, const Mode& mode, double longer) {
  ScenarioSpec spec = c.spec;
  spec.name = c.id;
  spec.seed = static_cast<std::int64_t>(seedOf(c, mode));
  if (c.length.kind == Length::Kind::steady) {
    const Size size = sizeOf(c, mode, longer);
    spec.measure.from = offset(size.warmUp);
    spec.measure.until = offset(size.warmUp + size.window);
    // Whoever was counted is answered before the run is over: nobody is left out for having stayed long.
    spec.duration = units(2 * size.warmUp + size.window);
  }
  spec.sample = c.bins ? spec.duration / c.bins + Duration::nanoseconds(1) : spec.duration;
  return spec;
}

Measured measure(const Case& c, const Mode& mode, std::uint64_t seed, double longer) {
  const Size size = sizeOf(c, mode, longer);
  const auto blueprint = compile(scenarioOf(c, mode, longer));
  Measured out{seed, size.replications, size.warmUp, size.window, {}};
  std::vector<std::vector<double>> values(c.figures.size());
  Counter counter;
  if (c.bins) counter.announce(announcementOf(*blueprint));
  const double window = (blueprint->measureUntil - blueprint->measureFrom).inSeconds() / unitSeconds;
  for (int r = 0; r < size.replications; ++r) {
    World world(blueprint, seed, static_cast<std::uint32_t>(r));
    counter.nextReplication();
    world.run({.listener = c.bins ? &counter : nullptr});
    const Summary summary = summaryOf(world);
    for (std::size_t f = 0; f < values.size(); ++f) values[f].push_back(c.figures[f].read({summary, window}));
  }
  for (std::size_t f = 0; f < values.size(); ++f)
    if (mode.nightly || !c.figures[f].nightlyOnly) out.figures.push_back(check(c.figures[f], values[f], mode.nightly));
  if (c.bins) out.figures.push_back(checkBins(c, counter.counts, size.replications));
  return out;
}

bool Aggregate::passes() const {
  return std::abs(mean) <= meanBound && squares >= squaresLeast && squares <= squaresMost;
}

Aggregate aggregateOf(const std::vector<double>& scores) {
  Aggregate a;
  a.n = scores.size();
  const auto n = static_cast<double>(a.n);
  for (const double z : scores) {
    a.mean += z / n;
    a.squares += z * z;
  }
  a.meanBound = 5 / std::sqrt(n);
  a.squaresLeast = chiSquareQuantile(1e-6, n);
  a.squaresMost = chiSquareQuantile(1 - 1e-6, n);
  return a;
}

void collectScore(const Measured& m, std::vector<double>& scores) {
  for (const Checked& c : m.figures)
    if (c.resolution == 0) return scores.push_back(c.z);
}

}  // namespace headroom::validation
