#include "scenarios/check.h"

#include "scenarios/checker.h"
#include "scenarios/tree.h"
#include "scenarios/units.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace headroom {

void Checker::dangling(const std::string& path, std::string what, std::string wanted, Hint hint) {
  issues.push_back({Issue::Severity::error, placeOf ? placeOf(path) : Place{}, path, std::move(what), std::move(wanted),
                    std::move(hint.words), std::move(hint.instead)});
}

void Checker::error(const std::string& path, std::string what, std::string wanted, Hint hint) {
  if (!onlyReferences) dangling(path, std::move(what), std::move(wanted), std::move(hint));
}

void Checker::warning(const std::string& path, std::string what, std::string wanted, Hint hint) {
  if (onlyReferences) return;
  error(path, std::move(what), std::move(wanted), std::move(hint));
  issues.back().severity = Issue::Severity::warning;
}

const ServiceSpec* Checker::service(const std::string& name) const {
  for (const auto& s : spec.services)
    if (s.name == name) return &s;
  return nullptr;
}

std::vector<std::string> Checker::serviceNames() const {
  std::vector<std::string> names;
  for (const auto& s : spec.services) names.push_back(s.name);
  return names;
}

void Checker::refersToService(const std::string& path, const std::string& name) {
  if (!service(name))
    dangling(path, "there is no service `" + name + "`", "one of " + listed(serviceNames()),
             didYouMean(name, serviceNames()));
}

void Checker::refersToZone(const std::string& path, const std::string& name) {
  const auto& zones = spec.region.zones;
  if (std::find(zones.begin(), zones.end(), name) == zones.end())
    dangling(path, "there is no zone `" + name + "`", "one of " + listed(zones) + " (`region.zones`)",
             didYouMean(name, zones));
}

std::optional<Instant> Checker::instantOf(const When& w) const {
  if (!calendar || w.kind == When::Kind::peak) return std::nullopt;
  // Beyond the nanoseconds of a signed 64-bit clock nothing is inside a run.
  if (w.kind == When::Kind::timeOfDay && w.day > 36'525) return std::nullopt;
  return calendar->instantOf(w);
}

void Checker::inRun(const std::string& path, const When& w) {
  if (w.kind == When::Kind::peak) {
    const bool rates =
        std::any_of(spec.demand.begin(), spec.demand.end(), [](const auto& d) { return !d.rate.empty(); });
    if (!rates) error(path, "`peak` without a demand that has a rate", "a time");
    return;
  }
  const auto t = instantOf(w);
  if (t && (*t < Instant() || *t > Instant::at(spec.duration)))
    error(path, "`" + quoteForMessage(w.text) + "` is outside the run",
          "from the start to " + writeDuration(spec.duration) + " after it",
          w.kind == When::Kind::offset
              ? "times count from `start`"
              : "the run starts at " + spec.start + " and takes " + writeDuration(spec.duration));
}

void Checker::law(const std::string& path, const LawSpec& l, bool mayBeZero) {
  if (const auto* u = std::get_if<Uniform>(&l); u && u->from > u->to)
    return error(path + ".uniform.to", "`to` is less than `from`", "at least " + writeDuration(u->from));
  if (const auto* p = std::get_if<Pareto>(&l)) {
    if (p->most.ns() > 0 && p->most <= p->least)
      return error(path + ".pareto.most", "`most` is not more than `least`",
                   "above " + writeDuration(p->least) + ", or 0s for no bound");
    if (p->most.ns() == 0 && p->alpha <= 1)
      return error(path + ".pareto", "this law has no mean: alpha is at most 1 and there is no `most`",
                   "alpha above 1, or a bound");
  }
  if (const auto* h = std::get_if<Hyperexponential>(&l)) {
    const bool parts = h->share > 0 || h->first.ns() > 0 || h->second.ns() > 0;
    if (parts && h->mean.ns() > 0)
      return error(path + ".hyperexponential", "`mean` and `share`, `first`, `second` exclude one another",
                   "`mean` and `cv`, or the three others");
    if (!parts && h->mean.ns() == 0)
      return error(path + ".hyperexponential", "`mean` is missing", "`mean` and `cv`, or `share`, `first`, `second`");
  }
  if (const auto* e = std::get_if<Empirical>(&l); e && e->values.empty()) return;  // said when it was read
  if (!mayBeZero && !(meanSeconds(l) > 0))
    error(path, "`" + path.substr(path.rfind('.') + 1) + "`: its mean is 0", "a duration above 0s");
}

void Checker::client(const std::string& path, const ClientSpec& c) {
  if (c.timeout) law(path + ".timeout", *c.timeout, false);
  if (c.backoff.base > c.backoff.cap)
    error(path + ".backoff.base", "`base` is more than `cap`", "at most " + writeDuration(c.backoff.cap));
  const bool retries = c.retryOn.failed || c.retryOn.rejected || c.retryOn.timedOut;
  if (c.attempts > 1 && !retries) warning(path + ".retry_on", "no outcome is tried again, so `attempts` has no effect");
  if (c.attempts > 10 && !c.budget)
    warning(path + ".attempts",
            std::to_string(c.attempts) + " attempts without a budget can multiply the load so many times", "",
            "add `budget: 20 %`");
  if (c.timeoutWhile == ClientSpec::While::queued && !c.timeout)
    warning(path + ".while", "`while` has no effect without `timeout`");
}

void Checker::time() {
  if (!Calendar::knows(spec.timeZone))
    dangling("time_zone", "there is no time zone `" + quoteForMessage(spec.timeZone) + "`",
             "an IANA name, as `Europe/Berlin`, `UTC`", "");
  else if (Calendar::parseInstant(spec.start))
    calendar.emplace(spec.start, spec.timeZone);
  else
    error("start", "`" + quoteForMessage(spec.start) + "` is not an instant",
          std::string(describeQuantity(Quantity::timestamp)));
  if (spec.duration > Duration::hours(100 * 8766))
    error("duration", "the run is longer than 100 years", "at most 36525d");
  if (spec.sample) {
    if (*spec.sample > spec.duration)
      error("sample", "a bucket is longer than the run", "at most " + writeDuration(spec.duration));
    const std::int64_t buckets = spec.duration / *spec.sample;
    if (buckets > 10'000'000)
      error("sample", std::to_string(buckets) + " buckets", "at most 10,000,000", "take a longer `sample`");
  }
  const auto& m = spec.measure;
  if (m.from) inRun("measure.from", *m.from);
  if (m.until) inRun("measure.until", *m.until);
  const auto from = m.from ? instantOf(*m.from) : Instant();
  const auto until = m.until ? instantOf(*m.until) : Instant::at(spec.duration);
  if (from && until && *from >= *until)
    error(m.until ? "measure.until" : "measure.from", "the measured window is empty", "`from` before `until`");
}

void Checker::region() {
  if (spec.region.zones.empty()) error("region.zones", "there is no zone", "at least one");
  if (spec.region.zones.size() > 64)
    error("region.zones", std::to_string(spec.region.zones.size()) + " zones", "at most 64");
  std::set<std::string> seen;
  for (const auto& z : spec.region.zones) {
    if (!seen.insert(z).second) error("region.zones", "the zone `" + z + "` is named twice");
    if (z == "regional") error("region.zones", "`regional` stands for services that live in no zone", "another name");
  }
}

void Checker::run() {
  if (spec.name.find('\n') != std::string::npos || spec.name.size() > 200)
    error("name",
          spec.name.size() > 200 ? "`name` has " + std::to_string(spec.name.size()) + " bytes"
                                 : "`name` has more than one line",
          "one line, at most 200 bytes", "`about` is for more");
  time();
  region();
  if (spec.services.empty()) error("services", "there is no service", "at least one");
  if (spec.services.size() > 1000)
    return error("services", std::to_string(spec.services.size()) + " services", "at most 1000");
  if (spec.demand.empty() && !spec.services.empty()) warning("demand", "there is no demand: nothing will come");
  services();
  for (const auto& d : spec.demand) demand(d);
  for (const auto& f : spec.faults) fault(f);
  if (spec.changes.size() > 100)
    return error("changes", std::to_string(spec.changes.size()) + " changes", "at most 100");
  for (const auto& c : spec.changes) change(c);
  for (const auto& o : spec.objectives) objective(o);
  for (const auto& e : spec.expect) expectation(e);
}

Issues check(const ScenarioSpec& spec, const PlaceOf& placeOf, bool onlyReferences) {
  Checker checker{spec, placeOf};
  checker.onlyReferences = onlyReferences;
  checker.run();
  return std::move(checker.issues);
}

}  // namespace headroom
