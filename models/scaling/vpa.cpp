#include "models/scaling/vpa.h"

#include "models/fleet/instance_types.h"
#include "models/scaling/research/load.h"
#include "models/whole_above.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr Duration day = Duration::hours(24);
constexpr double leastCpuWeight = 0.1;  // cores

}  // namespace

const Type& typeOf(const VpaPolicy*) {
  using V = VpaPolicy;
  static const Type type = object<V>(
      "Vertical scaling by what was used: percentiles of CPU and memory, as Kubernetes' Vertical Pod Autoscaler.",
      withPeriod<V>(withRungs<V>(
          {field<V, std::string>("initial", &V::initial, "The type at the start; default the first."),
           field("percentile", &V::percentile, "Of what was used: the target, before the margin.", between(0, 1)),
           field("lower", &V::lower, "The percentile below which a machine is too small at once.", between(0, 1)),
           field("upper", &V::upper, "The percentile above which it is too large at once.", between(0, 1)),
           field("margin", &V::margin, "On top of each.", between(0, 10)),
           field("half_life", &V::halfLife, "In it a sample loses half of its weight.", above(0)),
           field("settled", &V::settled, "After so long on a type they move within the bounds too.", atLeast(0))})));
  return type;
}

std::vector<MetricSpec> VpaPolicy::followed() const {
  MetricSpec cpu = *this, memory = *this;
  memory.metric = MetricKind::memory;
  return {cpu, memory};
}

VpaRecommender::VpaRecommender(const VpaPolicy& spec, double cores, double bytes)
    : spec_(spec), cores_(cores), bytes_(bytes), cpu_(0.001, 1000, spec.halfLife), memory_(1e7, 1e12, spec.halfLife) {}

void VpaRecommender::usedCpu(double share, double size, Instant at) {
  cpu_.add(share * size * cores_, std::max(size * cores_, leastCpuWeight), at);
  if (samples_++ == 0) first_ = at;
  last_ = at;
}

void VpaRecommender::usedMemory(double share, double size, Instant at) {
  const double bytes = share * size * bytes_;
  if (!anyMemory_) peakUntil_ = at;
  anyMemory_ = true;
  if (at >= peakUntil_) {
    peakUntil_ = peakUntil_ + day * ((at - peakUntil_) / day + 1);
  } else if (bytes > peak_) {
    memory_.remove(peak_, 1, peakUntil_);
  } else {
    return;
  }
  peak_ = bytes;
  memory_.add(peak_, 1, peakUntil_);
}

double VpaRecommender::days() const {
  const double counted = static_cast<double>(samples_) * spec_.period.inSeconds() / day.inSeconds();
  return std::min((last_ - first_).inSeconds() / day.inSeconds(), counted);
}

std::optional<VpaRecommendation> VpaRecommender::recommended() const {
  if (samples_ == 0) return std::nullopt;
  const auto both = [&](double percentile) {
    const double cpu = cpu_.percentile(percentile) / cores_, memory = memory_.percentile(percentile) / bytes_;
    return std::max(cpu, memory) * (1 + spec_.margin.value);
  };
  const double d = days(), trust = d > 0 ? 1 + 0.001 / d : std::numeric_limits<double>::infinity();
  return VpaRecommendation{both(spec_.percentile.value), both(spec_.lower.value) / (trust * trust),
                           d > 0 ? both(spec_.upper.value) * (1 + 1 / d) : std::numeric_limits<double>::infinity()};
}

Vpa::Vpa(const VpaPolicy& spec, Duration)
    : spec_(spec),
      sizes_(sizesOf(spec)),
      recommender_(spec, findInstanceType(spec.types.front()).vcpu, findInstanceType(spec.types.front()).memoryBytes) {}

void Vpa::learn(const Observation& seen) {
  const auto take = [](const Followed& metric, Instant& until, auto add) {
    const Datapoint& newest = metric.points.newest();
    if (metric.points.empty() || newest.end <= until || std::isnan(newest.value)) return;
    until = newest.end;
    add(newest.value, newest.size, newest.end);
  };
  take(seen.followed[0], cpuUntil_, [&](double x, double size, Instant at) { recommender_.usedCpu(x, size, at); });
  take(seen.followed[1], memoryUntil_,
       [&](double x, double size, Instant at) { recommender_.usedMemory(x, size, at); });
}

Opinion Vpa::consider(const Observation& seen) {
  Opinion o{seen.size, seen.fresh, std::numeric_limits<double>::quiet_NaN()};
  learn(seen);
  const std::optional<VpaRecommendation> r = recommender_.recommended();
  if (!r || !seen.fresh) return o;
  const auto size = static_cast<double>(seen.size);
  const std::int64_t rung = sizes_[rungFor(sizes_, r->target)];
  o.wanted = r->target > static_cast<double>(rung) + 1e-9 ? wholeAbove(r->target) : rung;
  const bool outside = size < r->lower || size > r->upper;
  const bool settled = seen.now >= seen.moved.value_or(Instant()) + spec_.settled;
  if (seen.moving || (!outside && !settled)) o.held = Bound::cooldown;
  return o;
}

}  // namespace headroom
