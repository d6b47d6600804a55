#include "witness.h"

#include "models/scaling/warm_pool.h"
#include "models/world.h"
#include "sim/random.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace headroom {
namespace {

/// No draw of the law is shorter [s].
double shortest(const LawSpec& law) {
  if (const auto* x = std::get_if<Deterministic>(&law)) return x->value.inSeconds();
  if (const auto* x = std::get_if<Uniform>(&law)) return x->from.inSeconds();
  if (const auto* x = std::get_if<Pareto>(&law)) return x->least.inSeconds();
  return 0;
}

/// By how much faults shorten a start at most: their factors multiply.
double quickest(const Blueprint& blueprint, const std::string& service) {
  double factor = 1;
  for (const FaultPlan& fault : blueprint.faults)
    if (const auto* f = std::get_if<SlowLaunches>(&fault.spec.fault);
        f && (f->service.empty() || f->service == service))
      factor *= std::min(f->factor, 1.0);
  return factor;
}

constexpr double rounding = 1e-6;  // of sums of doubles; the smallest step of what is compared is far above it

}  // namespace

Witness::Witness(const Blueprint& blueprint) : blueprint_(blueprint) {
  for (std::size_t s = 0; s < blueprint.services.size(); ++s) {
    const ServiceSpec& spec = blueprint.services[s].spec;
    const std::optional<FunctionSpec>& f = spec.worker.function;
    const double stages =
        f ? shortest(f->coldStart.download) + shortest(f->coldStart.init) + shortest(f->coldStart.secrets)
          : shortest(spec.start.launch) + shortest(spec.start.boot) + shortest(spec.start.init);
    shortestStart_.push_back(stages * quickest(blueprint, spec.name));
    const ServicePlan& plan = blueprint.services[s];
    const std::int64_t weight = plan.types[plan.climbs ? 0 : plan.onDemandOrder.front()].weight;  // of all at the start
    const std::int64_t wanted = spec.fleet.initial.value_or(spec.fleet.min);
    const std::int64_t initial = f ? f->provisioned : (wanted + weight - 1) / weight;
    for (std::int64_t i = 0; i < initial; ++i) lives_[{s, i}] = {Life::serving, 0};
    shortestWaking_.push_back(0);
    if (!spec.fleet.warmPool) continue;
    const WarmPoolSpec& pool = *spec.fleet.warmPool;
    const double application =
        pool.state == WarmPoolSpec::State::stopped ? shortest(spec.start.init) * quickest(blueprint, spec.name) : 0;
    shortestWaking_.back() = shortest(pool.startLaw()) + application;
    const std::int64_t warm = warmPoolSize(initial, pool.prepared.value_or(spec.fleet.max), pool.min);
    for (std::int64_t i = 0; i < warm; ++i) lives_[{s, initial + i}] = {Life::pooled, 0};
  }
  announce(announcementOf(blueprint));
}

void Witness::announce(const Announcement& a) {
  announcement_ = a;
  std::size_t offset = 0;
  for (const Series& s : a.series) {
    offsets_[s.name] = offset;
    widths_[s.name] = a.width(s);
    offset += a.width(s);
  }
  sums_.assign(offset, 0);
}

void Witness::promise(bool holds, const std::string& sentence) {
  if (!holds && broken_.empty()) broken_ = "not true: " + sentence;
}

void Witness::fold(std::span<const double> numbers) {
  for (const double x : numbers) hash_ = mixed(hash_ * 31 + std::bit_cast<std::uint64_t>(x));
}

std::span<const double> Witness::valuesOf(const std::string& series, std::span<const double> all) const {
  return all.subspan(offsets_.at(series), widths_.at(series));
}

double Witness::sumOf(const std::string& series) const {
  double sum = 0;
  for (const double x : valuesOf(series, sums_)) sum += x;
  return sum;
}

void Witness::bucket(Instant begin, Instant end, std::span<const double> values) {
  promise(begin == last_ && end > begin, "buckets follow one another without a gap");
  promise(values.size() == sums_.size(), "a bucket has as many numbers as were announced");
  last_ = end;
  if (!broken_.empty()) return;
  for (std::size_t i = 0; i < values.size(); ++i) sums_[i] += values[i];
  fold(values);
  for (const Series& s : announcement_.series) {
    const auto v = valuesOf(s.name, values);
    for (const double x : v) {
      promise(!(x < -rounding) && !std::isinf(x), s.name + " is neither negative nor infinite");
      if (!s.flags.empty()) promise(x >= 0 && x < static_cast<double>(s.flags.size()), s.name + " is one of its codes");
    }
    if (s.name == "slots" || s.name == "slots_max")
      for (const double x : v) promise(!(x > 1 + rounding), s.name + " is at most 1");
    if (!offsets_.count(s.name + "_min") || !offsets_.count(s.name + "_max")) continue;
    const auto least = valuesOf(s.name + "_min", values), most = valuesOf(s.name + "_max", values);
    for (std::size_t i = 0; i < v.size(); ++i)
      promise(!(v[i] < least[i] - rounding) && !(v[i] > most[i] + rounding),
              s.name + " lies between its least and its greatest");
  }
}

void Witness::row(std::size_t table, std::span<const double> cells) {
  fold(cells);
  promise(cells.size() == announcement_.tables.at(table).columns.size(), "a row has a number for every column");
  if (table != eventTable || !broken_.empty()) return;
  promise(cells[0] >= lastEvent_, "events are in order of time");
  lastEvent_ = cells[0];
  if (cells[4] >= 0)
    workerEvent(cells[0], static_cast<std::size_t>(cells[1]), static_cast<std::size_t>(cells[2]),
                static_cast<std::int64_t>(cells[4]));
}

void Witness::workerEvent(double time, std::size_t kind, std::size_t service, std::int64_t serial) {
  const std::string name = blueprint_.services[service].name + "'s worker " + std::to_string(serial);
  const auto found = lives_.find({service, serial});
  const auto event = static_cast<EventKind>(kind);
  if (event == EventKind::launch) {
    promise(found == lives_.end(), name + " is ordered once");
    lives_[{service, serial}] = {Life::ordered, time};
    return;
  }
  promise(found != lives_.end(), name + " was ordered before anything else happened to it");
  if (!broken_.empty()) return;
  auto& [life, since] = found->second;
  if (event == EventKind::unhealthy || event == EventKind::healthy) return;  // lost ones are still probed
  promise(life != Life::over, name + " has ended, so nothing more happens to it");
  switch (event) {
    case EventKind::inService:
      promise(life == Life::ordered, name + " enters service once, after it was ordered");
      promise(time >= since - rounding + (woken_.count({service, serial}) ? shortestWaking_ : shortestStart_)[service],
              name + " serves only when its stages are over");
      life = Life::serving;
      break;
    case EventKind::warm:
      promise(life == Life::ordered || life == Life::draining, name + " waits when it has been started, or drained");
      life = Life::pooled;
      break;
    case EventKind::warmStart:
      promise(life == Life::pooled, name + " leaves a pool in which it was");
      life = Life::ordered;
      since = time;
      woken_.insert({service, serial});
      break;
    case EventKind::draining:
      promise(life == Life::serving, name + " was in service before it drains");
      life = Life::draining;
      break;
    case EventKind::launchFailed:
      promise(life == Life::ordered, name + "'s launch fails before it is in service");
      life = Life::over;
      break;
    case EventKind::terminated:
    case EventKind::lost: life = Life::over; break;
    default: break;
  }
}

void Witness::runEnded() { promise(last_ == Instant::at(blueprint_.duration), "the last bucket ends with the run"); }

}  // namespace headroom
