/// Fills what announce.cpp announced, in the same order.
#include "models/observe.h"

#include "models/world.h"
#include "sim/math.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace headroom {
namespace {

constexpr std::int64_t latencyRowsEvery = 10'000'000'000;  // histograms are written no more often
constexpr std::array<WorkerState, 7> shownStates{
    WorkerState::warm,        WorkerState::launching, WorkerState::booting, WorkerState::starting,
    WorkerState::registering, WorkerState::inService, WorkerState::draining};

double seconds(std::int64_t ns) { return static_cast<double>(ns) / 1e9; }
double signedCode(std::uint32_t code, std::uint32_t none) { return code == none ? -1 : static_cast<double>(code); }

/// The numbers of a bucket, in the order announced.
class Page {
 public:
  explicit Page(std::vector<double>& to) : to_(to) { to_.clear(); }
  void put(double x) { to_.push_back(x); }
  void put(std::uint64_t x) { to_.push_back(static_cast<double>(x)); }
  void quantiles(const Histogram& h) {
    std::array<double, shownQuantiles.size()> seconds{};
    if (h.count()) {
      h.quantiles(shownQuantiles, seconds);
    } else {
      seconds.fill(math::kNaN);
    }
    to_.insert(to_.end(), seconds.begin(), seconds.end());
  }

 private:
  std::vector<double>& to_;
};

}  // namespace

void World::event(EventKind kind, std::uint32_t service, double worker, double zone, double cause) {
  if (!watch_.listener) return;
  const std::array<double, 6> row{
      seconds(now_), static_cast<double>(kind), signedCode(service, nowhere), zone == UINT8_MAX ? -1 : zone, worker,
      cause};
  watch_.listener->row(eventTable, row);
}

/// A worker's whole life, when it is over or the run is (`ended` −1).
void World::writeLife(std::uint32_t service, const Worker& worker, std::int64_t ended) {
  if (!watch_.listener) return;
  const auto known = [](std::int64_t ns) { return ns < 0 ? math::kNaN : seconds(ns); };
  const std::array<double, 7> row{static_cast<double>(service),     static_cast<double>(worker.serial),
                                  static_cast<double>(worker.zone), seconds(worker.orderedAt),
                                  known(worker.serviceSince),       known(ended),
                                  static_cast<double>(worker.type)};
  watch_.listener->row(workerTable, row);
}

namespace {

/// One bucket of one run, seen from outside: integrals since the bucket's begin.
class BucketView {
 public:
  /// `told`: what workers did is told to the listener while it is read.
  BucketView(World& world, std::int64_t begin, std::int64_t end, bool told)
      : w_(world),
        b_(*world.blueprint),
        begin_(begin),
        ns_(static_cast<double>(end - begin)),
        dt_(seconds(end - begin)),
        told_(told) {}

  void fill(Page& page) {
    demandRates(page);
    requests(page);
    calls(page);
    presence(page);
    fleets(page);
    utilisation(page);
    queues(page);
    capacity(page);
    for (const std::uint8_t worst : w_.zoneWorst) page.put(static_cast<double>(worst));
    page.put(0.0);
    for (const std::uint8_t worst : w_.launchesWorst) page.put(static_cast<double>(worst));
    page.put(0.0);
    objectives(page);
  }

 private:
  /// Of an area [ns]. One division: who was busy all the time was so to 1, not to 1 and a bit.
  double mean(double area) const { return area / ns_; }
  double mean(std::int64_t area) const { return mean(static_cast<double>(area)); }
  Instant begin() const { return Instant::atNs(begin_); }
  Instant end() const { return w_.now(); }

  void demandRates(Page& page) {
    for (const DemandPlan& d : b_.demands) page.put(d.users ? math::kNaN : d.curve.integral(begin(), end()) / dt_);
  }

  void requests(Page& page) {
    Tally sum;
    for (const DemandState& d : w_.demands) sum.add(d.bucket);
    page.put(sum.offered);
    for (const std::uint64_t n : sum.ended) page.put(n);
    page.put(sum.retries);
    const std::uint64_t area = w_.inFlight.until(w_.now_);
    page.put(mean(static_cast<std::int64_t>(area - w_.bucketInFlight)));
    w_.bucketInFlight = area;
    page.quantiles(w_.bucketRequestLatency);
  }

  void objectives(Page& page) {
    for (const ObjectiveState& o : w_.objectives) page.put(o.goodSoFar - o.goodAtBucket);
    for (const ObjectiveState& o : w_.objectives) page.put(o.endedSoFar - o.endedAtBucket);
    for (ObjectiveState& o : w_.objectives) {
      o.goodAtBucket = o.goodSoFar;
      o.endedAtBucket = o.endedSoFar;
    }
  }

  void eachService(Page& page, auto value) {
    for (std::size_t i = 0; i < w_.services.size(); ++i) page.put(value(w_.services[i], b_.services[i]));
  }

  void calls(Page& page) {
    eachService(page, [](const ServiceState& s, const ServicePlan&) { return s.bucket.offered; });
    for (std::size_t o = 0; o < outcomeCount; ++o)
      eachService(page, [o](const ServiceState& s, const ServicePlan&) { return s.bucket.ended[o]; });
    eachService(page, [](const ServiceState& s, const ServicePlan&) { return s.bucket.late; });
    eachService(page,
                [](const ServiceState& s, const ServicePlan&) { return static_cast<double>(s.bucket.wastedNs) / 1e9; });
    for (const ServiceState& s : w_.services) page.quantiles(s.bucketLatency);
  }

  void eachZone(Page& page, double regional, auto value) {
    for (ServiceState& s : w_.services) {
      for (std::size_t z = 0; z < s.presence.size(); ++z) page.put(value(s, z));
      page.put(regional);
    }
  }

  double meanOf(const LevelArea& level, std::uint64_t& base) const {
    const std::uint64_t area = level.until(w_.now_), before = std::exchange(base, area);
    return mean(static_cast<std::int64_t>(area - before));
  }

  void presence(Page& page) {
    for (const WorkerState state : shownStates) {
      const auto i = static_cast<std::size_t>(state);
      eachZone(page, 0, [&](ServiceState& s, std::size_t z) {
        const double mean = meanOf(s.presence[z].states[i], s.presence[z].bases[i]);
        if (state == WorkerState::inService || state == WorkerState::draining) s.presence[z].served += mean;
        return mean;
      });
    }
    for (ServiceState& s : w_.services)
      for (Presence& p : s.presence)
        for (std::size_t t = 0; t < p.ofType.size(); ++t) p.servedOfType[t] = meanOf(p.ofType[t], p.ofTypeBases[t]);
    eachZone(page, 0,
             [&](ServiceState& s, std::size_t z) { return meanOf(s.presence[z].warming, s.presence[z].warmingBase); });
    eachZone(page, 0, [](ServiceState& s, std::size_t z) { return static_cast<double>(s.presence[z].inServiceMin); });
    eachZone(page, 0, [](ServiceState& s, std::size_t z) { return static_cast<double>(s.presence[z].inServiceMax); });
  }

  void fleets(Page& page) {
    sums_.clear();
    for (std::uint32_t i = 0; i < w_.services.size(); ++i) {
      ServiceState& s = w_.services[i];
      const auto pieces = w_.demandOf(i, begin_, w_.now_, s.bucketFirst);
      sums_.push_back(s.bucketLedger.close(begin_, w_.now_, pieces));
      s.bucketFirst = s.firstAttempts();
    }
    for (const ServiceState& s : w_.services) page.put(static_cast<double>(s.scaler.control.desired));
    for (const LedgerSums& l : sums_) page.put(l.seconds > 0 ? l.neededArea / l.seconds : math::kNaN);
    for (const LedgerSums& l : sums_) page.put(l.neededMin);
    for (const LedgerSums& l : sums_) page.put(l.neededMax);
  }

  struct Use {
    double busy = 0, work = 0;  // in the bucket [ns of slots and of cores]; of all workers that may be more than 2^63
    std::int64_t busyMax = 0, workMax = 0;
  };

  /// Reads every worker once; the five utilisations are linear in what was read of workers of one type.
  void readWorkers() {
    const std::size_t zones = w_.zones.size();
    firstUse_.clear();
    use_.clear();
    queued_.assign(w_.services.size() * zones, 0);
    for (std::size_t i = 0; i < w_.services.size(); ++i) {
      const std::size_t types = b_.services[i].types.size();
      firstUse_.push_back(use_.size());
      use_.resize(use_.size() + zones * types);
      ServiceState& s = w_.services[i];
      s.bucketReadings.resize(s.workers.size());
      for (std::size_t k = 0; k < s.workers.size(); ++k) {
        const WorkerReading now = w_.readingOf(b_.services[i], s.workers[k]);
        const WorkerReading& was = s.bucketReadings[k];
        const std::size_t place = i * zones + s.workers[k].zone;
        Use& u = use_[firstUse_[i] + s.workers[k].zone * types + s.workers[k].type];
        const auto busy = static_cast<std::int64_t>(now.busy - was.busy),
                   work = static_cast<std::int64_t>(now.work - was.work);
        u.busy += static_cast<double>(busy);
        u.work += static_cast<double>(work);
        u.busyMax = std::max(u.busyMax, busy);
        u.workMax = std::max(u.workMax, work);
        const auto queued = static_cast<double>(static_cast<std::int64_t>(now.queued - was.queued));
        queued_[place] += queued;
        s.bucketReadings[k] = now;
        if (told_) tell(i, s.workers[k], busy, work, queued);
      }
      showTold(i);
    }
  }

  /// Means of the time that it served. A place that was taken meanwhile has been read since before: what its last user
  /// did is not the worker's.
  void tell(std::size_t service, const Worker& worker, std::int64_t busy, std::int64_t work, double queued) {
    if (worker.state < WorkerState::inService || worker.orderedAt > begin_ || worker.serviceSince == w_.now_) return;
    if (used_ == toldTogether) showTold(service);
    const ServicePlan& plan = b_.services[service];
    const auto& whole = plan.types[worker.type].resources;
    const auto ns = static_cast<double>(w_.now_ - std::max(begin_, worker.serviceSince));
    const double slots = static_cast<double>(busy) / ns, cores = static_cast<double>(work) / ns;
    const std::array<double, toldCells> cells{static_cast<double>(worker.serial), slotUse(plan, slots) / whole[0],
                                              cpuUse(plan, slots, cores) / whole[1], queued / ns};
    for (std::size_t c = 0; c < toldCells; ++c) rows_[c * toldTogether + used_] = cells[c];
    ++used_;
  }

  void showTold(std::size_t service) {
    if (used_ == 0) return;
    const std::array<double, 2> stays{seconds(begin_), static_cast<double>(service)};
    w_.watch_.listener->rows(workerUseTable, stays, {rows_.data(), toldCells, std::exchange(used_, 0), toldTogether});
  }

  const Use* useIn(std::size_t service, std::size_t zone) const {
    return use_.data() + firstUse_[service] + zone * b_.services[service].types.size();
  }

  double meanUse(std::size_t service, std::size_t zone, std::size_t metric) const {
    const ServicePlan& plan = b_.services[service];
    const Presence& p = w_.services[service].presence[zone];
    double busy = 0, work = 0, capacity = p.ofType.empty() ? p.served : 0;
    for (std::size_t t = 0; t < plan.types.size(); ++t) {
      busy += useIn(service, zone)[t].busy;
      work += useIn(service, zone)[t].work;
      if (!p.ofType.empty()) capacity += p.servedOfType[t] * plan.types[t].resources[metric];
    }
    return p.served > 0 ? utilisationOf(plan, mean(busy), mean(work))[metric] / capacity : math::kNaN;
  }

  double busiest(std::size_t service, std::size_t zone, std::size_t metric) const {
    const ServicePlan& plan = b_.services[service];
    if (!(w_.services[service].presence[zone].served > 0)) return math::kNaN;
    double most = utilisationOf(plan, 0, 0)[metric];
    for (std::size_t t = 0; t < plan.types.size(); ++t) {
      const Use& u = useIn(service, zone)[t];
      const Utilisation full = utilisationOf(plan, mean(u.busyMax), mean(u.workMax));
      most = std::max(most, full[metric] / plan.types[t].resources[metric]);
    }
    return most;
  }

  void utilisation(Page& page) {
    readWorkers();
    const std::size_t zones = w_.zones.size();
    for (std::size_t metric = 0; metric < 5; ++metric)
      for (const bool most : {false, true})
        for (std::size_t i = 0; i < w_.services.size(); ++i) {
          for (std::size_t z = 0; z < zones; ++z) page.put(most ? busiest(i, z, metric) : meanUse(i, z, metric));
          page.put(math::kNaN);
        }
    for (ServiceState& s : w_.services)
      for (Presence& p : s.presence) p.served = 0;
  }

  void queues(Page& page) {
    const std::size_t zones = w_.zones.size();
    for (std::size_t i = 0; i < w_.services.size(); ++i) {
      ServiceState& s = w_.services[i];
      double atWorkers = 0;
      for (std::size_t z = 0; z < zones; ++z) {
        const double queued = mean(queued_[i * zones + z]);
        atWorkers += queued;
        page.put(queued);
      }
      const std::uint64_t area = s.queued.until(w_.now_);
      const double all = mean(static_cast<std::int64_t>(area - s.bucketQueued));
      s.bucketQueued = area;
      page.put(b_.services[i].sharedQueue ? std::max(0.0, all - atWorkers) : 0.0);
    }
    eachZone(page, 0, [](ServiceState& s, std::size_t z) { return static_cast<double>(s.queueMax[z]); });
  }

  void capacity(Page& page) {
    const auto perSecond = [&](double LedgerSums::*member) {
      for (std::size_t i = 0; i < sums_.size(); ++i) {
        const double work = b_.services[i].callSeconds();
        page.put(work > 0 && !b_.services[i].unlimitedCapacity() ? sums_[i].*member / dt_ / work : math::kNaN);
      }
    };
    perSecond(&LedgerSums::supply);
    for (std::size_t i = 0; i < sums_.size(); ++i)
      page.put(b_.services[i].callSeconds() > 0 ? sums_[i].demand / dt_ / b_.services[i].callSeconds() : math::kNaN);
    perSecond(&LedgerSums::unused);
    perSecond(&LedgerSums::unmet);
    perSecond(&LedgerSums::paid);
    for (std::size_t i = 0; i < sums_.size(); ++i)
      page.put(b_.services[i].spec.fleet.types.empty()
                   ? sums_[i].paid / b_.services[i].rated / dt_ * b_.services[i].type.usdPerHour
                   : costRateOf(w_.services[i], b_.services[i]));
  }

  /// Of several types.
  double costRateOf(ServiceState& s, const ServicePlan& plan) const {
    double usd = 0;
    for (std::size_t t = 0; t < plan.types.size(); ++t)
      usd += meanOf(s.types[t].paid, s.types[t].bucketBase) * plan.types[t].type.usdPerHour;
    return usd;
  }

  World& w_;
  const Blueprint& b_;
  std::int64_t begin_;
  double ns_, dt_;  // length, in ns and in s
  std::vector<LedgerSums> sums_;
  std::vector<Use> use_;               // of a service by zone, and in it by type …
  std::vector<std::size_t> firstUse_;  // … from here on
  std::vector<double> queued_;         // of a service by zone [ns of calls]
  static constexpr std::size_t toldCells = 4, toldTogether = 64;
  bool told_;
  std::array<double, toldCells * toldTogether> rows_;  // of workers, not yet shown, column by column: so many
  std::size_t used_ = 0;
};

}  // namespace

/// Writes the coarse bins of an interval. `nowhere`: of users' requests.
void World::writeLatency(std::uint32_t service, const Histogram& histogram) {
  constexpr std::size_t columns = 3, together = 128;
  const std::vector<double>& edges = latencyEdges();
  const std::array<double, 2> stays{seconds(latencyBegan), signedCode(service, nowhere)};
  std::array<double, columns * together> rows;
  std::size_t used = 0;
  const auto show = [&] {
    watch_.listener->rows(latencyTable, stays, {rows.data(), columns, std::exchange(used, 0), together});
  };
  histogram.forEach<binsTogether>([&](std::size_t bin, std::uint64_t n) {
    if (used == together) show();
    rows[used] = static_cast<double>(bin);
    rows[together + used] = edges[bin];
    rows[2 * together + used] = static_cast<double>(n);
    ++used;
  });
  if (used > 0) show();
}

void World::lookFrom(std::int64_t now) {
  if (windows.none()) settleLatencies();  // else nothing is older than the bucket, and others wait for it
  Page page(scratch);
  BucketView(*this, bucketBegan, now, false).fill(page);
  bucketBegan = latencyBegan = now;
}

/// Shows the bucket that ends now, and begins the next.
void World::closeBucket() {
  if (now_ == bucketBegan) return;
  if (!windows.none()) restoreBucket();
  if (watch_.listener) {
    pourFirst();
    Page page(scratch);
    BucketView(*this, bucketBegan, now_, watch_.workerUse).fill(page);
    watch_.listener->bucket(at(bucketBegan), at(now_), scratch);
    keepForRows();
    if (now_ - latencyBegan >= latencyRowsEvery || now_ == end_) writeLatencies();
  }
  beginBucket();
}

/// A bucket's latencies have been shown; they wait for their rows, and only with those go to the run's.
void World::keepForRows() {
  const auto keep = [](Histogram& row, Histogram& bucket) {
    row.merge(bucket);
    bucket.clear();
  };
  for (ServiceState& s : services) keep(s.rowLatency, s.bucketLatency);
  keep(rowRequestLatency, bucketRequestLatency);
}

void World::writeLatencies() {
  for (std::uint32_t s = 0; s < services.size(); ++s) writeLatency(s, services[s].rowLatency);
  writeLatency(nowhere, rowRequestLatency);
  settleLatencies();
  latencyBegan = now_;
}

/// What was counted once, for the call and for the request, comes to either.
void World::pourFirst() {
  for (ServiceState& s : services) {
    s.bucketLatency.merge(s.firstLatency);
    bucketRequestLatency.merge(s.firstLatency);
    s.firstLatency.clear();
  }
  pourFirstSums();
}

void World::pourFirstSums() {
  for (ServiceState& s : services) {
    s.bucketLatencySum.add(s.firstLatencySum.low);
    bucketRequestLatencySum.add(s.firstLatencySum.low);
    s.firstLatencySum = {};
  }
}

/// Latencies of rows and of the bucket go to the run's. While nobody asks for single buckets, once at the end will do.
void World::settleLatencies() {
  pourFirst();
  const auto settle = [this](Histogram& run, Histogram& part) {
    if (whole_) run.merge(part);
    part.clear();
  };
  settle(requestLatency, rowRequestLatency);
  settle(requestLatency, bucketRequestLatency);
  for (ServiceState& s : services) {
    settle(s.latency, s.rowLatency);
    settle(s.latency, s.bucketLatency);
  }
}

void World::beginBucket() {
  bucketBegan = now_;
  pourFirstSums();
  if (whole_) requestLatencySum.add(bucketRequestLatencySum);
  bucketRequestLatencySum = {};
  if ((!watch_.listener && !windows.none()) || now_ >= end_) settleLatencies();
  for (ServiceState& s : services) {
    if (whole_) s.latencySum.add(s.bucketLatencySum);
    s.bucketLatencySum = {};
    s.total.add(s.bucket);
    s.bucket = {};
    std::fill(s.queueMax.begin(), s.queueMax.end(), 0);
    for (Presence& p : s.presence)
      p.inServiceMin = p.inServiceMax = p.states[static_cast<std::size_t>(WorkerState::inService)].level;
  }
  for (DemandState& d : demands) {
    d.total.add(d.bucket);
    d.bucket = {};
  }
  for (std::size_t z = 0; z < zones.size(); ++z) zoneWorst[z] = zones[z].condition();
  std::fill(launchesWorst.begin(), launchesWorst.end(), std::uint8_t{launchesAreOk});
  noteLaunches();
}

}  // namespace headroom
