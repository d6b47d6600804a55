/// What a group does besides deciding its size, rules of one line:
///
///   termination  members: [{zone: a, ordered: 0s}, {zone: b, ordered: 5min, pending: true}], policy: newest_instance,
///                now: 1h, goes: [2]     numbers of the members; several: chance decides between them;
///                of members also surplus: of the kind, on demand or spot, of which there are too many; rank: place of
///                its type in the order in which types are launched
///   replacement  desired: 37, ready: 31, coming: 0, ordered: 0, ill: 6, ahead: 0, then at_once: 10 % or
///                min_healthy: 90 %, max_healthy: 110 %; away: 3, ahead_now: 0
///   balance      members: [5, 4, 0], closed: [2], max: 9, launches: 1
///   allocation   types: [{usd: 0.12, weight: 2, had: false, units: 4}], allocation: lowest_price, pools: 1, launches:
///   2
///                (number of the type in the list; 0: none)
///   warm_pool    desired: 6, prepared: 10, min: 0, waits: 4
#include "models/scaling/allocation.h"
#include "models/scaling/replacement.h"
#include "models/scaling/termination.h"
#include "models/scaling/warm_pool.h"
#include "scenarios/units.h"
#include "tests/conformance/subject.h"

#include <map>
#include <stdexcept>

namespace headroom::conformance {
namespace {

std::int64_t whole(const YAML::Node& n, const char* key) { return n[key].as<std::int64_t>(0); }

double shareOf(const YAML::Node& n) {
  Refusal r;
  const auto x = readMeasure(Quantity::ratio, n.as<std::string>(), r);
  if (!x) throw std::runtime_error(r.what);
  return *x;
}

std::int64_t nsOf(const YAML::Node& n) {
  Refusal r;
  const auto d = readDuration(n.as<std::string>(), r);
  if (!d) throw std::runtime_error(r.what);
  return d->ns();
}

TerminationPolicy policyNamed(const std::string& name) {
  for (const Word& w : typeFor<TerminationPolicy>().words)
    if (w.name == name) return static_cast<TerminationPolicy>(w.value);
  throw std::runtime_error("there is no termination policy `" + name + "`");
}

}  // namespace

std::string checkTermination(const YAML::Node& n) {
  std::map<std::string, std::uint8_t> zones;
  std::vector<std::int64_t> members;
  std::vector<TerminationCandidate> candidates;
  for (const YAML::Node& m : n["members"]) {
    const auto zone = zones.emplace(m["zone"].as<std::string>(), static_cast<std::uint8_t>(zones.size())).first->second;
    members.resize(zones.size());
    ++members[zone];
    candidates.push_back({zone, m["pending"].as<bool>(false), static_cast<std::uint32_t>(candidates.size()),
                          nsOf(m["ordered"]), false, m["surplus"].as<bool>(false), m["rank"].as<std::uint32_t>(0)});
  }
  std::string got, wanted;
  for (const std::size_t i :
       whoGoes(candidates, members, policyNamed(n["policy"].as<std::string>()), Instant::atNs(nsOf(n["now"]))))
    got += " " + std::to_string(i + 1);
  for (const YAML::Node& goes : n["goes"]) wanted += " " + goes.as<std::string>();
  return got == wanted ? "" : "wanted" + wanted + ", got" + got;
}

std::string checkReplacement(const YAML::Node& n) {
  const HealthView v{whole(n, "desired"), whole(n, "ready"), whole(n, "coming"),
                     whole(n, "ordered"), whole(n, "ill"),   whole(n, "ahead")};
  const Replacement got = n["at_once"] ? replacedByPace(v, shareOf(n["at_once"]))
                                       : replacedInRange(v, shareOf(n["min_healthy"]), shareOf(n["max_healthy"]));
  const Replacement wanted{whole(n, "away"), whole(n, "ahead_now")};
  return got == wanted ? "" : "got " + std::to_string(got.away) + " away and " + std::to_string(got.ahead) + " ahead";
}

std::string checkBalance(const YAML::Node& n) {
  const auto members = n["members"].as<std::vector<std::int64_t>>();
  std::vector<bool> open(members.size(), true);
  for (const YAML::Node& zone : n["closed"]) open.at(zone.as<std::size_t>() - 1) = false;
  const std::int64_t got = launchedToBalance(members, open, whole(n, "max"));
  return got == whole(n, "launches") ? "" : "got " + std::to_string(got);
}

std::string checkAllocation(const YAML::Node& n) {
  std::vector<double> prices;
  std::vector<bool> canBeHad;
  std::vector<std::int64_t> units;
  for (const YAML::Node& t : n["types"]) {
    prices.push_back(t["usd"].as<double>() / t["weight"].as<double>(1));
    canBeHad.push_back(t["had"].as<bool>(true));
    units.push_back(whole(t, "units"));
  }
  const bool cheapest = n["allocation"].as<std::string>() == "lowest_price";
  const std::vector<std::uint8_t> order =
      allocationOrder(cheapest ? Allocation::lowestPrice : Allocation::prioritized, prices);
  const auto type = typeToLaunch(order, n["pools"].as<std::int64_t>(1), canBeHad, units);
  const int got = type ? *type + 1 : 0;
  return got == n["launches"].as<int>() ? "" : "got " + std::to_string(got);
}

std::string checkWarmPool(const YAML::Node& n) {
  const std::int64_t got = warmPoolSize(whole(n, "desired"), whole(n, "prepared"), whole(n, "min"));
  return got == whole(n, "waits") ? "" : "got " + std::to_string(got);
}

}  // namespace headroom::conformance
