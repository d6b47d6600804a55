/// A scenario made ready to run: names resolved to numbers, laws to tables, curves to pieces. Shared by all runs of it,
/// read-only; a run (`World`) is the state on top.
#pragma once

#include "models/calendar.h"
#include "models/demand/arrivals.h"
#include "models/demand/curve.h"
#include "models/fleet/sharing.h"
#include "models/fleet/type_plan.h"
#include "models/scaling/planner.h"
#include "models/scenario_spec.h"
#include "sim/agenda.h"
#include "sim/distribution.h"
#include "sim/issue.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace headroom {

inline constexpr std::uint16_t nowhere = UINT16_MAX;

struct ClassPlan {
  std::string name;
  std::uint64_t upTo = UINT64_MAX;  // a draw of 64 bits at or below this is of this class or one before it
  double share = 1, work = 1;
  std::uint64_t work16 = 65536;  // 16.16 fixed point
};

/// Who calls, and how patiently: a demand's users, or one of a service's own calls.
struct ClientPlan {
  // What every call reads stands first.
  std::uint16_t demand = nowhere;   // whose users; nowhere: a service's
  std::uint16_t service = 0;        // whom it calls
  std::uint32_t lane = UINT32_MAX;  // of its time-outs, if it has any
  bool hasTimeout = false, constantTimeout = false, queuedOnly = false, cancels = false, budgeted = false,
       classes = false;
  std::int64_t timeoutNs = 0;
  std::int64_t deadlineNs = 0;  // 0: none
  Distribution timeout;
  std::string name;
  ClientSpec spec;
};

struct DemandPlan {
  std::string name;
  std::uint16_t client = 0, service = 0;
  std::uint32_t stream = 0;  // arrival stream: the demand's own number; empty in a closed loop
  bool plain = false;        // its service is
  bool judged = false;       // some objective is about its users
  std::uint32_t zones = 1;   // of the region, which its requests enter in turn
  Curve curve;
  ArrivalsSpec arrivals;
  std::vector<ClassPlan> classes;
  double meanWork = 1;     // of the class mix
  std::int64_t users = 0;  // closed loop
  Distribution think;
};

struct EdgePlan {
  std::uint16_t client = 0;
  double probability = 1;
  bool required = true;
};
/// Calls that are made together; the next step begins when all have been answered.
struct StepPlan {
  std::uint8_t first = 0, count = 0;
};

struct StartPlan {
  Distribution launch, boot, init;
  double launchFails = 0, bootFails = 0, initFails = 0;
  Distribution launchHook = {}, terminationHook = {};
  Distribution interruption = {};  // of a spot worker, from the begin of its boot
  Distribution wake = {};          // from leaving the warm pool to a running system
};

struct ReclaimPlan {
  Instant at;
  std::uint8_t zone = UINT8_MAX;  // none: all
  double share = 1;
};

struct ServicePlan {
  // What every call reads stands first.
  std::uint64_t queueLimit = 0;      // at the worker, or of the one queue at the balancer
  std::uint32_t slots = 1;           // of a worker of size 1; when unlimited: how many to add at a time
  std::uint32_t cores = UINT32_MAX;  // calls that can be worked on at full speed
  bool unlimited = false, sharedQueue = false, lifo = false, shared = false, sticky = false;
  bool function = false;       // its workers are execution environments
  bool choosesItself = false;  // sticky, or a function: no balancer says which worker gets a call
  bool tracksWork = false;     // time being worked on differs from time in a slot
  bool calls = false;          // it calls others
  bool judged = false;         // some objective is about it
  bool classed = false;        // some demand with classes comes here
  bool timed = false;          // some who call it have a time-out
  bool plain = false;          // it and all who call it use nothing that the short form of the hot path leaves out
  Distribution work;
  std::vector<EdgePlan> edges;
  std::vector<StepPlan> steps;
  std::vector<std::uint32_t> objectives;
  SharingTable sharing;

  std::string name;
  ServiceSpec spec;
  InstanceType type;                                   // the first of `types`
  std::vector<TypePlan> types;                         // at least one
  bool climbs = false;                                 // they are a ladder's: all workers are of one at a time
  bool weighted = false;                               // some count as more than one unit of capacity
  std::vector<std::uint8_t> onDemandOrder, spotOrder;  // in which types are tried
  std::vector<std::uint8_t> zones;
  std::vector<LoadPlan> loads;  // of the policies
  double workSeconds = 0;       // mean own work at speed 1
  double heldSeconds = 0;       // … and mean unloaded time held for dependencies
  StartPlan start;
  Distribution idleExpiry;            // of a function
  std::vector<ReclaimPlan> reclaims;  // of spot capacity
  double saturation = 1;              // erlangs a worker; where types have weights, a unit of the first …
  double rated = 0.8;                 // … and κ: what it is meant to carry
  double coresPerBusy = 0;            // CPU in use while one call is worked on; 0: cpu = slots
  double operationsPerBusy = 0, bytesPerBusy = 0, bytesHeld = 0;
  bool entry = false;           // some demand comes here
  bool measuredDemand = false;  // closed loop or inner service: demand is what was measured
  double meanClassWork = 1;     // of the class mix of its demand

  /// Slot-time a first attempt takes on average, at speed 1 [s].
  double callSeconds() const { return workSeconds * meanClassWork + heldSeconds; }
  /// Nothing is short of capacity that has no end: its shares are unknown.
  bool unlimitedCapacity() const { return (unlimited && !shared) || function; }
};

struct ObjectivePlan {
  std::string name;
  std::uint16_t service = nowhere;  // nowhere: requests of users
  std::int64_t withinNs = INT64_MAX;
  double target = 0.999;
  std::optional<Duration> window;  // of the error budget; absent: the measured one
};

struct FaultPlan {
  std::string name;
  FaultSpec spec;
  std::uint8_t zone = UINT8_MAX;    // of the region; none: all
  std::uint16_t service = nowhere;  // nowhere: all
  bool repeats = false;
  Instant at;
  Distribution every, lasts;
  bool endless = false;  // to the end of the run

  /// It is in (a part of) the service's part of the zone; UINT8_MAX: of any zone.
  bool touches(std::uint32_t s, std::uint8_t z) const {
    return (service == nowhere || service == s) && (zone == UINT8_MAX || z == UINT8_MAX || zone == z);
  }
};

/// What `expect: over:` asks about; models/windows.h has the rules.
struct WindowPlan {
  std::string name;               // the fault's, or the promise's
  std::uint16_t fault = nowhere;  // nowhere: from … until, on whole minutes or at the end of the run
  Instant from, until;
};

struct Blueprint;

/// The same scenario with other settings, from a time on.
struct ChangePlan {
  Instant at;
  std::uint32_t number = 0;               // in `changes` of the scenario
  std::vector<std::string> paths;         // of the values that are others
  std::shared_ptr<const Blueprint> then;  // has the next change
};

struct Blueprint {
  ScenarioSpec spec;
  Calendar calendar;
  Duration duration, sample;
  Instant measureFrom, measureUntil;
  std::vector<std::string> zones;
  std::int64_t crossLatency = 0;
  std::vector<ClientPlan> clients;  // first those of the demands, in their order
  std::vector<DemandPlan> demands;
  std::vector<ServicePlan> services;
  std::vector<FaultPlan> faults;
  std::vector<ObjectivePlan> objectives;
  std::vector<std::uint32_t> userObjectives;
  std::vector<WindowPlan> windows;
  std::optional<ChangePlan> next;  // the first change that comes
  AgendaShape shape;
  std::vector<std::uint16_t> clientOfLane;  // who stands behind a source of the agenda
  std::uint16_t entry = 0;                  // the service whose shares stand at the top of the summary
};

/// Throws Failure with a sentence where the spec cannot be built; `scenarios/check` finds these first, with positions.
std::shared_ptr<const Blueprint> compile(const ScenarioSpec& spec);

/// The instant of a `When` of this scenario; `service`: whose demand `peak` means (empty: all demand).
Instant instantOf(const Blueprint&, const When&, const std::string& service = {});

/// What users are expected to ask of a service [requests/s]: means of whole steps of the run; the greatest rate within
/// [from, until], both ends included. Retries and calls of other services are not in it.
std::vector<double> expectedLoads(const Blueprint&, std::size_t service, Duration step);
double peakRate(const Blueprint&, std::size_t service, Instant from, Instant until);
/// Fills in `loads` of a service; a part of compile().
void planLoads(Blueprint&, std::size_t service);

/// The default length of a bucket: the smallest of 1, 10, 60, 300 s that gives at most 20,000 of them (else as many
/// whole 300 s as needed).
Duration defaultSample(Duration duration);

}  // namespace headroom
