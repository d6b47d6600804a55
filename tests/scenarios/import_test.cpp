// Settings of real autoscalers become a part that a scenario builds on, and nothing of them goes without a word.
#include "scenarios/import/import.h"

#include "scenarios/import/part.h"
#include "scenarios/import/quantity.h"
#include "scenarios/render_issues.h"
#include "tests/scenarios/shell.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string folder = "tests/scenarios/data/import/";

Imported groups() {
  return importAsg({folder + "policies.json", folder + "groups.json", folder + "actions.json", folder + "alarms.json"});
}

std::string firstLine(const Imported& imported) {
  return imported.issues.empty() ? "" : issueLine(imported.issues.front());
}

/// A scenario on top of the part: what somebody who has imported would write.
Loaded builtUpon(const Imported& imported, const std::string& services, const std::string& more) {
  const Scratch scratch;
  std::ofstream(scratch / "part.yaml") << *imported.text;
  std::ofstream(scratch / "whole.yaml") << "version: 1\nextends: part.yaml\nduration: 10min\n" + more + "services:\n" +
                                               services;
  return load(scratch / "whole.yaml");
}

/// A group with these members besides.
Imported groupWith(const std::string& members) {
  const Scratch scratch;
  std::ofstream(scratch / "group.json") << R"({"AutoScalingGroups": [{"AutoScalingGroupName": "web", "MinSize": 2,
    "MaxSize": 9, "AvailabilityZones": ["a"], )"
                                        << members << "}]}";
  return importAsg({scratch / "group.json"});
}

/// The fleet of such a group.
FleetSpec fleetWith(const std::string& members) {
  const Imported imported = groupWith(members);
  const Loaded l = builtUpon(imported, "  web: {worker: {slots: 4, service_time: 20ms}}\n",
                             "demand: {users: {to: web, rate: 10 rps}}\n");
  EXPECT_TRUE(l.ok()) << renderIssues(l.issues, l.sources) << imported.text.value_or("");
  return l.ok() ? l.spec->services.at(0).fleet : FleetSpec();
}

std::string say(const Loaded& l) { return renderIssues(l.issues, l.sources); }

TEST(ImportAsg, WhatItPrintsIsAPartOfAScenarioThatChecks) {
  const Imported imported = groups();
  ASSERT_TRUE(imported.text) << firstLine(imported);
  const Loaded l = builtUpon(imported,
                             "  shop-web: {worker: {slots: 4, service_time: 20ms}}\n"
                             "  batch: {worker: {slots: 4, service_time: 20ms}}\n",
                             "demand: {users: {to: shop-web, rate: 10 rps}}\n");
  ASSERT_TRUE(l.ok()) << say(l) << *imported.text;
  const ServiceSpec& web = l.spec->services.at(0);
  EXPECT_EQ(l.spec->region.zones, (std::vector<std::string>{"eu-west-1a", "eu-west-1b"}));
  EXPECT_EQ(web.name, "shop-web");
  EXPECT_EQ(web.fleet.min, 2);
  EXPECT_EQ(web.fleet.max, 12);
  EXPECT_EQ(web.fleet.initial, 4);
  EXPECT_EQ(web.fleet.warmUp, Duration::seconds(60));
  EXPECT_EQ(web.fleet.termination, TerminationPolicy::oldestInstance);
  EXPECT_FALSE(web.fleet.replaceUnhealthy) << "checks of type EC2 do not ask the balancer";
  EXPECT_EQ(web.balancer.healthCheck.grace, Duration::seconds(90));
  ASSERT_EQ(web.scaling.size(), 2u);
  const auto& tracking = std::get<TargetTrackingPolicy>(web.scaling[0].policy);
  EXPECT_EQ(tracking.target, 0.555);
  EXPECT_FALSE(tracking.scaleIn);
  EXPECT_EQ(tracking.warmUp, Duration::seconds(30));
  const auto& step = std::get<StepPolicy>(web.scaling[1].policy);
  EXPECT_EQ(step.metric, MetricKind::latencyP99);
  EXPECT_EQ(step.above, 0.25);
  EXPECT_EQ(step.of, 5);
  EXPECT_EQ(step.points, 3);
  EXPECT_EQ(step.missing, MissingData::notBreaching);
  ASSERT_EQ(step.steps.size(), 2u);
  EXPECT_EQ(step.steps[1].from, 0.5) << "in the order of a scenario, whatever the order there";
  EXPECT_EQ(step.steps[1].by, 3);
  const ServiceSpec& batch = l.spec->services.at(1);
  EXPECT_EQ(batch.fleet.zones, std::vector<std::string>{"eu-west-1a"});
  EXPECT_EQ(std::get<ScheduledPolicy>(batch.scaling.at(0).policy).timeZone, "UTC") << "the provider's, if none is said";
}

TEST(ImportAsg, WhatHasNoCounterpartIsNamed) {
  const std::string text = *groups().text;
  for (const char* named : {"There: shop web", "MaxInstanceLifetime: 604800", "1 of them are protected",
                            "bytes (TargetTrackingScaling): there is no metric like",
                            "idle (SimpleScaling): its alarm elsewhere is not in these files",
                            "is not in these files: "
                            "orphan",
                            "Tags"})
    EXPECT_THAT(text, HasSubstr(named));
}

// The weights are those of the group; base and share count capacity units there and here.
TEST(ImportAsg, AMixedInstancesPolicyIsTypesWithWeights) {
  const Imported imported = importAsg({folder + "mixed.json"});
  ASSERT_TRUE(imported.text) << firstLine(imported);
  const std::string taken = "fleet: {spot: {interrupted_after: {exponential: 500h}}}";
  const Loaded l = builtUpon(imported,
                             "  orders: {worker: {slots: 4, service_time: 20ms}, " + taken + "}\n" +
                                 "  reports: {worker: {slots: 4, service_time: 20ms}, " + taken + "}\n",
                             "demand: {users: {to: orders, rate: 10 rps}}\n");
  ASSERT_TRUE(l.ok()) << say(l) << *imported.text;
  const ServiceSpec &orders = l.spec->services.at(0), &reports = l.spec->services.at(1);
  EXPECT_EQ(orders.worker.type, "m6i.large");
  ASSERT_EQ(orders.fleet.types.size(), 2u);
  EXPECT_EQ(orders.fleet.types[1].type, "m6i.xlarge");
  EXPECT_EQ(orders.fleet.types[1].weight, 4);
  EXPECT_EQ(orders.fleet.allocation, Allocation::prioritized);
  EXPECT_EQ(orders.fleet.spot->onDemandBase, 4);
  EXPECT_EQ(orders.fleet.spot->onDemandShare.value, 0.25);
  EXPECT_EQ(orders.fleet.spot->allocation, Allocation::lowestPrice);
  EXPECT_EQ(orders.fleet.spot->pools, 1);
  EXPECT_FALSE(reports.fleet.types.at(0).weight);
  EXPECT_EQ(reports.fleet.allocation, Allocation::lowestPrice);
  EXPECT_EQ(reports.fleet.spot->pools, 3);
  for (const char* named :
       {"type x9z.large of weight 2, which is not in the catalogue", "an override without an instance type",
        "SpotMaxPrice: 0.05", "Of SpotAllocationStrategy price-capacity-optimized",
        "How often spot workers are taken back"})
    EXPECT_THAT(*imported.text, HasSubstr(named));
}

// The first termination policy chooses, the next ones among those it calls equal ("Control which Auto Scaling instances
// terminate during scale in"); without any it is the provider's default, which is not the default of a scenario.
TEST(ImportAsg, TheFirstTerminationPolicyThatThereIsChooses) {
  EXPECT_EQ(fleetWith(R"("TerminationPolicies": ["NewestInstance"])").termination, TerminationPolicy::newestInstance);
  EXPECT_EQ(fleetWith(R"("TerminationPolicies": ["ClosestToNextInstanceHour"])").termination,
            TerminationPolicy::closestToNextInstanceHour);
  EXPECT_EQ(fleetWith(R"("TerminationPolicies": ["Default"])").termination, TerminationPolicy::defaultPolicy);
  EXPECT_EQ(fleetWith(R"("TerminationPolicies": [])").termination, TerminationPolicy::defaultPolicy);
  const std::string several = R"("TerminationPolicies": ["OldestLaunchTemplate", "OldestInstance", "Default"])";
  EXPECT_EQ(fleetWith(several).termination, TerminationPolicy::oldestInstance);
  EXPECT_THAT(*groupWith(several).text, HasSubstr("Not imported: the termination policy OldestLaunchTemplate"));
  EXPECT_THAT(*groupWith(several).text, HasSubstr("Not imported: the termination policy Default, after oldest"));
}

TEST(ImportAsg, AMaintenancePolicyIsARange) {
  const auto range = fleetWith(R"("InstanceMaintenancePolicy":
    {"MinHealthyPercentage": 100, "MaxHealthyPercentage": 110})")
                         .maintenance;
  ASSERT_TRUE(range);
  EXPECT_EQ(range->minHealthy, Ratio{1});
  EXPECT_EQ(range->maxHealthy, Ratio{1.1});
  EXPECT_FALSE(
      fleetWith(R"("InstanceMaintenancePolicy": {"MinHealthyPercentage": -1, "MaxHealthyPercentage": -1})").maintenance)
      << "-1 takes a policy away";
}

TEST(ImportAsg, AWarmPoolIsOneHereToo) {
  const auto pool = fleetWith(R"("WarmPoolSize": 2, "WarmPoolConfiguration": {"PoolState": "Hibernated", "MinSize": 2,
    "MaxGroupPreparedCapacity": 8, "InstanceReusePolicy": {"ReuseOnScaleIn": true}})")
                        .warmPool;
  ASSERT_TRUE(pool);
  EXPECT_EQ(pool->state, WarmPoolSpec::State::hibernated);
  EXPECT_EQ(pool->min, 2);
  EXPECT_EQ(pool->prepared, 8);
  EXPECT_TRUE(pool->reuse);
  const auto plain = fleetWith(R"("WarmPoolConfiguration": {"MaxGroupPreparedCapacity": -1, "PoolState": "Stopped"})");
  ASSERT_TRUE(plain.warmPool);
  EXPECT_FALSE(plain.warmPool->prepared) << "-1 is the group's maximum, as here nothing is";
  const std::string going = R"("WarmPoolConfiguration": {"Status": "PendingDelete"})";
  EXPECT_FALSE(fleetWith(going).warmPool);
  EXPECT_THAT(*groupWith(going).text, HasSubstr("Not imported: the warm pool, whose status is PendingDelete"));
}

// A scenario has no warm pool beside several types or spot capacity, so a part with both would not load.
TEST(ImportAsg, AWarmPoolBesideSeveralTypesIsNamed) {
  const std::string text = *groupWith(R"("WarmPoolConfiguration": {"PoolState": "Stopped"},
    "MixedInstancesPolicy": {"LaunchTemplate": {"Overrides": [{"InstanceType": "m6i.large", "WeightedCapacity": "1"},
    {"InstanceType": "m6i.xlarge", "WeightedCapacity": "2"}]}, "InstancesDistribution":
    {"OnDemandPercentageAboveBaseCapacity": 100}})")
                                .text;
  EXPECT_THAT(text, HasSubstr("types: "));
  EXPECT_THAT(text, HasSubstr("Not imported: the warm pool, beside several instance types"));
  EXPECT_THAT(text, Not(HasSubstr("warm_pool: {")));
}

/// The part that a simple policy comes to whose alarm has such a statistic.
std::string importedWith(const std::string& statistic) {
  const Scratch scratch;
  std::ofstream(scratch / "all.json") << R"({"AutoScalingGroups": [{"AutoScalingGroupName": "web", "MinSize": 1,
    "MaxSize": 9}], "ScalingPolicies": [{"AutoScalingGroupName": "web", "PolicyName": "more",
    "PolicyType": "SimpleScaling", "AdjustmentType": "ChangeInCapacity", "ScalingAdjustment": 1,
    "Alarms": [{"AlarmName": "hot"}]}], "MetricAlarms": [{"AlarmName": "hot", "MetricName": "CPUUtilization",
    "Period": 60, "EvaluationPeriods": 2, "Threshold": 70, "ComparisonOperator": "GreaterThanThreshold", )"
                                      << statistic << "}]}";
  return importAsg({scratch / "all.json"}).text.value_or("");
}

TEST(ImportAsg, AnAlarmWithAStatisticThatThereIsNotIsNamed) {
  EXPECT_THAT(importedWith(R"("ExtendedStatistic": "p90")"), HasSubstr("statistic: p90"));
  for (const char* theirs : {"tm90", "IQM", "TC(2:8)"}) {
    const std::string text = importedWith(R"("ExtendedStatistic": ")" + std::string(theirs) + "\"");
    EXPECT_THAT(text, HasSubstr("more (SimpleScaling): alarm hot: its statistic is " + std::string(theirs)));
    EXPECT_THAT(text, HasSubstr("No `scaling`"));
  }
}

// PredictiveScalingConfiguration of the EC2 Auto Scaling API: the load metric of ALBRequestCount is requests a minute,
// its target requests a minute and instance.
TEST(ImportAsg, APredictivePolicyPlansHereToo) {
  const std::string configuration = R"("Mode": "ForecastAndScale", "SchedulingBufferTime": 300,
    "MaxCapacityBreachBehavior": "IncreaseMaxCapacity", "MaxCapacityBuffer": 10})";
  const auto imported = [&](const std::string& pair, const std::string& target = "600.0") {
    const Scratch scratch;
    std::ofstream(scratch / "all.json") << R"({"AutoScalingGroups": [{"AutoScalingGroupName": "web", "MinSize": 1,
      "MaxSize": 9, "AvailabilityZones": ["a"]}], "ScalingPolicies": [{"AutoScalingGroupName": "web",
      "PolicyName": "daily", "PolicyType": "PredictiveScaling", "PredictiveScalingConfiguration":
      {"MetricSpecifications": [{"TargetValue": )"
                                        << target << R"(, "PredefinedMetricPairSpecification":
      {"PredefinedMetricType": ")" << pair
                                        << R"("}}], )" << configuration << "}]}";
    return importAsg({scratch / "all.json"});
  };
  const Imported requests = imported("ALBRequestCount");
  const Loaded l = builtUpon(requests, "  web: {worker: {slots: 4, service_time: 20ms}}\n",
                             "demand: {users: {to: web, rate: 10 rps}}\n");
  ASSERT_TRUE(l.ok()) << say(l) << *requests.text;
  const auto& policy = std::get<PredictivePolicy>(l.spec->services.at(0).scaling.at(0).policy);
  ASSERT_TRUE(policy.target);
  EXPECT_DOUBLE_EQ(policy.target->perSecond, 10) << "600 a minute";
  EXPECT_EQ(policy.mode, PredictivePolicy::Mode::forecastAndScale);
  EXPECT_EQ(policy.buffer, Duration::minutes(5));
  EXPECT_EQ(policy.atMax, PredictivePolicy::AtMax::increase);
  EXPECT_EQ(policy.maxBuffer, Ratio{0.1});
  const std::string cpu = *imported("ASGCPUUtilization", "60.0").text;
  EXPECT_THAT(cpu, HasSubstr("- predictive: {name: daily, cpu: 60 %, mode: forecast_and_scale"));
  const std::string network = *imported("ASGNetworkIn").text;
  EXPECT_THAT(network, HasSubstr("- predictive: {name: daily, mode: forecast_and_scale"));
  EXPECT_THAT(network, HasSubstr("Of daily, not imported: its target of 600 for ASGNetworkIn"));
}

TEST(ImportEcs, WhatItPrintsIsAPartOfAScenarioThatChecks) {
  const Imported imported = importEcs({folder + "ecs-policies.json", folder + "ecs-targets.json"});
  ASSERT_TRUE(imported.text) << firstLine(imported);
  const Loaded l = builtUpon(imported, "  web: {worker: {slots: 4, service_time: 20ms}}\n",
                             "region: {zones: [a]}\ndemand: {users: {to: web, rate: 10 rps}}\n");
  ASSERT_TRUE(l.ok()) << say(l) << *imported.text;
  const ServiceSpec& web = l.spec->services.at(0);
  EXPECT_EQ(web.fleet.min, 3);
  EXPECT_EQ(web.fleet.max, 30);
  EXPECT_EQ(web.fleet.warmUp, Duration()) << "Application Auto Scaling has cooldowns and no warm-up";
  ASSERT_EQ(web.scaling.size(), 2u);
  const auto& tracking = std::get<TargetTrackingPolicy>(web.scaling[0].policy);
  EXPECT_EQ(tracking.metric, MetricKind::memory);
  EXPECT_EQ(tracking.target, 0.6);
  const auto& step = std::get<StepPolicy>(web.scaling[1].policy);
  EXPECT_EQ(step.metric, MetricKind::cpu);
  EXPECT_EQ(step.adjust, Adjustment::percent);
  EXPECT_EQ(step.minMagnitude, 2);
  EXPECT_EQ(step.warmUp, Duration::seconds(120));
  ASSERT_EQ(step.steps.size(), 2u);
  EXPECT_EQ(step.steps[0].from, 0.0);
  EXPECT_EQ(step.steps[0].to, 0.15);
  EXPECT_EQ(step.steps[0].by, 20);
  EXPECT_EQ(step.steps[1].by, 50);
}

TEST(ImportEcs, WhatHasNoCounterpartIsNamed) {
  const std::string text = *importEcs({folder + "ecs-policies.json", folder + "ecs-targets.json"}).text;
  for (const char* named : {"There: service/shop/web", "not imported: its cooldowns, 1min out and 5min in",
                            "its cooldown of 2min", "Not imported: DynamicScalingInSuspended",
                            "policy unused of lambda function:checkout:live", "policy lost of ecs service/shop/gone"})
    EXPECT_THAT(text, HasSubstr(named));
}

TEST(ImportEcs, PoliciesOfTheOtherServiceAreRefused) {
  EXPECT_EQ(firstLine(importEcs({folder + "policies.json"})),
            folder + "policies.json:1:1: error: this says nothing of Application Auto Scaling");
  EXPECT_EQ(firstLine(importAsg({folder + "groups.json", folder + "ecs-policies.json"})),
            folder + "ecs-policies.json:1:1: error: this says nothing of Auto Scaling groups");
  EXPECT_EQ(firstLine(importEcs({folder + "alarms.json"})),
            folder + "alarms.json:1:1: error: no service of ECS is in these files");
}

// What a scenario calls a name begins with a letter, a digit or `_`, and YAML reads some words as no text.
TEST(Names, AreNamesInAScenarioWhateverTheyWere) {
  Names names;
  EXPECT_EQ(names.of("-web"), "x-web");
  EXPECT_EQ(names.of("~"), "x-");
  EXPECT_EQ(names.of("null"), "xnull");
  EXPECT_EQ(names.of("Null"), "xNull");
  EXPECT_EQ(names.of("TRUE"), "xTRUE");
  EXPECT_EQ(names.of("web"), "web");
  EXPECT_EQ(names.of("web"), "web-2");
}

TEST(ImportAsg, AMistakeIsShownAtItsPlace) {
  EXPECT_EQ(firstLine(importAsg({folder + "bad-number.json"})),
            folder + "bad-number.json:3:52: error: `few` is no number");
  EXPECT_EQ(firstLine(importAsg({folder + "policies.json"})),
            folder + "policies.json:1:1: error: no Auto Scaling group is in these files");
  EXPECT_EQ(firstLine(importAsg({folder + "hpa.yaml"})), folder + "hpa.yaml:1:1: error: this is not JSON");
  EXPECT_THAT(firstLine(importAsg({"nowhere.json"})), HasSubstr("there is no such file"));
  EXPECT_FALSE(importAsg({folder + "bad-number.json"}).text);
}

TEST(ImportHpa, WhatItPrintsIsAPartOfAScenarioThatChecks) {
  const Imported imported = importHpa(folder + "hpa.yaml");
  ASSERT_TRUE(imported.text) << firstLine(imported);
  const Loaded l = builtUpon(imported,
                             "  shop: {worker: {slots: 2, service_time: 20ms, demands: {cpu: 10ms}}}\n"
                             "  worker: {worker: {slots: 4, service_time: 20ms}}\n",
                             "region: {zones: [a]}\ndemand: {users: {to: shop, rate: 10 rps}}\n");
  ASSERT_TRUE(l.ok()) << say(l) << *imported.text;
  const ServiceSpec& shop = l.spec->services.at(0);
  EXPECT_EQ(shop.fleet.min, 1) << "the API's default";
  EXPECT_EQ(shop.fleet.max, 9);
  const auto& hpa = std::get<HpaSpec>(shop.scaling.at(0).policy);
  ASSERT_EQ(hpa.metrics.size(), 2u);
  EXPECT_EQ(hpa.metrics[0].utilisation->value, 0.7);
  EXPECT_EQ(hpa.metrics[1].averageValue, 2.5);
  EXPECT_EQ(hpa.behaviour->up.select, HpaRules::Select::min);
  ASSERT_EQ(hpa.behaviour->up.policies.size(), 1u);
  EXPECT_EQ(hpa.behaviour->up.policies[0].period, Duration::seconds(30));
  EXPECT_EQ(hpa.behaviour->down.select, HpaRules::Select::disabled);
  EXPECT_TRUE(l.spec->services.at(1).scaling.empty()) << "without its metric it must not follow the CPU by default";
  for (const char* named : {"Left out: Deployment shop", "name memory", "name sqs_messages", "No `scaling`"})
    EXPECT_THAT(*imported.text, HasSubstr(named));
}

TEST(ImportHpa, AMistakeIsShownAtItsPlace) {
  EXPECT_EQ(firstLine(importHpa(folder + "hpa-v1.yaml")),
            folder + "hpa-v1.yaml:1:13: error: `autoscaling/v1` is not read");
  EXPECT_EQ(firstLine(importHpa(folder + "hpa-quantity.yaml")),
            folder + "hpa-quantity.yaml:8:99: error: `many` is no quantity");
}

// apimachinery's resource.Quantity: milli, powers of ten, powers of two, exponents.
TEST(Quantity, IsReadAsKubernetesWritesIt) {
  EXPECT_EQ(readQuantity("45"), 45);
  EXPECT_EQ(readQuantity("1500m"), 1.5);
  EXPECT_EQ(readQuantity("2k"), 2000);
  EXPECT_EQ(readQuantity("100Mi"), 104857600);
  EXPECT_EQ(readQuantity("12e6"), 12e6);
  EXPECT_EQ(readQuantity("3 pods"), std::nullopt);
}

}  // namespace
}  // namespace headroom
