#include "models/summary.h"

#include "models/world.h"
#include "sim/math.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

double ratio(double a, double b) { return b > 0 ? a / b : math::kNaN; }
double asSeconds(std::uint64_t ns) { return static_cast<double>(ns) / 1e9; }

/// Figures of one thing, under one prefix.
class Sheet {
 public:
  Sheet(std::vector<Figure>& figures, std::string prefix) : figures_(figures), prefix_(std::move(prefix)) {}
  void put(const char* name, double value) { figures_.push_back({prefix_ + name, value, false}); }
  void count(const char* name, std::uint64_t n) { figures_.push_back({prefix_ + name, static_cast<double>(n), true}); }
  void count(const char* name, std::int64_t n) { figures_.push_back({prefix_ + name, static_cast<double>(n), true}); }

 private:
  std::vector<Figure>& figures_;
  std::string prefix_;
};

/// Everything below is over the measured window, which lasts `seconds`.
class Accounts {
 public:
  explicit Accounts(const World& world)
      : w_(world), b_(*world.blueprint), seconds_((b_.measureUntil - b_.measureFrom).inSeconds()) {}

  Summary summary() {
    if (!b_.services.empty()) all_.entry = b_.services[b_.entry].name;
    requests();
    workers();
    if (!b_.services.empty()) {
      Sheet top(all_.figures, "");
      capacity(top, b_.entry);
      demandBasis("", b_.entry);
    }
    costs();
    decisions();
    for (std::size_t i = 0; i < b_.services.size(); ++i) service(i);
    for (std::size_t i = 0; i < b_.windows.size(); ++i) window(i);
    objectives();
    faults();
    for (const ChangeSpec& c : w_.firstPlan().spec.changes)
      all_.changes.push_back({c.name, instantOf(b_, c.at).inSeconds(), c.set});
    return std::move(all_);
  }

 private:
  static void outcomes(Sheet& sheet, const char* group, const Tally& t) {
    const std::string g = std::string(group) + ".";
    sheet.count((g + "offered").c_str(), t.offered);
    sheet.count((g + "served").c_str(), t.of(Outcome::served));
    sheet.count((g + "failed").c_str(), t.of(Outcome::failed));
    sheet.count((g + "rejected").c_str(), t.of(Outcome::rejected));
    sheet.count((g + "timed_out").c_str(), t.of(Outcome::timedOut));
    sheet.count((g + "in_flight").c_str(), t.offered - t.allEnded());
  }

  static void latency(Sheet& sheet, const char* group, const Histogram& h, const LongSum& sum) {
    const std::string g = std::string(group) + ".";
    const bool any = h.count() > 0;
    sheet.put((g + "mean").c_str(), ratio(sum.seconds(), static_cast<double>(h.count())));
    constexpr std::array<std::pair<const char*, double>, 5> shown{
        {{"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}, {"p999", 0.999}}};
    for (const auto& [name, q] : shown) sheet.put((g + name).c_str(), any ? h.quantile(q) : math::kNaN);
    sheet.put((g + "max").c_str(), any ? static_cast<double>(h.max()) / 1e9 : math::kNaN);
  }

  void requests() {
    Tally sum;
    for (const DemandState& d : w_.demands) sum.add(d.measured);
    Tally calls;
    for (const ServiceState& s : w_.services) calls.add(s.measured);
    Sheet sheet(all_.figures, "");
    outcomes(sheet, "requests", sum);
    sheet.count("requests.attempts", sum.offered + sum.retries);
    sheet.count("requests.retries", sum.retries);
    sheet.count("requests.wasted", calls.late);
    sheet.put("wasted_work_s", asSeconds(calls.wastedNs));
    latency(sheet, "latency_s", w_.requestLatency, w_.requestLatencySum);
    sheet.put("availability", ratio(static_cast<double>(sum.of(Outcome::served)), static_cast<double>(sum.allEnded())));
    sheet.put("in_flight_mean", asSeconds(w_.inFlightUntil - w_.inFlightFrom) / seconds_);
  }

  void workersOf(Sheet& sheet, double least, double mean, double most, std::uint64_t launched, std::uint64_t failed,
                 std::uint64_t lost, std::uint64_t terminated) {
    sheet.put("workers.min", least);
    sheet.put("workers.mean", mean);
    sheet.put("workers.max", most);
    sheet.count("workers.launched", launched);
    sheet.count("workers.launch_failed", failed);
    sheet.count("workers.lost", lost);
    sheet.count("workers.terminated", terminated);
  }

  double meanPresent(const ServiceState& s) const { return asSeconds(s.until.present - s.from.present) / seconds_; }

  void workers() {
    double least = 0, mean = 0, most = 0;
    std::uint64_t launched = 0, failed = 0, lost = 0, terminated = 0;
    for (const ServiceState& s : w_.services) {
      least += static_cast<double>(s.presentMin);
      mean += meanPresent(s);
      most += static_cast<double>(s.presentMax);
      launched += s.launched;
      failed += s.launchFailed;
      lost += s.lost;
      terminated += s.terminated;
    }
    Sheet sheet(all_.figures, "");
    workersOf(sheet, least, mean, most, launched, failed, lost, terminated);
  }

  void capacity(Sheet& sheet, std::size_t i) {
    const ServiceState& s = w_.services[i];
    const ServicePlan& plan = b_.services[i];
    const LedgerSums& l = s.measuredLedger;
    const bool known = !plan.unlimitedCapacity();
    const auto share = [&](double a, double b) { return known ? ratio(a, b) : math::kNaN; };
    sheet.put("utilisation.mean", plan.unlimited || plan.function
                                      ? math::kNaN
                                      : ratio(static_cast<double>(s.until.busy - s.from.busy),
                                              static_cast<double>(s.until.capacity - s.from.capacity)));
    sheet.put("utilisation.max", plan.unlimited || plan.function ? math::kNaN : s.utilisationMax);
    sheet.put("capacity.rated_rps", known ? ratio(plan.rated, plan.callSeconds()) : math::kNaN);
    sheet.put("capacity.unused_share", share(l.unused, l.paid));
    sheet.put("capacity.not_serving_share", share(l.notServing, l.paid));
    sheet.put("capacity.unmet_share", share(l.unmet, l.demand));
    sheet.put("capacity.headroom_min", known ? l.headroomMin : math::kNaN);
    elasticity(sheet, s, l, known);
  }

  /// Whether the demand that capacity is held against is that of the curves, or first attempts as they were counted.
  void demandBasis(const std::string& prefix, std::size_t i) {
    all_.words.push_back({prefix + "capacity.demand_basis", b_.services[i].measuredDemand ? "measured" : "curve"});
  }

  void elasticity(Sheet& sheet, const ServiceState& s, const LedgerSums& l, bool known) {
    const double demanded = l.seconds - l.noDemand, hours = l.seconds / 3600;
    const double thetaU = ratio(l.thetaUnder, demanded), thetaO = ratio(l.thetaOver, demanded);
    const double tauU = ratio(l.tauUnder, l.seconds), tauO = ratio(l.tauOver, l.seconds);
    const double instability = ratio(static_cast<double>(s.unstableSteps), static_cast<double>(s.steps));
    double cubes = 0;
    for (const double x : {thetaU, thetaO, tauU, tauO, instability}) cubes += x * x * x;
    const auto put = [&](const char* name, double x) { sheet.put(name, known ? x : math::kNaN); };
    put("elasticity.theta_under", thetaU);
    put("elasticity.theta_over", thetaO);
    put("elasticity.tau_under", tauU);
    put("elasticity.tau_over", tauO);
    put("elasticity.instability", instability);
    put("elasticity.no_demand_share", ratio(l.noDemand, l.seconds));
    put("elasticity.jitter_per_h",
        hours > 0 ? (static_cast<double>(l.supplyChanges) - static_cast<double>(l.neededChanges)) / hours : math::kNaN);
    put("elasticity.deviation", cubes > 0 ? math::pow(cubes, 1.0 / 3) : cubes);
  }

  struct Money {
    double used = 0, unused = 0, notServing = 0, minimum = 0, crossZone = 0, storage = 0, discount = 0;
    double compute() const { return used + unused + notServing + minimum; }
  };

  /// Areas turn into money by one factor. Rated capacity has the same price everywhere in a fleet of one type; where
  /// there are several, what was paid for them is spread over what was paid.
  Money moneyOf(std::size_t i) const {
    const ServiceState& s = w_.services[i];
    const ServicePlan& plan = b_.services[i];
    if (plan.function) return moneyOf(s, *plan.spec.worker.function);
    const LedgerSums& l = s.measuredLedger;
    double paid = 0, minimum = 0, discount = 0;
    for (std::size_t t = 0; t < plan.types.size(); ++t) {
      const double usd = plan.types[t].price * (plan.type.usdPerHour / 3600);
      paid += asSeconds(s.types[t].paidUntil - s.types[t].paidFrom) * usd;
      minimum += s.types[t].minimumSeconds * usd;
      discount += discountOf(i, t) * usd;
    }
    const bool alike = plan.spec.fleet.types.empty();
    const double perArea = alike ? plan.type.usdPerHour / 3600 / plan.rated : l.paid > 0 ? paid / l.paid : 0;
    const double bytes =
        static_cast<double>(s.until.crossings - s.from.crossings) * plan.spec.worker.demands.networkIo.value;
    return {l.used * perArea,
            l.unused * perArea,
            l.notServing * perArea,
            minimum,
            2 * bytes * 1e-9 * b_.spec.region.crossZone.price.value,
            storageOf(i),
            discount};
  }

  /// Calls and init by memory and time, calls besides; provisioned environments whether they work or not.
  Money moneyOf(const ServiceState& s, const FunctionSpec& f) const {
    using P = FunctionPrices;
    const double gib = f.memory.value / 1073741824;
    const double provisioned = asSeconds(s.until.provisionedUse - s.from.provisionedUse);
    const double onDemand = asSeconds(s.until.busy - s.from.busy) - provisioned;
    const double init = asSeconds(s.until.starting - s.from.starting);
    const double kept = static_cast<double>(f.provisioned) * seconds_;
    Money m;
    m.used =
        gib * (onDemand * P::gibSecond + provisioned * P::provisionedUse) + static_cast<double>(s.began) * P::request;
    m.unused = gib * kept * P::provisionedGibSecond;
    m.notServing = gib * init * P::gibSecond;
    return m;
  }

  /// What is not asked for spot workers of a type, in seconds of the on-demand price.
  double discountOf(std::size_t i, std::size_t type) const {
    const std::optional<SpotSpec>& spot = b_.services[i].spec.fleet.spot;
    const TypeState& t = w_.services[i].types[type];
    return spot ? asSeconds(t.spotUntil - t.spotFrom) * (1 - spot->price.value) : 0;
  }

  /// Of each of several types: launches, and what was paid for it.
  void types(Sheet& sheet, std::size_t i) const {
    const ServicePlan& plan = b_.services[i];
    for (std::size_t t = 0; t < plan.types.size(); ++t) {
      const TypeState& state = w_.services[i].types[t];
      std::string name = "types." + plan.types[t].type.name;
      std::replace(name.begin() + 6, name.end(), '.', '_');
      const double paid = asSeconds(state.paidUntil - state.paidFrom);
      const double usd = (paid + state.minimumSeconds - discountOf(i, t)) * plan.types[t].type.usdPerHour / 3600;
      sheet.count((name + ".launched").c_str(), state.launched);
      sheet.count((name + ".launch_failed").c_str(), state.launchFailed);
      sheet.put((name + ".billed_mean").c_str(), paid / seconds_);
      sheet.put((name + ".cost_usd").c_str(), usd);
    }
  }

  /// Of a warm pool whose workers do not run: their disks.
  double storageOf(std::size_t i) const {
    const std::optional<WarmPoolSpec>& pool = b_.services[i].spec.fleet.warmPool;
    if (!pool || pool->state == WarmPoolSpec::State::running) return 0;
    return warmMean(i) * seconds_ * pool->storage.value / 3600;
  }

  double warmMean(std::size_t i) const {
    return asSeconds(w_.services[i].until.warm - w_.services[i].from.warm) / seconds_;
  }

  static void money(Sheet& sheet, const Money& m, bool stores, bool spot) {
    sheet.put("cost_usd.total", m.compute() + m.crossZone + m.storage - m.discount);
    sheet.put("cost_usd.compute", m.compute());
    sheet.put("cost_usd.used", m.used);
    sheet.put("cost_usd.unused", m.unused);
    sheet.put("cost_usd.not_serving", m.notServing);
    sheet.put("cost_usd.minimum", m.minimum);
    sheet.put("cost_usd.cross_zone", m.crossZone);
    if (stores) sheet.put("cost_usd.storage", m.storage);
    if (spot) sheet.put("cost_usd.spot_discount", m.discount);
  }

  void costs() {
    Money sum;
    bool stores = false, spot = false;
    for (std::size_t i = 0; i < b_.services.size(); ++i) {
      const Money m = moneyOf(i);
      sum = {sum.used + m.used,        sum.unused + m.unused,       sum.notServing + m.notServing,
             sum.minimum + m.minimum,  sum.crossZone + m.crossZone, sum.storage + m.storage,
             sum.discount + m.discount};
      stores = stores || b_.services[i].spec.fleet.warmPool;
      spot = spot || b_.services[i].spec.fleet.spot;
    }
    Sheet sheet(all_.figures, "");
    money(sheet, sum, stores, spot);
  }

  static void decisionsOf(Sheet& sheet, std::uint64_t out, std::uint64_t in, std::uint64_t suppressed) {
    sheet.count("decisions.out", out);
    sheet.count("decisions.in", in);
    sheet.count("decisions.suppressed", suppressed);
  }

  void decisions() {
    std::uint64_t out = 0, in = 0, suppressed = 0;
    for (const ServiceState& s : w_.services) {
      out += s.scaler.out;
      in += s.scaler.in;
      suppressed += s.scaler.suppressed;
    }
    Sheet sheet(all_.figures, "");
    decisionsOf(sheet, out, in, suppressed);
  }

  void service(std::size_t i) {
    const ServiceState& s = w_.services[i];
    Sheet sheet(all_.figures, "services." + b_.services[i].name + ".");
    outcomes(sheet, "calls", s.measured);
    sheet.count("calls.late", s.measured.late);
    sheet.put("wasted_work_s", asSeconds(s.measured.wastedNs));
    latency(sheet, "latency_s", s.latency, s.latencySum);
    waits(sheet, s);
    sheet.put("availability",
              ratio(static_cast<double>(s.measured.of(Outcome::served)), static_cast<double>(s.measured.allEnded())));
    workersOf(sheet, static_cast<double>(s.presentMin), meanPresent(s), static_cast<double>(s.presentMax), s.launched,
              s.launchFailed, s.lost, s.terminated);
    capacity(sheet, i);
    demandBasis("services." + b_.services[i].name + ".", i);
    const FleetSpec& fleet = b_.services[i].spec.fleet;
    money(sheet, moneyOf(i), fleet.warmPool.has_value(), fleet.spot.has_value());
    decisionsOf(sheet, s.scaler.out, s.scaler.in, s.scaler.suppressed);
    if (fleet.spot) sheet.count("spot.notices", s.spotNotices);
    if (!fleet.types.empty()) types(sheet, i);
    if (b_.services[i].function) environments(sheet, s);
    if (fleet.warmPool) {
      sheet.put("warm_pool.mean", warmMean(i));
      sheet.count("warm_pool.starts", s.warmStarts);
    }
    if (b_.services[i].sticky) {
      const auto lost = std::count(s.sessionWasLost.begin(), s.sessionWasLost.end(), 1);
      sheet.count("sessions.lost", s.sessionsLost);
      sheet.put("sessions.lost_share", ratio(static_cast<double>(lost), static_cast<double>(s.sessions.size())));
    }
  }

  static void environments(Sheet& sheet, const ServiceState& s) {
    const Environments& e = s.environments;
    sheet.count("function.cold_starts", e.coldStarts);
    sheet.put("function.cold_share", ratio(static_cast<double>(e.coldStarts), static_cast<double>(s.began)));
    sheet.count("function.over_concurrency", e.overConcurrency);
    sheet.count("function.over_rate", e.overRate);
    sheet.count("function.over_calls", e.overCalls);
  }

  /// Of a fault that never was active nothing is known, not even that nothing failed.
  void window(std::size_t i) {
    const WindowState& w = w_.windows.all[i];
    const std::string prefix = "over." + b_.windows[i].name + ".";
    Sheet users(all_.figures, prefix);
    users.put("length_s", static_cast<double>(w.lengthNs) / 1e9);
    flow(users, "requests", w.flows[0], w.lengthNs > 0);
    for (std::size_t s = 0; s < b_.services.size(); ++s) {
      Sheet sheet(all_.figures, prefix + "services." + b_.services[s].name + ".");
      flow(sheet, "calls", w.flows[s + 1], w.lengthNs > 0);
    }
  }

  static void flow(Sheet& sheet, const std::string& group, const Flow& f, bool known) {
    const Tally& t = f.tally;
    const bool calls = group == "calls";
    const std::array<std::pair<const char*, std::uint64_t>, 6> counts{
        {{".offered", t.offered},
         {".served", t.of(Outcome::served)},
         {".failed", t.of(Outcome::failed)},
         {".rejected", t.of(Outcome::rejected)},
         {".timed_out", t.of(Outcome::timedOut)},
         {calls ? ".late" : ".retries", calls ? t.late : t.retries}}};
    for (const auto& [name, n] : counts) {
      if (known) {
        sheet.count((group + name).c_str(), n);
      } else {
        sheet.put((group + name).c_str(), math::kNaN);
      }
    }
    sheet.put("availability", ratio(static_cast<double>(t.of(Outcome::served)), static_cast<double>(t.allEnded())));
    latency(sheet, "latency_s", f.latency, f.latencySum);
  }

  /// Waits until work begins, of all calls that began: those of length 0 are not in the histogram.
  void waits(Sheet& sheet, const ServiceState& s) {
    const auto began = static_cast<double>(s.began);
    sheet.put("wait_s.mean", ratio(s.waitSum.seconds(), began));
    for (const auto& [name, q] : {std::pair{"wait_s.p95", 0.95}, std::pair{"wait_s.p99", 0.99}}) {
      const double above = (1 - q) * began,
                   share = s.waits.count() ? 1 - above / static_cast<double>(s.waits.count()) : -1;
      sheet.put(name, s.began == 0 ? math::kNaN : (share > 0 ? s.waits.quantile(share) : 0));
    }
    sheet.put("waited_share", ratio(static_cast<double>(s.waited), began));
    sheet.put("in_system_mean", asSeconds(s.until.inSystem - s.from.inSystem) / seconds_);
    sheet.put("queue_mean", asSeconds(s.until.queued - s.from.queued) / seconds_);
  }

  /// Of the time that an error budget is for: of the worst of all windows so long; where none has passed, as if what is
  /// to come were good, at the same load.
  double badShare(const ObjectivePlan& plan, const ObjectiveState& state, double attainment) const {
    if (!plan.window) return 1 - attainment;
    if (state.budget.full()) return state.budget.worst();
    return (1 - attainment) * std::min(1.0, seconds_ / plan.window->inSeconds());
  }

  void objectives() {
    for (std::size_t i = 0; i < b_.objectives.size(); ++i) {
      const ObjectivePlan& plan = b_.objectives[i];
      const ObjectiveState& state = w_.objectives[i];
      ObjectiveFigures f{
          plan.name,  plan.service == nowhere ? "" : b_.services[plan.service].name, plan.target, 0, 0, state.good,
          state.ended};
      f.attainment = ratio(static_cast<double>(state.good), static_cast<double>(state.ended));
      f.budgetSpent = plan.target < 1 ? badShare(plan, state, f.attainment) / (1 - plan.target) : math::kNaN;
      all_.slo.push_back(std::move(f));
    }
  }

  void faults() {
    const auto known = [](std::int64_t ns) { return ns < 0 ? math::kNaN : static_cast<double>(ns) / 1e9; };
    for (std::size_t i = 0; i < b_.faults.size(); ++i) {
      const FaultState& f = w_.faults[i];
      all_.faults.push_back({b_.faults[i].name, known(f.began), known(f.noticed), known(f.ended), known(f.recovered)});
    }
  }

  const World& w_;
  const Blueprint& b_;
  double seconds_;
  Summary all_;
};

}  // namespace

const Figure* Summary::find(std::string_view path) const {
  for (const Figure& f : figures)
    if (f.path == path) return &f;
  return nullptr;
}

double Summary::operator[](std::string_view path) const {
  const Figure* f = find(path);
  return f ? f->value : math::kNaN;
}

Summary summaryOf(const World& world) { return Accounts(world).summary(); }

}  // namespace headroom
