/// A metric as its followers see it: values of whole periods, usable only when their delay is over. Pure.
///
/// A period may begin before the last one has ended: the window of a long period slides with the samples. Followers see
/// periods that touch: the newest usable one, and those before it, a whole period apart. So a delay is never read as
/// missing data. A value that comes later than the delay is missing until then, and then takes its place.
#pragma once

#include "sim/time.h"

#include <cstdint>
#include <span>
#include <vector>

namespace headroom {

/// The value of one period; NaN: missing.
struct Datapoint {
  Instant begin, end;
  double value = 0;
  std::int64_t counted = 0;  // workers that took part
  double size = 1;           // of these, in units of a ladder's first type; their mean
};

class Datapoints {
 public:
  Datapoints() = default;
  /// `memory`: how many of the newest periods are worth keeping; `overlap`: how many begin within the length of one.
  Datapoints(std::size_t memory, std::size_t overlap, Duration delay)
      : memory_(memory), overlap_(overlap), delay_(delay) {}

  /// A period is over; its value can be used the delay later, and `late` after that.
  void measured(const Datapoint&, Duration late = {});
  /// Goes on from what another, of the same metric, has seen; `memory` is this one's own.
  void resume(const Datapoints&);
  /// Takes in what has become usable.
  void publish(Instant now);

  bool empty() const { return values_.empty(); }
  std::span<const double> values() const { return values_; }  // of periods that touch, oldest first
  const Datapoint& newest() const { return newest_; }

 private:
  struct Waiting {
    Datapoint point;
    Duration late;
    std::uint64_t place = 0;  // among all that have been usable, once it is due
  };
  void append(const Datapoint&);
  void line();
  bool fillIn(const Waiting&);

  std::size_t memory_ = 0, overlap_ = 1;
  Duration delay_;
  std::vector<double> all_;     // usable ones, oldest first
  std::vector<double> values_;  // of these, the newest and each a whole period before
  std::vector<Waiting> waiting_, late_;
  std::uint64_t appended_ = 0;
  Datapoint newest_;
};

}  // namespace headroom
