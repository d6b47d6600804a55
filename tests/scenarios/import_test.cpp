// Settings of real autoscalers become a part that a scenario builds on, and nothing of them goes without a word.
#include "scenarios/import/import.h"

#include "scenarios/import/quantity.h"
#include "scenarios/render_issues.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using ::testing::HasSubstr;

const std::string folder = "tests/scenarios/data/import/";

Imported groups() {
  return importAsg({folder + "policies.json", folder + "groups.json", folder + "actions.json", folder + "alarms.json"});
}

std::string firstLine(const Imported& imported) {
  return imported.issues.empty() ? "" : issueLine(imported.issues.front());
}

/// A scenario on top of the part: what somebody who has imported would write.
Loaded builtUpon(const Imported& imported, const std::string& services, const std::string& more) {
  const auto path = std::filesystem::temp_directory_path() / ("headroom-import-" + std::to_string(::getpid()));
  std::filesystem::create_directory(path);
  std::ofstream(path / "part.yaml") << *imported.text;
  std::ofstream(path / "whole.yaml") << "version: 1\nextends: part.yaml\nduration: 10min\n" + more + "services:\n" +
                                            services;
  Loaded loaded = load((path / "whole.yaml").string());
  std::filesystem::remove_all(path);
  return loaded;
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
  for (const char* named : {"There: shop web", "TerminationPolicies: OldestInstance", "MaxInstanceLifetime: 604800",
                            "1 of them are protected", "bytes (TargetTrackingScaling): there is no metric like",
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
