#include "scenarios/checker.h"
#include "scenarios/tree.h"
#include "scenarios/units.h"

#include <algorithm>
#include <array>

namespace headroom {
namespace {

enum class Measure : std::uint8_t { count, number, share, duration, dollars, rate };

struct Metric {
  std::string_view name;
  Measure measure;
  bool users, service;  // may stand without a service, with one
  bool window = false;  // known over a window
};

// Names of the summary (docs/definitions.md 11) as `expect` writes them: without the units.
constexpr Metric metrics[] = {
    {"availability", Measure::share, true, true, true},
    {"latency.mean", Measure::duration, true, true, true},
    {"latency.p50", Measure::duration, true, true, true},
    {"latency.p90", Measure::duration, true, true, true},
    {"latency.p95", Measure::duration, true, true, true},
    {"latency.p99", Measure::duration, true, true, true},
    {"latency.p999", Measure::duration, true, true, true},
    {"latency.max", Measure::duration, true, true, true},
    {"requests.offered", Measure::count, true, false, true},
    {"requests.served", Measure::count, true, false, true},
    {"requests.failed", Measure::count, true, false, true},
    {"requests.rejected", Measure::count, true, false, true},
    {"requests.timed_out", Measure::count, true, false, true},
    {"requests.in_flight", Measure::count, true, false},
    {"requests.attempts", Measure::count, true, false},
    {"requests.retries", Measure::count, true, false, true},
    {"requests.wasted", Measure::count, true, false},
    {"calls.offered", Measure::count, false, true, true},
    {"calls.served", Measure::count, false, true, true},
    {"calls.failed", Measure::count, false, true, true},
    {"calls.rejected", Measure::count, false, true, true},
    {"calls.timed_out", Measure::count, false, true, true},
    {"calls.in_flight", Measure::count, false, true},
    {"calls.late", Measure::count, false, true, true},
    {"utilisation.mean", Measure::share, true, true},
    {"utilisation.max", Measure::share, true, true},
    {"workers.min", Measure::number, true, true},
    {"workers.mean", Measure::number, true, true},
    {"workers.max", Measure::number, true, true},
    {"workers.launched", Measure::count, true, true},
    {"workers.launch_failed", Measure::count, true, true},
    {"workers.lost", Measure::count, true, true},
    {"workers.terminated", Measure::count, true, true},
    {"capacity.rated_rps", Measure::rate, true, true},
    {"capacity.unused_share", Measure::share, true, true},
    {"capacity.not_serving_share", Measure::share, true, true},
    {"capacity.unmet_share", Measure::share, true, true},
    {"capacity.headroom_min", Measure::share, true, true},
    {"elasticity.theta_under", Measure::share, true, true},
    {"elasticity.theta_over", Measure::share, true, true},
    {"elasticity.tau_under", Measure::share, true, true},
    {"elasticity.tau_over", Measure::share, true, true},
    {"elasticity.instability", Measure::share, true, true},
    {"elasticity.jitter_per_h", Measure::number, true, true},
    {"elasticity.deviation", Measure::number, true, true},
    {"cost.total", Measure::dollars, true, true},
    {"cost.compute", Measure::dollars, true, true},
    {"cost.used", Measure::dollars, true, true},
    {"cost.unused", Measure::dollars, true, true},
    {"cost.not_serving", Measure::dollars, true, true},
    {"cost.minimum", Measure::dollars, true, true},
    {"cost.cross_zone", Measure::dollars, true, true},
    {"cost.storage", Measure::dollars, true, true},
    {"cost.spot_discount", Measure::dollars, true, true},
    {"spot.notices", Measure::count, false, true},
    {"function.cold_starts", Measure::count, false, true},
    {"function.cold_share", Measure::share, false, true},
    {"function.over_concurrency", Measure::count, false, true},
    {"function.over_rate", Measure::count, false, true},
    {"function.over_calls", Measure::count, false, true},
    {"warm_pool.mean", Measure::number, false, true},
    {"warm_pool.starts", Measure::count, false, true},
    {"decisions.out", Measure::count, true, true},
    {"decisions.in", Measure::count, true, true},
    {"decisions.suppressed", Measure::count, true, true},
    {"wasted_work", Measure::duration, true, true},
    {"wait.mean", Measure::duration, false, true},
    {"wait.p95", Measure::duration, false, true},
    {"wait.p99", Measure::duration, false, true},
    {"waited_share", Measure::share, false, true},
    {"in_system_mean", Measure::number, false, true},
    {"queue_mean", Measure::number, false, true},
    {"in_flight_mean", Measure::number, true, false},
    {"sessions.lost", Measure::count, false, true},
    {"sessions.lost_share", Measure::share, false, true},
};

struct Form {
  std::string_view wanted, unit;
};
Form formOfMeasure(Measure m) {
  switch (m) {
    case Measure::count: return {"a whole number", ""};
    case Measure::number: return {"a number", ""};
    case Measure::share: return {"a share, as `99.9 %` or `0.999`", " %"};
    case Measure::duration: return {"a duration, as `250ms`", "s"};
    case Measure::dollars: return {"an amount, as `12.50 USD`", " USD"};
    case Measure::rate: return {"a rate, as `70 rps`", " rps"};
  }
  return {};
}

/// Why `text` is no value of this measure; empty: it is one.
std::optional<Refusal> refusalOf(Measure m, std::string text) {
  Refusal r;
  bool ok = false;
  if (m == Measure::duration) ok = readDuration(text, r).has_value();
  if (m == Measure::share) ok = readMeasure(Quantity::ratio, text, r).has_value();
  if (m == Measure::rate) ok = readMeasure(Quantity::rate, text, r).has_value();
  if (m == Measure::count) ok = readInteger(text, r).has_value();
  if (m == Measure::number) ok = readNumber(text, r).has_value();
  if (m == Measure::dollars) {
    if (text.ends_with(" USD")) text.resize(text.size() - 4);
    ok = readNumber(text, r).has_value();
  }
  if (ok) return std::nullopt;
  r.wanted = formOfMeasure(m).wanted;
  return r;
}

}  // namespace

void Checker::objective(const ObjectiveSpec& o) {
  const std::string path = "objectives." + o.name;
  if (!o.service.empty()) refersToService(path + ".service", o.service);
  if (o.target.value >= 1)
    error(path + ".target", "a target of 100 % leaves no error budget", "less than 100 %, as `99.9 %`");
  if (o.target.value <= 0) error(path + ".target", "a target of 0 % is always met", "above 0 %");
  if (o.window && *o.window % Duration::minutes(1) != Duration())
    error(path + ".window", writeDuration(*o.window) + " is not made of whole minutes");
}

void Checker::expectation(const ExpectSpec& e) {
  const std::string path = "expect." + e.name;
  if (!e.service.empty()) refersToService(path + ".service", e.service);
  const std::array<std::pair<std::string_view, const std::string*>, 4> comparisons{
      {{"below", &e.below}, {"at_most", &e.atMost}, {"above", &e.above}, {"at_least", &e.atLeast}}};
  const auto given =
      std::count_if(comparisons.begin(), comparisons.end(), [](const auto& c) { return !c.second->empty(); });
  if (given != 1)
    error(path,
          given == 0 ? "nothing to compare `" + quoteForMessage(e.metric) + "` with"
                     : std::to_string(given) + " comparisons in one promise",
          "one of below, at_most, above, at_least");
  std::vector<std::string> names;
  const Metric* metric = nullptr;
  for (const auto& m : metrics) {
    if (m.name == e.metric) metric = &m;
    if (e.service.empty() ? m.users : m.service) names.emplace_back(m.name);
  }
  if (!metric) {
    dangling(path + ".metric", "there is no value `" + quoteForMessage(e.metric) + "`", "one of " + listed(names, 80),
             didYouMean(e.metric, names));
  } else {
    if (!(e.service.empty() ? metric->users : metric->service))
      error(path + ".metric", "`" + e.metric + "` is a value of " + (e.service.empty() ? "a service" : "users"),
            e.service.empty() ? "`service:` beside it" : "no `service:`",
            e.metric.starts_with("requests") ? "a service has `calls`" : "");
    for (const auto& [word, text] : comparisons) {
      if (text->empty()) continue;
      if (const auto r = refusalOf(metric->measure, *text))
        error(path + "." + std::string(word), "`" + std::string(word) + "`: " + r->what, r->wanted, r->hint);
    }
  }
  if (e.window().empty()) return;
  if (metric && !metric->window) {
    std::vector<std::string> known;
    for (const auto& m : metrics)
      if (m.window && (e.service.empty() ? m.users : m.service)) known.emplace_back(m.name);
    error(path + ".metric", "`" + e.metric + "` is not known over a window", "one of " + listed(known, 80),
          "without `over:` it is of the measured window");
  }
  window(path, e);
}

void Checker::window(const std::string& path, const ExpectSpec& e) {
  std::vector<std::string> faults;
  for (const auto& f : spec.faults) faults.push_back(f.name);
  const bool known = std::find(faults.begin(), faults.end(), e.window()) != faults.end();
  if (!e.fault.empty()) {
    if (!known)
      dangling(path + ".over.fault", "there is no fault `" + e.fault + "`",
               faults.empty() ? "" : "one of " + listed(faults), didYouMean(e.fault, faults));
    if (e.from || e.until) error(path + ".over", "`fault` and a window exclude one another", "one of them");
  } else if (known) {
    error(path, "this promise has the name of a fault, and a window of its own", "another name",
          "both would stand under `over." + e.name + "`");
  }
  for (const auto& [word, when] : {std::pair{".over.from", &e.from}, std::pair{".over.until", &e.until}}) {
    if (!*when) continue;
    inRun(path + word, **when);
    const auto t = instantOf(**when);
    if (t && t->ns() % Duration::minutes(1).ns() != 0 && *t != Instant::at(spec.duration))
      warning(path + word, "a window consists of whole minutes since start; this moves to the nearest");
  }
  const auto from = e.from ? instantOf(*e.from) : Instant();
  const auto until = e.until ? instantOf(*e.until) : Instant::at(spec.duration);
  if (from && until && *from >= *until) error(path + ".over", "the window is empty", "`from` before `until`");
}

}  // namespace headroom
