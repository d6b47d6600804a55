/// Who may run, and how much of a fleet is on demand: rules of one line.
///
///   concurrency  account: 1000, functions: [{reserved: 400, running: 400}, {running: 10}], one_more: [no, yes]
///                functions also: provisioned
///   rate         asked: [{at: 0s, environments: 5000}, …], made: [1000, …]
///   call_rate    concurrency: 10, came: [{at: 0s, calls: 500}, …], taken: [100, …]
///   on_demand    capacity: 20, base: 4, share: 25 %, on_demand: 8
#include "models/fleet/concurrency.h"
#include "models/scaling/spot.h"
#include "scenarios/units.h"
#include "tests/conformance/subject.h"

#include <functional>
#include <stdexcept>

namespace headroom::conformance {

std::string checkConcurrency(const YAML::Node& n) {
  std::vector<FunctionLoad> all;
  for (const YAML::Node& f : n["functions"])
    all.push_back(
        {f["reserved"].as<std::int64_t>(-1), f["provisioned"].as<std::int64_t>(0), f["running"].as<std::int64_t>(0)});
  std::string got, wanted;
  for (std::size_t i = 0; i < all.size(); ++i)
    got += mayRunOneMore(all, i, n["account"].as<std::int64_t>()) ? " yes" : " no";
  for (const YAML::Node& w : n["one_more"]) wanted += " " + w.as<std::string>();
  return got == wanted ? "" : "wanted" + wanted + ", got" + got;
}

namespace {

/// How many of those that ask at each time are let through.
std::string compare(const YAML::Node& steps, const char* what, const YAML::Node& through,
                    const std::function<bool(std::int64_t)>& take) {
  std::string got, wanted;
  for (const YAML::Node& step : steps) {
    Refusal r;
    const auto at = readDuration(step["at"].as<std::string>(), r);
    if (!at) throw std::runtime_error(r.what);
    int taken = 0;
    for (int i = step[what].as<int>(); i > 0; --i) taken += take(at->ns());
    got += " " + std::to_string(taken);
  }
  for (const YAML::Node& w : through) wanted += " " + w.as<std::string>();
  return got == wanted ? "" : "wanted" + wanted + ", got" + got;
}

}  // namespace

std::string checkEnvironmentRate(const YAML::Node& n) {
  EnvironmentRate rate;
  return compare(n["asked"], "environments", n["made"], [&](std::int64_t now) { return rate.take(now); });
}

std::string checkCallRate(const YAML::Node& n) {
  CallRate rate;
  const auto concurrency = n["concurrency"].as<std::int64_t>();
  return compare(n["came"], "calls", n["taken"], [&](std::int64_t now) {
    if (!rate.has(now, concurrency)) return false;
    rate.take();
    return true;
  });
}

std::string checkOnDemand(const YAML::Node& n) {
  Refusal r;
  const auto share = readMeasure(Quantity::ratio, n["share"].as<std::string>(), r);
  if (!share) throw std::runtime_error(r.what);
  const std::int64_t got = onDemandOf(n["capacity"].as<std::int64_t>(), n["base"].as<std::int64_t>(), *share);
  return got == n["on_demand"].as<std::int64_t>() ? "" : "got " + std::to_string(got);
}

}  // namespace headroom::conformance
