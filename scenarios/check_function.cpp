#include "scenarios/checker.h"
#include "scenarios/units.h"

namespace headroom {

/// A function has no fleet: whatever says how one is sized, started or balanced has no meaning.
void Checker::function(const ServiceSpec& s) {
  if (!s.worker.function) return;
  const FunctionSpec& f = *s.worker.function;
  const std::string service = "services." + s.name, path = service + ".worker.function";
  law(path + ".cold_start.download", f.coldStart.download);
  law(path + ".cold_start.init", f.coldStart.init);
  law(path + ".cold_start.secrets", f.coldStart.secrets);
  law(path + ".idle_expiry", f.idleExpiry, false);
  const std::string none = "not with a function";
  const auto refuse = [&](bool said, const std::string& where, const std::string& what) {
    if (said) error(service + where, what, none);
  };
  const FleetSpec& fleet = s.fleet;
  refuse(s.worker.slots.value != 1, ".worker.slots", "an execution environment has one call at a time");
  refuse(!s.worker.queue.unlimited(), ".worker.queue", "calls do not queue for a function: they are rejected");
  refuse(s.worker.sharing.has_value(), ".worker.sharing", "an execution environment has one call at a time");
  refuse(s.balancer.queue.has_value(), ".balancer.queue", "calls do not queue for a function: they are rejected");
  refuse(s.balancer.sessions != BalancerSpec::Sessions::none, ".balancer.sessions",
         "nobody chooses the environment of a call");
  refuse(!s.scaling.empty(), ".scaling", "environments come and go with the calls; there is nothing to decide");
  refuse(fleet.min != 1 || fleet.max != 1 || fleet.initial, ".fleet",
         "environments come and go with the calls; of a fleet only `zones` has a meaning");
  refuse(fleet.warmUp || fleet.replacedAtOnce || fleet.maintenance || fleet.launchHook || fleet.terminationHook ||
             fleet.warmPool || fleet.spot || fleet.onLoss != FleetSpec::OnLoss::fail,
         ".fleet", "a function is no group; of a fleet only `zones` has a meaning");
  for (const auto& [word, law_] :
       {std::pair{"launch", &s.start.launch}, std::pair{"boot", &s.start.boot}, std::pair{"init", &s.start.init}})
    refuse(meanSeconds(*law_) > 0, std::string(".start.") + word, "the start of an environment is its `cold_start`");
  refuse(s.start.launchFails.value + s.start.bootFails.value + s.start.initFails.value > 0, ".start",
         "the start of an environment is its `cold_start`");
  if (f.reserved && f.provisioned > *f.reserved)
    error(path + ".provisioned",
          std::to_string(f.provisioned) + " provisioned environments, and " + std::to_string(*f.reserved) + " reserved",
          "at most `reserved`");
  if (f.reserved == 0) warning(path + ".reserved", "nothing is reserved: every call is rejected");
}

/// At least 100 of the account's concurrency must stay for functions without a reservation.
void Checker::functionConcurrency() {
  const std::int64_t account = spec.region.functionConcurrency;
  std::int64_t kept = 0, aside = 0;
  for (const ServiceSpec& s : spec.services) {
    if (!s.worker.function) continue;
    kept += s.worker.function->reserved.value_or(0);
    aside += s.worker.function->reserved ? 0 : s.worker.function->provisioned;
  }
  if (kept > 0 && account - kept < 100)
    error("region.function_concurrency",
          std::to_string(kept) + " of " + std::to_string(account) + " are reserved by functions",
          "at least 100 more than is reserved");
  else if (aside > account - kept)
    error("region.function_concurrency",
          std::to_string(aside) + " provisioned environments, and " + std::to_string(account - kept) +
              " of concurrency for those without a reservation",
          "at least " + std::to_string(kept + aside));
}

}  // namespace headroom
