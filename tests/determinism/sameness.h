/// When two runs are the same run.
#pragma once

#include "models/simulation.h"
#include "sim/random.h"

#include <bit>
#include <string>

namespace headroom {

/// Folds every number that a run shows.
class Ear : public Listener {
 public:
  void announce(const Announcement&) override {}
  void bucket(Instant begin, Instant end, std::span<const double> values) override {
    fold(begin.inSeconds());
    fold(end.inSeconds());
    for (const double x : values) fold(x);
  }
  void row(std::size_t table, std::span<const double> cells) override {
    fold(static_cast<double>(table));
    for (const double x : cells) fold(x);
  }
  std::uint64_t hash() const { return hash_; }

 private:
  void fold(double x) { hash_ = mixed(hash_ * 31 + std::bit_cast<std::uint64_t>(x)); }
  std::uint64_t hash_ = 0;
};

/// A run as text: fingerprints, every figure to the last bit.
inline std::string transcript(const World& world) {
  std::string text = "fingerprint " + world.fingerprint() + "\n";
  const auto line = [&](const std::string& name, double x) {
    text += name + " " + hex16(std::bit_cast<std::uint64_t>(x)) + "\n";
  };
  const Summary summary = summaryOf(world);
  for (const Figure& f : summary.figures) line(f.path, f.value);
  for (const ObjectiveFigures& o : summary.slo) {
    line("slo." + o.name + ".attainment", o.attainment);
    line("slo." + o.name + ".ended", static_cast<double>(o.ended));
  }
  for (const FaultFigures& f : summary.faults) {
    line("faults." + f.name + ".begins", f.begins);
    line("faults." + f.name + ".noticed", f.noticed);
    line("faults." + f.name + ".ends", f.ends);
    line("faults." + f.name + ".recovered", f.recovered);
  }
  return text;
}

}  // namespace headroom
