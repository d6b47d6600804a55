#include "models/demand/curve.h"

#include "models/demand/recorded.h"
#include "sim/issue.h"

#include <algorithm>

namespace headroom {
namespace {

/// The catalogue: how each kind of curve is made.
struct MakePart {
  const Calendar& calendar;

  Part operator()(const ConstantCurve& c) const { return partOf(c); }
  Part operator()(const StepsCurve& c) const { return partOf(c); }
  Part operator()(const RampCurve& c) const { return partOf(c); }
  Part operator()(const DiurnalCurve& c) const { return partOf(c, calendar); }
  Part operator()(const GrowthCurve& c) const { return partOf(c); }
  Part operator()(const FlashCrowdCurve& c) const { return partOf(c, calendar); }
  Part operator()(const RecordedCurve& c) const {
    return partOf(RecordedSeries::read(c), c.arrivals == RecordedCurve::Arrivals::smooth);
  }
};

constexpr std::int64_t longest = std::int64_t{1} << 46;  // 19.5 h: inside it a double counts nanoseconds exactly

}  // namespace

Curve::Curve(const DemandSpec& demand, const Calendar& calendar, Duration duration)
    : duration_(duration.ns()), grid_(longest) {
  const MakePart make{calendar};
  const bool alone = demand.rate.size() == 1 && demand.times.empty();
  for (const CurveSpec& spec : demand.rate) {
    const auto* recorded = std::get_if<RecordedCurve>(&spec.curve);
    if (recorded && alone && recorded->arrivals == RecordedCurve::Arrivals::exact) {
      exact_ = RecordedSeries::read(*recorded);
      parts_.push_back(partOf(exact_, false));
    } else {
      parts_.push_back(std::visit(make, spec.curve));
    }
  }
  for (const CurveSpec& spec : demand.times) factors_.push_back(std::visit(make, spec.curve));
  // A product of straight lines is curved: short chords follow it.
  if (!factors_.empty()) grid_ = std::clamp<std::int64_t>(duration.ns() / 4096, 1'000'000, longest);
}

double Curve::product(std::int64_t t, bool before) const {
  double sum = 0;
  for (const Part& p : parts_) sum += before ? p->before(t) : p->at(t);
  for (const Part& f : factors_) sum *= before ? f->before(t) : f->at(t);
  return std::max(sum, 0.0);
}

std::int64_t Curve::next(std::int64_t t) const {
  std::int64_t knot = (t / grid_ + 1) * grid_;
  for (const Part& p : parts_) knot = std::min(knot, p->next(t));
  for (const Part& f : factors_) knot = std::min(knot, f->next(t));
  return knot;
}

std::int64_t Curve::last(std::int64_t t) const {
  std::int64_t knot = t / grid_ * grid_;
  for (const Part& p : parts_) knot = std::max(knot, p->last(t));
  for (const Part& f : factors_) knot = std::max(knot, f->last(t));
  return knot;
}

CurvePiece Curve::pieceAt(std::int64_t t) const {
  CurvePiece piece;
  piece.begin = last(t);
  piece.end = next(t);
  piece.atBegin = product(piece.begin, false);
  piece.atEnd = product(piece.end, true);
  return piece;
}

double Curve::rate(Instant t) const {
  const CurvePiece p = pieceAt(t.ns());
  const double share = static_cast<double>(t.ns() - p.begin) / static_cast<double>(p.end - p.begin);
  return p.atBegin + (p.atEnd - p.atBegin) * share;
}

double Curve::rateBefore(Instant t) const {
  const CurvePiece p = pieceAt(t.ns() - 1);
  const double share = static_cast<double>(t.ns() - p.begin) / static_cast<double>(p.end - p.begin);
  return p.atBegin + (p.atEnd - p.atBegin) * share;
}

Instant Curve::nextKnot(Instant t) const { return Instant::atNs(next(t.ns())); }

double Curve::integral(Instant a, Instant b) const {
  double sum = 0;
  for (std::int64_t t = a.ns(); t < b.ns();) {
    const CurvePiece p = pieceAt(t);
    const std::int64_t end = std::min(p.end, b.ns());
    const double slope = (p.atEnd - p.atBegin) / static_cast<double>(p.end - p.begin);
    const double x = p.atBegin + slope * static_cast<double>(t - p.begin),
                 y = p.atBegin + slope * static_cast<double>(end - p.begin);
    sum += (x + y) / 2 * (static_cast<double>(end - t) / 1e9);
    t = end;
  }
  return sum;
}

}  // namespace headroom
