/// How much is to come, when: the expected rate of a demand over the time of a run.
///
///   rate(t) = Σ parts(t) · Π factors(t)
///
/// Seen from outside a curve is straight lines between knots. Steps and ramps are exact; cosines, decays and growth are
/// followed by chords, with an error below 1e-5 of their amplitude. Knots are a fixed set, computed where they are
/// asked for: memory does not grow with the length of the run. A cheap value: copies share their immutable parts.
/// `rate` is right-continuous; at a jump `rateBefore` is the left limit. Rates per second, integrals in requests.
#pragma once

#include "models/calendar.h"
#include "models/demand/demand_spec.h"
#include "sim/time.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace headroom {

class RecordedSeries;

/// One ingredient of a curve; a kind is one file. Times in ns since the start of the run.
class CurvePart {
 public:
  static constexpr std::int64_t never = INT64_MAX;
  virtual ~CurvePart() = default;
  virtual double at(std::int64_t t) const = 0;
  virtual double before(std::int64_t t) const { return at(t); }
  /// First knot after t, or never; last knot at or before t, or 0.
  virtual std::int64_t next(std::int64_t t) const = 0;
  virtual std::int64_t last(std::int64_t t) const = 0;
  virtual bool varies() const { return true; }
};
using Part = std::shared_ptr<const CurvePart>;

/// One file and one line in curve.cpp's catalogue each.
Part partOf(const ConstantCurve&);
Part partOf(const StepsCurve&);
Part partOf(const RampCurve&);
Part partOf(const DiurnalCurve&, const Calendar&);
Part partOf(const GrowthCurve&);
Part partOf(const FlashCrowdCurve&, const Calendar&);
Part partOf(std::shared_ptr<const RecordedSeries>, bool smooth);

/// A straight piece of a curve on [begin, end); rates per second.
struct CurvePiece {
  std::int64_t begin = 0, end = 0;
  double atBegin = 0, atEnd = 0;
};

class Curve {
 public:
  Curve() = default;
  /// Throws Failure where a recorded series cannot be read.
  Curve(const DemandSpec& demand, const Calendar& calendar, Duration duration);

  CurvePiece pieceAt(std::int64_t t) const;
  double rate(Instant t) const;
  double rateBefore(Instant t) const;
  /// First knot after t (Instant::max() if there is none).
  Instant nextKnot(Instant t) const;
  /// Expected number of requests in [a, b).
  double integral(Instant a, Instant b) const;
  /// Nothing is asked for beyond [ns].
  std::int64_t duration() const { return duration_; }
  /// The series whose recorded counts arrive exactly, if this demand is one.
  const std::shared_ptr<const RecordedSeries>& exact() const { return exact_; }

 private:
  std::int64_t next(std::int64_t t) const;
  std::int64_t last(std::int64_t t) const;
  double product(std::int64_t t, bool before) const;

  std::vector<Part> parts_, factors_;
  std::shared_ptr<const RecordedSeries> exact_;
  std::int64_t duration_ = 0;
  std::int64_t grid_ = 0;  // knots of products and of very long pieces
};

}  // namespace headroom
