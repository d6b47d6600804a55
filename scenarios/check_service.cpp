#include "models/region/service_graph.h"
#include "scenarios/checker.h"
#include "scenarios/units.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace headroom {
namespace {

std::string rounded(double x) { return writeNumber(std::round(x * 100) / 100); }

}  // namespace

const InstanceType* typeNamed(const std::string& name) {
  for (const InstanceType& t : instanceTypes())
    if (t.name == name) return &t;
  return nullptr;
}

const InstanceType* Checker::instanceType(const std::string& path, const std::string& name) {
  if (const InstanceType* type = typeNamed(name)) return type;
  std::vector<std::string> names;
  for (const InstanceType& t : instanceTypes()) names.push_back(t.name);
  dangling(path, "there is no instance type `" + name + "` in the catalogue", "one of " + listed(names, 24),
           didYouMean(name, names));
  return nullptr;
}

void Checker::worker(const ServiceSpec& s) {
  const std::string path = "services." + s.name + ".worker";
  const WorkerSpec& w = s.worker;
  law(path + ".service_time", w.serviceTime, false);
  const InstanceType* type = instanceType(path + ".type", w.type);
  if (w.sharing) {
    if (!w.slots.unlimited() && w.slots.value > 4096)
      error(path + ".slots", "a processor shared by " + std::to_string(w.slots.value) + " calls", "at most 4096");
    if (w.sharing->scalability && w.sharing->cores != 1)
      warning(path + ".sharing.cores", "`scalability` says how fast n calls run; `cores` has no effect");
    if (type && static_cast<double>(w.sharing->cores) > type->vcpu)
      warning(path + ".sharing.cores",
              std::to_string(w.sharing->cores) + " cores, and " + w.type + " has " + writeNumber(type->vcpu));
  }
  if (type) machineBears(path, s, *type, w.slots.unlimited() ? 0 : static_cast<double>(w.slots.value));
  if (s.balancer.queue && !w.queue.unlimited())
    error(path + ".queue", "a queue at each worker and one for all of them", "one of `worker.queue`, `balancer.queue`");
  if (s.rated.share && s.rated.rate)
    error("services." + s.name + ".rated", "`share` and `rate` exclude one another", "one of them");
}

/// A slot holds its call for its own work and for what it waits for.
void Checker::machineBears(const std::string& path, const ServiceSpec& s, const InstanceType& type, double slots) {
  const WorkerSpec& w = s.worker;
  const double seconds = holding[s.name];
  const bool endless = w.slots.unlimited();
  // Of the worker's own type the demands are to blame, of another one in the list its slots.
  const bool own = path.ends_with(".worker");
  const auto at = [&](const char* what) { return own ? path + ".demands." + what : path; };
  const auto exceeds = [&](double each, double has, const char* what, const char* unit) {
    const double asked = seconds > 0 ? slots * each / seconds : 0;
    if (each > 0 && (endless || asked > has * (1 + 1e-9)))
      error(at(what),
            endless ? "unlimited slots ask for more than any machine has"
                    : "all " + writeNumber(slots) + " slots busy ask for " + rounded(asked) + unit + ", and " +
                          type.name + " has " + rounded(has),
            endless ? "a number of slots"
                    : "at most " + writeNumber(std::floor(has * seconds / each)) + " slots, or a larger type",
            "slots do not slow one another down; for contention use `sharing`");
  };
  if (!w.sharing) {
    exceeds(w.demands.cpu ? w.demands.cpu->inSeconds() : 0, type.vcpu, "cpu", " cores");
    exceeds(w.demands.diskIo * type.speed, type.diskOpsPerSecond, "disk_io", " operations/s");
    exceeds(w.demands.networkIo.value * type.speed, type.networkBytesPerSecond, "network_io", " B/s");
  }
  const double held = slots * w.demands.memory.value;
  if (w.demands.memory.value > 0 && (held > type.memoryBytes || (endless && !w.sharing)))
    error(at("memory"),
          "all slots busy hold " + (endless ? std::string("any amount of") : rounded(held / 1048576) + " MiB of") +
              " memory, and " + type.name + " has " + rounded(type.memoryBytes / 1048576) + " MiB",
          "fewer slots, or a larger type");
}

void Checker::fleet(const ServiceSpec& s) {
  const std::string path = "services." + s.name + ".fleet";
  const FleetSpec& f = s.fleet;
  if (f.max < f.min)
    error(path + ".max", "max (" + std::to_string(f.max) + ") is less than min (" + std::to_string(f.min) + ")",
          "at least " + std::to_string(f.min));
  else if (f.initial && *f.initial < f.min)
    error(path + ".initial",
          "initial (" + std::to_string(*f.initial) + ") is less than min (" + std::to_string(f.min) + ")",
          "from min to max");
  else if (f.initial && *f.initial > f.max)
    error(path + ".initial",
          "initial (" + std::to_string(*f.initial) + ") is more than max (" + std::to_string(f.max) + ")",
          "from min to max");
  if (f.max == 0) error(path + ".max", "a fleet that never has a worker", "at least 1");
  std::set<std::string> seen;
  for (const auto& z : f.zones) {
    refersToZone(path + ".zones", z);
    if (!seen.insert(z).second) error(path + ".zones", "the zone `" + z + "` is named twice");
  }
  if (f.warmUp && *f.warmUp >= spec.duration)
    warning(path + ".warm_up", "no worker that is launched is ever counted: the warm-up is as long as the run");
  const double slots = s.worker.slots.unlimited() ? 64.0 : static_cast<double>(s.worker.slots.value);
  if (static_cast<double>(f.max) * slots > 1e8)
    error(path + ".max", rounded(static_cast<double>(f.max) * slots / 1e6) + " million slots", "at most 100 million");
  const HealthCheckSpec& h = s.balancer.healthCheck;
  const std::string timeout = "services." + s.name + ".balancer.health_check.timeout";
  if (h.timeout && *h.timeout > h.interval)
    warning(timeout, "a probe may take longer than the time to the next one", "at most " + writeDuration(h.interval));
  if (h.timeout && f.onLoss != FleetSpec::OnLoss::hang)
    warning(timeout, "a lost worker refuses a probe at once, so it has no effect", "",
            "`on_loss: hang` is a loss without a word");
  if (s.balancer.sessions == BalancerSpec::Sessions::sticky && s.balancer.queue)
    error("services." + s.name + ".balancer.sessions", "sticky sessions need a queue at each worker",
          "no `balancer.queue`");
  const StartSpec& start = s.start;
  law("services." + s.name + ".start.launch", start.launch);
  law("services." + s.name + ".start.boot", start.boot);
  law("services." + s.name + ".start.init", start.init);
  const std::pair<const char*, double> chances[] = {{"launch_fails", start.launchFails.value},
                                                    {"boot_fails", start.bootFails.value},
                                                    {"init_fails", start.initFails.value}};
  for (const auto& [name, p] : chances)
    if (p >= 1) warning("services." + s.name + ".start." + name, "no worker ever starts");
}

void Checker::calls(const ServiceSpec& s) {
  const std::string path = "services." + s.name + ".calls";
  if (s.calls.size() > 200) error(path, std::to_string(s.calls.size()) + " calls", "at most 200");
  for (std::size_t i = 0; i < s.calls.size(); ++i) {
    const CallSpec& c = s.calls[i];
    const std::string at = path + "." + c.name;
    if (c.to == s.name)
      error(at + ".to", "`" + s.name + "` calls itself");
    else
      refersToService(at + ".to", c.to);
    if (c.together && i == 0) warning(at + ".together", "there is no call before it");
    client(at + ".client", c.client);
  }
}

/// More load than the whole fleet can work off is allowed, but seldom meant.
void Checker::offeredLoad(const ServiceSpec& s) {
  if (s.worker.slots.unlimited() || s.worker.sharing || s.worker.function) return;
  double rate = 0;
  for (const auto& d : spec.demand) {
    if (d.to != s.name || d.users || !d.times.empty()) continue;
    for (const auto& c : d.rate) rate += meanRate(c, spec.duration).value_or(0);
  }
  const InstanceType* type = typeNamed(s.worker.type);
  const double erlangs = rate * holding[s.name];
  double most = static_cast<double>(s.fleet.max * s.worker.slots.value) * (type ? type->speed : 1);
  const bool weighted = !s.fleet.types.empty() && s.fleet.types.front().weight;
  if (weighted) most /= static_cast<double>(*s.fleet.types.front().weight);
  if (erlangs >= most && most > 0)
    warning("services." + s.name + ".fleet.max", "the mean demand keeps " + rounded(erlangs) + " slots busy, and " +
                                                     std::to_string(s.fleet.max) +
                                                     (weighted ? " units have " : " workers have ") + rounded(most));
}

/// Refuses circles, and works out `holding` and `amplification` from the called up to their callers.
void Checker::graph() {
  const ServiceOrder order = orderOf(spec.services);
  for (const auto& circle : order.circles) {
    if (circle.size() < 3) continue;  // it calls itself: refused where its calls are checked
    std::string way;
    for (const std::size_t at : circle) way += (way.empty() ? "" : " → ") + spec.services[at].name;
    const ServiceSpec& last = spec.services[circle[circle.size() - 2]];
    for (const auto& c : last.calls)
      if (c.to == spec.services[circle.back()].name)
        error("services." + last.name + ".calls." + c.name, "the services call one another in a circle: " + way);
  }
  for (const std::size_t at : order.calledFirst) {
    const ServiceSpec& s = spec.services[at];
    double total = meanSeconds(s.worker.serviceTime), step = 0;
    for (const auto& c : s.calls) {
      if (!service(c.to)) continue;
      if (!c.together) {
        total += step;
        step = 0;
      }
      step = std::max(step, c.probability.value * holding[c.to]);
      const auto attempts = static_cast<double>(c.client.budget ? 1 : c.client.attempts);
      amplification[s.name] = std::max(amplification[s.name], attempts * std::max(1.0, amplification[c.to]));
    }
    holding[s.name] = total + step;
  }
}

void Checker::services() {
  graph();
  functionConcurrency();
  for (const auto& s : spec.services) {
    worker(s);
    fleet(s);
    group(s);
    types(s);
    function(s);
    policies(s);
    alarms(s);
    calls(s);
    offeredLoad(s);
  }
}

}  // namespace headroom
