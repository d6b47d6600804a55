#include "scenarios/view/plots.h"

#include "scenarios/view/columns.h"

#include <algorithm>
#include <cmath>

namespace headroom::view {
namespace {

using Scale = Plot::Scale;

/// Makes plots of one choice.
class Plots {
 public:
  Plots(const RunData& run, const PlotChoice& choice) : columns_(run), edges_(run.edges()), choice_(choice) {
    if (const Axis* services = axisOf(run, "service")) services_ = services->labels;
    if (const Axis* zones = axisOf(run, "zone")) zones_ = zones->labels;
    zone_ = choice.zone.empty() ? SIZE_MAX : labelOf(run, "zone", choice.zone);
  }

  Plot requests();
  Plot workers(std::size_t zone) const;
  Plot workers() { return workers(zone_); }
  Plot utilisation(const std::vector<Decision>&, const std::vector<double>& changes);
  Plot latency();
  Plot queue();
  Plot calls();
  Plot otherCalls();
  Plot otherLatency();
  Plot capacity();
  Plot cost();
  const std::vector<std::string>& zones() const { return zones_; }

 private:
  std::string service() const { return choice_.service < services_.size() ? services_[choice_.service] : ""; }
  /// "Workers", of which service where there are several, in which zone where one is chosen.
  std::string titled(const std::string& what, std::size_t zone) const;
  Values perSecond(Values counts) const;
  Values ofZone(const std::string& series, std::size_t zone) const;
  Values meanOf(const std::string& series);
  Values lost(std::size_t service);
  void thresholds(Plot&, const std::vector<Decision>&, const std::vector<double>& changes) const;

  mutable Columns columns_;
  const std::vector<double>& edges_;
  PlotChoice choice_;
  std::vector<std::string> services_, zones_;
  std::size_t zone_;
};

/// Leaves out what the run does not have, and what never happened.
void add(std::vector<Curve>& to, Curve curve) {
  if (std::any_of(curve.values.begin(), curve.values.end(), [](double x) { return x > 0; }))
    to.push_back(std::move(curve));
}

std::string Plots::titled(const std::string& what, std::size_t zone) const {
  std::string title = what;
  if (services_.size() > 1) title += " of " + service();
  if (zone < zones_.size()) title += " in zone " + zones_[zone];
  return title;
}

Values Plots::perSecond(Values counts) const {
  for (std::size_t k = 0; k < counts.size(); ++k) counts[k] /= edges_[k + 1] - edges_[k];
  return counts;
}

Values Plots::ofZone(const std::string& series, std::size_t zone) const {
  return zone < zones_.size() ? columns_.one(series, choice_.service, zone)
                              : sumOf(columns_.of(series, choice_.service));
}

Plot Plots::requests() {
  Plot p{"Requests", "/s"};
  p.id = "requests";
  if (services_.size() > choice_.entry) add(p.lines, {"supply", columns_.one("supply", choice_.entry)});
  const auto rate = [&](const std::string& name) { return Curve{name, perSecond(columns_.one(name))}; };
  add(p.lines, rate("requests_offered"));
  for (const char* name : {"requests_served", "requests_failed", "requests_rejected", "requests_timed_out"})
    add(p.stack, rate(name));
  return p;
}

Plot Plots::workers(std::size_t zone) const {
  Plot p{titled("Workers", zone), ""};
  p.id = "workers";
  const auto count = [&](const std::string& state) { return ofZone("workers_" + state, zone); };
  const auto curve = [&](const std::string& state, Values values) {
    return Curve{"workers_" + state, std::move(values)};
  };
  Values settled = count("in_service");
  const Values warming = count("warming");
  for (std::size_t k = 0; k < warming.size() && k < settled.size(); ++k) settled[k] -= warming[k];
  add(p.stack, curve("in_service", std::move(settled)));
  add(p.stack, curve("warming", warming));
  for (const char* state : {"registering", "starting", "booting", "launching", "draining"})
    add(p.stack, curve(state, count(state)));
  if (zone < zones_.size()) return p;
  for (const char* name : {"workers_needed", "workers_desired"})
    add(p.lines, {name, columns_.one(name, choice_.service)});
  return p;
}

/// A service's mean over its zones, each weighted with the workers that its mean is over.
Values Plots::meanOf(const std::string& name) {
  if (zone_ < zones_.size()) return columns_.one(name, choice_.service, zone_);
  auto shares = columns_.of(name, choice_.service);
  auto weights = columns_.of("workers_in_service", choice_.service);
  const auto draining = columns_.of("workers_draining", choice_.service);
  for (std::size_t z = 0; z < shares.size() && z < weights.size(); ++z)
    for (std::size_t k = 0; k < shares[z].size(); ++k) {
      if (z < draining.size()) weights[z][k] += draining[z][k];
      if (std::isnan(shares[z][k])) weights[z][k] = std::nan("");
      shares[z][k] *= weights[z][k];
    }
  Values mean = sumOf(shares);
  const Values all = sumOf(weights);
  for (std::size_t k = 0; k < mean.size() && k < all.size(); ++k)
    mean[k] = all[k] > 0 ? mean[k] / all[k] : std::nan("");
  return mean;
}

bool same(const Values& a, const Values& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](double x, double y) { return std::abs(x - y) < 1e-9 || (std::isnan(x) && std::isnan(y)); });
}

/// Where no demands for CPU are given, cpu is slots (docs/definitions.md 6): one line is enough.
Plot Plots::utilisation(const std::vector<Decision>& decisions, const std::vector<double>& changes) {
  Plot p{titled("Utilisation", zone_), "%", Scale::share};
  p.id = "utilisation";
  const Values cpu = meanOf("cpu"), slots = meanOf("slots");
  const auto curve = [&](const char* name, const Values& values) { return Curve{name, values}; };
  add(p.lines, curve("cpu", cpu));
  if (!same(cpu, slots)) add(p.lines, curve("slots", slots));
  for (const char* name : {"memory", "disk_io", "network_io"}) add(p.lines, curve(name, meanOf(name)));
  thresholds(p, decisions, changes);
  return p;
}

/// What the policies compared use with, in each direction: the newest between two changes of settings, the first of all
/// also before. One line where both are the same.
void Plots::thresholds(Plot& p, const std::vector<Decision>& decisions, const std::vector<double>& changes) const {
  Values out(edges_.size() - 1, std::nan("")), in = out;
  for (const Decision& d : decisions) {
    const bool ofPlot = std::any_of(p.lines.begin(), p.lines.end(), [&](const Curve& c) { return c.name == d.metric; });
    if (!ofPlot || std::isnan(d.threshold) || d.wanted == d.before) continue;
    Values& level = d.wanted > d.before ? out : in;
    const auto after = std::upper_bound(changes.begin(), changes.end(), d.at);
    const bool first = after == changes.begin() || std::isnan(level[0]);
    const std::size_t from = first ? 0 : bucketAt(edges_, *std::prev(after));
    std::fill(level.begin() + static_cast<std::ptrdiff_t>(from), level.end(), d.threshold);
  }
  if (out == in) return add(p.lines, {"target", out});
  add(p.lines, {"scale_out_above", out});
  add(p.lines, {"scale_in_below", in});
}

Plot Plots::latency() {
  Plot p{"Latency", "s", Scale::logarithmic};
  p.id = "latency";
  const Axis* quantiles = axisOf(columns_.run(), "quantile");
  for (const auto& [name, share] : {std::pair{"p99", 0.99}, {"p95", 0.95}, {"p50", 0.5}})
    for (std::size_t i = 0; quantiles && i < quantiles->values.size(); ++i)
      if (std::abs(quantiles->values[i] - share) < 1e-9) add(p.lines, {name, columns_.one("request_latency", i)});
  return p;
}

Plot Plots::queue() {
  Plot p{titled("Queue", zone_), ""};
  p.id = "queue";
  add(p.lines, {"queue_depth", ofZone("queue_depth", zone_), "calls that wait"});
  Values longest;
  for (const Values& v : columns_.of("queue_depth_max", choice_.service)) {
    longest.resize(v.size(), std::nan(""));
    for (std::size_t k = 0; k < v.size(); ++k) longest[k] = std::fmax(longest[k], v[k]);
  }
  if (zone_ >= zones_.size()) add(p.lines, {"queue_depth_max", longest, "longest at one worker"});
  return p;
}

Plot Plots::calls() {
  Plot p{"Calls of " + service(), "/s"};
  p.id = "calls";
  p.shownAtFirst = choice_.service != choice_.entry;
  const auto rate = [&](const std::string& outcome) {
    return Curve{"requests_" + outcome, perSecond(columns_.one("calls_" + outcome, choice_.service)),
                 outcome == "timed_out" ? "timed out" : outcome};
  };
  if (services_.size() < 2) return p;
  add(p.lines, rate("offered"));
  for (const char* outcome : {"served", "failed", "rejected", "timed_out"}) add(p.stack, rate(outcome));
  return p;
}

Values Plots::lost(std::size_t service) {
  return perSecond(sumOf({columns_.one("calls_failed", service), columns_.one("calls_rejected", service),
                          columns_.one("calls_timed_out", service)}));
}

Plot Plots::otherCalls() {
  Plot p{"Calls to other services", "/s"};
  p.id = "other-calls";
  int tone = 0;
  for (std::size_t s = 0; s < services_.size(); ++s) {
    if (s == choice_.service) continue;
    const std::string& name = services_[s];
    add(p.lines, {"", perSecond(columns_.one("calls_offered", s)), name, tone});
    add(p.lines, {"", lost(s), name + ", lost", tone, Curve::Stroke::dashed});
    ++tone;
  }
  return p;
}

Plot Plots::otherLatency() {
  Plot p{"p99 of other services", "s", Scale::logarithmic};
  p.id = "other-latency";
  p.shownAtFirst = false;
  const Axis* quantiles = axisOf(columns_.run(), "quantile");
  int tone = 0;
  for (std::size_t s = 0; s < services_.size(); ++s) {
    if (s == choice_.service) continue;
    for (std::size_t q = 0; quantiles && q < quantiles->values.size(); ++q)
      if (std::abs(quantiles->values[q] - 0.99) < 1e-9)
        add(p.lines, {"", columns_.one("latency", s, q), services_[s], tone});
    ++tone;
  }
  return p;
}

/// Used, unused and not serving add up to what is paid (docs/definitions.md 4).
Plot Plots::capacity() {
  Plot p{titled("Capacity", SIZE_MAX), "/s"};
  p.id = "capacity";
  p.shownAtFirst = false;
  const auto of = [&](const char* name) { return columns_.one(name, choice_.service); };
  const Values supply = of("supply"), unused = of("unused"), paid = of("paid");
  if (supply.empty() || unused.empty() || paid.empty()) return p;
  Values used(supply.size()), idle(supply.size());
  for (std::size_t k = 0; k < supply.size(); ++k) {
    used[k] = std::max(supply[k] - unused[k], 0.0);
    idle[k] = std::max(paid[k] - supply[k], 0.0);
  }
  add(p.stack, {"capacity_used", std::move(used), "used"});
  add(p.stack, {"capacity_unused", unused, "unused"});
  add(p.stack, {"capacity_not_serving", std::move(idle), "paid, not serving"});
  add(p.lines, {"demand", of("demand")});
  add(p.lines, {"unmet", of("unmet")});
  return p;
}

Plot Plots::cost() {
  Plot p{"Cost", "USD/h"};
  p.id = "cost";
  p.shownAtFirst = false;
  for (std::size_t s = 0; s < services_.size(); ++s)
    add(p.stack, {"", columns_.one("cost_rate", s), services_[s], static_cast<int>(s)});
  return p;
}

}  // namespace

std::vector<Plot> plotsOf(const RunData& run, const PlotChoice& choice, const std::vector<Decision>& decisions,
                          const std::vector<double>& changes) {
  Plots plots(run, choice);
  std::vector<Plot> all{plots.requests(), plots.workers(), plots.utilisation(decisions, changes), plots.latency()};
  std::vector<Plot> further{plots.queue(),    plots.otherCalls(), plots.otherLatency(),
                            plots.capacity(), plots.cost(),       plots.calls()};
  for (std::size_t z = 0; z < plots.zones().size() && plots.zones().size() > 1; ++z) {
    further.push_back(plots.workers(z));
    further.back().id = "workers[" + plots.zones()[z] + "]";
    further.back().shownAtFirst = false;
  }
  for (Plot& p : further)
    if (!p.stack.empty() || !p.lines.empty()) all.push_back(std::move(p));
  return all;
}

}  // namespace headroom::view
