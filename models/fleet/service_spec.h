/// A service = balancer + fleet of workers + the calls it makes, as plain data.
#pragma once

#include "models/client/client_spec.h"
#include "models/fleet/function_spec.h"
#include "models/fleet/group_spec.h"
#include "models/fleet/type_spec.h"
#include "models/metrics/alarm_spec.h"
#include "models/param.h"
#include "models/scaling/policy_spec.h"
#include "models/scaling/termination.h"
#include "sim/law.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// What one call asks of its worker's machine.
struct DemandsSpec {
  std::optional<Duration> cpu;  // CPU-seconds; absent: the cpu metric is the share of busy slots
  Bytes memory;                 // held while the call is in the worker
  double diskIo = 0;            // operations
  Bytes networkIo;              // moved
};

/// Universal Scalability Law: X(n) = n / (1 + σ(n−1) + κn(n−1)), Gunther (1993), relative to one call alone.
struct ScalabilitySpec {
  double sigma = 0;
  double kappa = 0;
};

/// The processor shared equally among the calls of a worker.
struct SharingSpec {
  std::int64_t cores = 1;                      // n calls run at rate min(n, cores)/n each …
  std::optional<ScalabilitySpec> scalability;  // … or at X(n)/n
};

struct RatedSpec {
  // `rated: 80 %` of saturation, or `rated: 70 rps` outright
  std::optional<Ratio> share;
  std::optional<Rate> rate;
};

struct WorkerSpec {
  enum class Discipline : std::uint8_t { fifo, lifo };
  std::string type = "generic";  // of the catalogue of instance types
  Limit slots{1};                // calls at once
  Limit queue;                   // calls that may wait at the worker; default unlimited
  Discipline discipline = Discipline::fifo;
  std::optional<SharingSpec> sharing;
  LawSpec serviceTime = Deterministic{Duration::milliseconds(100)};
  DemandsSpec demands;
  std::optional<FunctionSpec> function;  // no machine: an execution environment for each call at a time
};

/// From the order to the first request. Each stage takes time and may fail.
struct StartSpec {
  LawSpec launch = Deterministic{Duration::seconds(0)};
  LawSpec boot = Deterministic{Duration::seconds(0)};
  LawSpec init = Deterministic{Duration::seconds(0)};
  Ratio launchFails, bootFails, initFails;
};

struct HealthCheckSpec {
  Duration interval = Duration::seconds(30);
  std::optional<Duration> timeout;  // of a probe that nobody answers; absent: it fails at once
  std::int64_t unhealthyAfter = 2;  // consecutive failed probes
  std::int64_t healthyAfter = 5;    // consecutive good probes of one that was unhealthy
  Duration grace;                   // after entering service, the fleet does not act on the checks' verdict
};

struct BalancerSpec {
  enum class Policy : std::uint8_t { roundRobin, random, leastOutstanding, powerOfTwo, lowestIndex };
  enum class Sessions : std::uint8_t { none, sticky };
  Policy policy = Policy::leastOutstanding;
  std::optional<Limit> queue;  // one queue for all workers, at the balancer, instead of one at each worker
  bool crossZone = true;
  bool failOpen = true;  // all unhealthy: send to all of them
  HealthCheckSpec healthCheck;
  Sessions sessions = Sessions::none;
  std::int64_t sessionCount = 1000;  // sticky: that many users' sessions live at a time
};

struct FleetSpec {
  enum class OnLoss : std::uint8_t { fail, hang, resume };
  std::int64_t min = 1;  // workers; with weights capacity units
  std::int64_t max = 1;
  std::optional<std::int64_t> initial;         // default: min
  std::vector<std::string> zones;              // default: all of the region
  std::optional<Duration> warmUp;              // serving, but not yet counted in metrics; absent: 0
  Duration cooldown = Duration::seconds(300);  // the group's default: of simple policies without their own
  Duration drain = Duration::seconds(300);     // deregistration delay: calls get this long to end
  OnLoss onLoss = OnLoss::fail;
  bool replaceUnhealthy = true;         // the balancer's verdict is the fleet's (ELB health checks)
  std::optional<Ratio> replacedAtOnce;  // of desired capacity, of those that run and fail their checks; absent: all
  std::optional<MaintenanceSpec> maintenance;
  TerminationPolicy termination = TerminationPolicy::oldestInstance;
  std::optional<LaunchHookSpec> launchHook;
  std::optional<TerminationHookSpec> terminationHook;
  std::optional<WarmPoolSpec> warmPool;
  std::optional<SpotSpec> spot;
  std::vector<TypeSpec> types;                      // empty: all workers are of the one type
  Allocation allocation = Allocation::prioritized;  // of types on demand

  /// Of policies without their own; absent: the default cooldown, as EC2 has it.
  Duration policyWarmUp() const { return warmUp.value_or(cooldown); }
};

struct BillingSpec {
  Duration minimum = Duration::seconds(60);
};

/// A step of a call's work: calls to other services, after the worker's own work and before the answer.
struct CallSpec {
  std::string name;
  std::string to;
  Ratio probability{1};
  bool required = true;   // if it is not served, the caller's call fails
  bool together = false;  // starts together with the call before it in the list (parallel); else after it (sequence)
  ClientSpec client;
};

struct ServiceSpec {
  std::string name;
  WorkerSpec worker;
  StartSpec start;
  BalancerSpec balancer;
  FleetSpec fleet;
  std::vector<PolicySpec> scaling;
  std::vector<NamedAlarm> alarms;
  std::vector<CallSpec> calls;
  RatedSpec rated;
  BillingSpec billing;
};

/// Its ladder of types; nullptr: its workers keep theirs.
const RungSpec* rungsOf(const ServiceSpec&);
/// What a policy does not say itself and its fleet does.
void adoptDefaults(PolicySpec& policy, const FleetSpec& fleet);

const Type& typeOf(const ServiceSpec*);
const Type& serviceMapping();

}  // namespace headroom
