#include "models/demand/arrivals.h"

#include "models/demand/recorded.h"
#include "sim/math.h"

namespace headroom {
namespace {

LawSpec gapsOf(const ArrivalsSpec& spec) {
  const Duration second = Duration::seconds(1);
  switch (spec.kind) {
    case ArrivalsSpec::Kind::poisson: return Exponential{second};
    case ArrivalsSpec::Kind::deterministic: return Deterministic{second};
    case ArrivalsSpec::Kind::overdispersed: return Gamma{second, std::sqrt(spec.dispersion)};
    case ArrivalsSpec::Kind::renewal: return spec.gaps.value_or(Exponential{second});
  }
  return Exponential{second};
}

}  // namespace

Arrivals::Arrivals(const ArrivalsSpec& spec, const Curve& curve, Stream random)
    : curve_(&curve), random_(random), gap_(gapsOf(spec)), exact_(curve.exact() != nullptr) {
  if (!exact_) ahead_ = gap_.unit(random_);
}

/// On to the next piece of the curve that has any rate.
bool Arrivals::advance() {
  done_ -= piece_;
  do {
    if (end_ >= curve_->duration()) return false;
    const CurvePiece p = curve_->pieceAt(end_);
    begin_ = p.begin > end_ ? p.begin : end_;
    end_ = p.end;
    const auto length = static_cast<double>(p.end - p.begin);
    rate_ = p.atBegin * 1e-9;
    slope_ = (p.atEnd - p.atBegin) * 1e-9 / length;
    piece_ = (p.atBegin + p.atEnd) * 0.5e-9 * length;
    flat_ = p.atBegin == p.atEnd;
    perRate_ = rate_ > 0 ? 1 / rate_ : 0;
  } while (!(piece_ > 0));
  return true;
}

std::int64_t Arrivals::nextExact() {
  const RecordedSeries& series = *curve_->exact();
  while (left_ == 0) {
    ++interval_;
    from_ = interval_ * series.interval();
    if (from_ >= curve_->duration() || (!series.loops() && interval_ >= static_cast<std::int64_t>(series.size())))
      return never;
    left_ = series.arrivals(interval_);
  }
  // The least of `left_` uniforms on what remains of the interval.
  const std::int64_t end = (interval_ + 1) * series.interval();
  const double u = 1 - math::exp(math::log(uniformOpen(random_)) / static_cast<double>(left_));
  --left_;
  from_ += static_cast<std::int64_t>(u * static_cast<double>(end - from_));
  return from_;
}

}  // namespace headroom
