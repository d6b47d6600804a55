#include "scenarios/plan/question.h"

#include "models/blueprint.h"
#include "scenarios/check.h"
#include "scenarios/plan/types.h"
#include "scenarios/run/expect.h"
#include "scenarios/run/external_programs.h"
#include "scenarios/suggest.h"
#include "scenarios/units.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace headroom::plan {
namespace {

/// Sizes up to so many times what carries the peak with a zone lost are tried.
constexpr std::int64_t spare = 4;

std::size_t serviceOf(const ScenarioSpec& spec, const std::string& name, std::size_t entry) {
  if (name.empty()) return entry;
  std::vector<std::string> names;
  for (std::size_t s = 0; s < spec.services.size(); ++s) {
    if (spec.services[s].name == name) return s;
    names.push_back(spec.services[s].name);
  }
  const std::string hint = didYouMean(name, names);
  throw Failure("there is no service `" + name + "`; wanted: one of " + listed(names) +
                (hint.empty() ? "" : "\n  " + hint));
}

bool growsByItself(const ServiceSpec& s) {
  return s.fleet.min < s.fleet.max && std::any_of(s.scaling.begin(), s.scaling.end(), [](const PolicySpec& p) {
           return !std::holds_alternative<FixedPolicy>(p.policy);
         });
}

/// What users see of a service; the rest of what a scenario may promise is about how it is done.
bool isSeen(const ExpectSpec& e) {
  const std::string head = e.metric.substr(0, e.metric.find('.'));
  for (const char* seen : {"availability", "latency", "requests", "calls", "wait", "waited_share", "sessions"})
    if (head == seen) return true;
  return false;
}

bool isShareMetric(const std::string& metric) { return metric == "availability" || metric.ends_with("share"); }

Verdict unjudged(const ExpectSpec& e) {
  return judge({e}, [](const std::string&) { return std::nan(""); }).front();
}

/// The scenario's own zone outages go: the plan has its own, for as long as the first of them.
void takeOutages(ScenarioSpec& spec, Task& task) {
  std::vector<std::string> gone;
  for (const FaultSpec& f : spec.faults) {
    if (!std::holds_alternative<ZoneOutage>(f.fault)) continue;
    if (gone.empty()) task.lasts = f.lasts;
    gone.push_back(f.name);
  }
  if (gone.empty()) task.lasts = Deterministic{Duration::minutes(30)};
  const auto is = [&](const std::string& name) { return std::find(gone.begin(), gone.end(), name) != gone.end(); };
  std::erase_if(spec.faults, [&](const FaultSpec& f) { return is(f.name); });
  for (ExpectSpec& e : spec.expect)
    if (is(e.fault)) e.fault = lossName;
  for (const std::string& name : gone)
    task.leftOut.push_back("fault " + name + " of the scenario: the plan loses each zone itself");
}

void takeConstraints(ScenarioSpec& spec, Task& task) {
  for (const ObjectiveSpec& o : spec.objectives)
    task.constraints.push_back({o.name, "", fmt::format(">= {:.10g}", o.target.value), true, false, true, true});
  for (const ExpectSpec& e : spec.expect) {
    const Verdict v = unjudged(e);
    if (isSeen(e))
      task.constraints.push_back(
          {v.metric, v.over, v.wanted, v.wanted.starts_with(">"), e.fault == lossName, isShareMetric(e.metric), false});
    else
      task.leftOut.push_back("promise " + v.metric + " " + v.wanted + ": users do not see it");
  }
  std::erase_if(spec.expect, [](const ExpectSpec& e) { return !isSeen(e); });
  if (task.constraints.empty())
    throw Failure(
        "there is nothing to keep: no objective, and no promise about what users see\n"
        "  add, say, `objectives: [{name: fast, good: served within 500ms, target: 99 %}]`");
}

void refuse(const ScenarioSpec& spec, const ServicePlan& plan, const Task& task, const Question& q) {
  if (const std::string policy = firstExternalPolicy(spec); !policy.empty())
    throw Failure(policy + " is decided by a program outside, whose answers cannot be had again for every fleet tried");
  if (plan.function)
    throw Failure("`" + plan.name +
                  "` is a function: its environments are made as calls come, and there is no fleet "
                  "to plan");
  if (plan.unlimitedCapacity()) throw Failure("the workers of `" + plan.name + "` have unlimited slots, and no size");
  if (!plan.spec.fleet.types.empty())
    throw Failure("`" + plan.name +
                  "` has a fleet of several types, and a plan sizes fleets of one\n"
                  "  leave out `fleet.types`, and give their names to --types");
  if (task.zones.size() < 2)
    throw Failure("`" + plan.name +
                  "` is in one zone, and nothing is left when it is lost\n"
                  "  name more, as `region: {zones: [a, b, c]}`");
  if (!q.types.empty() && rungsOf(plan.spec))
    throw Failure("`" + plan.name + "` climbs a ladder of types by itself\n  leave out --types");
  const bool rates = std::any_of(spec.demand.begin(), spec.demand.end(), [](const auto& d) { return !d.rate.empty(); });
  if (!q.lostAt && !rates)
    throw Failure("no rate is expected, so there is no peak at which a zone could be lost\n  say when, as --at 10min");
}

/// Four times what carries the peak with one zone less; of a fleet that grows, its max.
std::int64_t mostOf(const ScenarioSpec& spec, const Task& task, const Question& q) {
  const FleetSpec& fleet = spec.services[task.service].fleet;
  if (q.upTo) return *q.upTo;
  if (task.elastic) return fleet.max;
  if (std::isnan(task.peakRate)) return spare * fleet.max;
  const auto b = compile(spec);
  const ServicePlan& plan = b->services[task.service];
  const auto zones = static_cast<std::int64_t>(task.zones.size());
  const std::int64_t carry = workersFor(task.peakRate * plan.callSeconds(), plan.saturation);
  return std::max(fleet.max, spare * (carry + (carry + zones - 2) / (zones - 1)));
}

std::string firstError(const ScenarioSpec& spec) {
  for (const Issue& issue : check(spec))
    if (issue.severity == Issue::Severity::error)
      return issue.path + ": " + issue.what + (issue.wanted.empty() ? "" : "; wanted: " + issue.wanted);
  return {};
}

void takeTypes(const ScenarioSpec& spec, Task& task, const Question& q) {
  const std::string& own = spec.services[task.service].worker.type;
  for (const std::string& type : q.types.empty() ? std::vector<std::string>{own} : q.types) {
    TypeChoice choice = asType(spec, task.service, type);
    if (choice.impossible.empty()) {
      choice.most = mostOf(choice.spec, task, q);
      choice.impossible = firstError(dayOf(task, choice, choice.most, task.zones.front()));
    }
    task.types.push_back(std::move(choice));
  }
  const auto possible = [](const TypeChoice& c) { return c.impossible.empty(); };
  if (std::none_of(task.types.begin(), task.types.end(), possible))
    throw Failure(task.types.front().type + " cannot be had: " + task.types.front().impossible);
}

}  // namespace

std::string lengthOf(const std::optional<LawSpec>& lasts) {
  if (!lasts) return "to the end of the run";
  const std::string mean = writeDuration(Duration::fromSeconds(meanSeconds(*lasts)));
  return std::holds_alternative<Deterministic>(*lasts) ? "for " + mean : "for " + mean + " on average";
}

Task taskOf(const ScenarioSpec& given, const Question& q) {
  ScenarioSpec spec = given;
  spec.changes.clear();  // the fleet that is asked about is one
  const auto b = compile(spec);
  Task task;
  task.scenario = spec.name;
  task.service = serviceOf(spec, q.service, b->entry);
  const ServicePlan& plan = b->services[task.service];
  task.serviceName = plan.name;
  task.elastic = growsByItself(plan.spec);
  for (const std::uint8_t z : plan.zones) task.zones.push_back(b->zones[z]);
  task.at = q.lostAt.value_or(When{When::Kind::peak, {}, 0, 0, "peak"});
  refuse(spec, plan, task, q);
  task.peakRate = plan.measuredDemand ? std::nan("") : peakRate(*b, task.service, Instant(), Instant::at(b->duration));
  takeOutages(spec, task);
  takeConstraints(spec, task);
  takeTypes(spec, task, q);
  return task;
}

ScenarioSpec dayOf(const Task& task, const TypeChoice& choice, std::int64_t workers, const std::string& lost) {
  ScenarioSpec spec = choice.spec;
  FleetSpec& fleet = spec.services[task.service].fleet;
  fleet.min = workers;
  fleet.max = task.elastic ? std::max(fleet.max, workers) : workers;
  fleet.initial = task.elastic ? std::max(workers, fleet.initial.value_or(workers)) : workers;
  if (lost.empty()) {
    std::erase_if(spec.expect, [](const ExpectSpec& e) { return e.fault == lossName; });
    return spec;
  }
  FaultSpec loss;
  loss.name = lossName;
  loss.fault = ZoneOutage{lost};
  loss.at = task.at;
  loss.lasts = task.lasts;
  spec.faults.push_back(std::move(loss));
  return spec;
}

}  // namespace headroom::plan
