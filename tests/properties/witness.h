/// Listens to a run and holds it to what it shows: lives of workers, buckets without gaps, numbers that can be.
#pragma once

#include "models/blueprint.h"
#include "sim/probe.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace headroom {

/// `broken()` is the first promise that was not kept, as a sentence; empty: none.
///
/// A worker enters service only after it was ordered and at least as much later as its three start stages take at
/// their shortest; when it has ended nothing more is heard of it. Buckets follow one another from the start to the end
/// of the run; shares lie between 0 and 1, a mean between its least and its greatest. Rows are in order of time.
class Witness : public Listener {
 public:
  explicit Witness(const Blueprint&);
  void announce(const Announcement&) override;
  void bucket(Instant begin, Instant end, std::span<const double> values) override;
  void row(std::size_t table, std::span<const double> cells) override;
  /// Call when the run is over.
  void runEnded();

  const std::string& broken() const { return broken_; }
  /// Of everything that was shown: equal runs show equal numbers.
  std::uint64_t hash() const { return hash_; }
  /// Sum of a series over all buckets and places.
  double sumOf(const std::string& series) const;

 private:
  enum class Life { ordered, serving, draining, pooled, over };
  void promise(bool holds, const std::string& sentence);
  void fold(std::span<const double> numbers);
  void workerEvent(double time, std::size_t kind, std::size_t service, std::int64_t serial);
  std::span<const double> valuesOf(const std::string& series, std::span<const double> all) const;

  const Blueprint& blueprint_;
  Announcement announcement_;
  std::map<std::string, std::size_t> offsets_, widths_;
  std::vector<double> sums_;
  std::vector<double> shortestStart_, shortestWaking_;  // of each service: from its order, from its pool [s]
  std::map<std::pair<std::size_t, std::int64_t>, std::pair<Life, double>> lives_;  // state, and since when
  std::set<std::pair<std::size_t, std::int64_t>> woken_;                           // came out of a warm pool
  std::string broken_;
  std::uint64_t hash_ = 0;
  Instant last_;
  double lastEvent_ = 0;
};

}  // namespace headroom
