#include "scenarios/strategies/strategies.h"

namespace headroom {
namespace {

/// Progress of one run out of several, one after the other.
class OneRun : public Progress {
 public:
  OneRun(Progress& whole, double before, double share) : whole_(whole), before_(before), share_(share) {}
  bool report(double done, std::uint64_t events) override { return whole_.report(before_ + done * share_, events); }

 private:
  Progress& whole_;
  double before_, share_;
};

}  // namespace

StrategyTable compare(const ScenarioSpec& spec, const std::map<std::string, ScenarioSpec>& own, std::uint64_t seed,
                      Progress& progress) {
  StrategyTable c;
  c.scenario = spec.name;
  c.seed = seed;
  const auto base = compile(spec);
  c.simulatedSeconds = base->duration.inSeconds();
  c.service = base->services[base->entry].name;
  c.zone = base->zones[base->services[base->entry].zones.front()];
  c.peakRate = peakRate(*base, base->entry, Instant(), Instant::at(base->duration));
  std::vector<Strategy> all = strategiesFor(spec, own);
  all.push_back(clairvoyant(spec));
  const double share = 0.5 / static_cast<double>(all.size());
  for (const Strategy& s : all) {
    StrategyResult r{s.name, s.how, s.impossible, {}, {}};
    const double before = 2 * share * static_cast<double>(c.results.size());
    if (s.impossible.empty()) {
      OneRun calm(progress, before, share), loss(progress, before + share, share);
      r.calm = runOnce(compile(s.spec), seed, 0, {}, calm);
      if (!r.calm.interrupted) r.loss = runOnce(compile(withZoneLoss(s)), seed, 0, {}, loss);
      c.interrupted = r.calm.interrupted || r.loss.interrupted;
    }
    if (c.interrupted) return c;
    c.results.push_back(std::move(r));
  }
  return c;
}

}  // namespace headroom
