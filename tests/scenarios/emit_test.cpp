/// What a scenario's fleets are in other languages: imported again they are the same policies, and what those languages
/// cannot say is named.
#include "scenarios/emit/emit.h"

#include "scenarios/emit/group_settings.h"
#include "scenarios/import/import.h"
#include "scenarios/load.h"
#include "tests/scenarios/shell.h"

#include <cctype>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;
using testing::HasSubstr;

constexpr const char* demand = "duration: 10min\ndemand: {users: {to: web, rate: 10 rps}}\n";
constexpr const char* workers = "    worker: {type: m7g.large, slots: 4, service_time: 20ms}\n";

ScenarioSpec read(const std::string& text) {
  const Loaded loaded = loadText(text, "emit.yaml");
  EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.issues.front().what);
  return *loaded.spec;
}

ScenarioSpec group() {
  return read(std::string("version: 1\nstart: \"2026-03-02T06:00:00Z\"\nregion: {zones: [x-1a, x-1b]}\n") + demand +
              "services:\n  web:\n" + workers +
              "    balancer: {health_check: {grace: 90s}}\n"
              "    fleet: {min: 2, max: 12, initial: 4, warm_up: 60s, cooldown: 120s}\n"
              "    scaling:\n"
              "      - target_tracking: {name: busy, metric: cpu, target: 55.5 %, scale_in: false, warm_up: 30s}\n"
              "      - target_tracking: {name: asked, metric: requests_per_worker, target: 1200}\n"
              "      - step: {name: slow, metric: latency.p99, above: 250ms, of: 5, points: 3, missing: not_breaching, "
              "adjust: percent, min_magnitude: 2, steps: [{from: 0s, to: 500ms, by: 10}, {from: 500ms, by: 30}]}\n"
              "      - simple: {name: idle, metric: cpu, at_most: 12.5 %, of: 10, by: -1, cooldown: 10min}\n"
              "      - scheduled: {name: morning, cron: \"30 7 * * 1-5\", time_zone: Europe/Berlin, min: 6}\n"
              "      - scheduled: {name: sale, at: 2min, desired: 9}\n"
              "      - target_tracking: {name: full, metric: slots, target: 60 %}\n");
}

/// What the provider's own tool would print of a group: the settings, under the keys of `describe-…`.
struct Described {
  Json groups = Json::array(), policies = Json::array(), alarms = Json::array(), actions = Json::array();
};

ScenarioSpec imported(const Described& d) {
  const Scratch folder;
  const std::pair<const char*, const Json*> files[] = {{"AutoScalingGroups", &d.groups},
                                                       {"ScalingPolicies", &d.policies},
                                                       {"MetricAlarms", &d.alarms},
                                                       {"ScheduledUpdateGroupActions", &d.actions}};
  std::vector<std::string> names;
  for (const auto& [key, list] : files) {
    names.push_back(folder / (std::string(key) + ".json"));
    std::ofstream(names.back()) << Json{{key, *list}}.dump(1);
  }
  const Imported part = importAsg(names);
  EXPECT_TRUE(part.text) << part.issues.front().what;
  std::ofstream(folder / "part.yaml") << *part.text;
  std::ofstream(folder / "whole.yaml") << "version: 1\nextends: part.yaml\nstart: \"2026-03-02T06:00:00Z\"\n"
                                       << demand << "services:\n  web:\n" + std::string(workers);
  const Loaded loaded = load(folder / "whole.yaml");
  EXPECT_TRUE(loaded.ok()) << loaded.issues.front().what << *part.text;
  return *loaded.spec;
}

void expectTheSame(const ScenarioSpec& back) {
  const ServiceSpec& web = back.services.at(0);
  EXPECT_EQ(back.region.zones, (std::vector<std::string>{"x-1a", "x-1b"}));
  EXPECT_EQ(web.fleet.min, 2);
  EXPECT_EQ(web.fleet.max, 12);
  EXPECT_EQ(web.fleet.initial, 4);
  EXPECT_EQ(web.fleet.warmUp, Duration::seconds(60));
  EXPECT_TRUE(web.fleet.replaceUnhealthy);
  EXPECT_EQ(web.balancer.healthCheck.grace, Duration::seconds(90));
  ASSERT_EQ(web.scaling.size(), 6u) << "all but the one that follows slots";
  const auto& busy = std::get<TargetTrackingPolicy>(web.scaling[0].policy);
  EXPECT_EQ(busy.metric, MetricKind::cpu);
  EXPECT_EQ(busy.target, 0.555);
  EXPECT_FALSE(busy.scaleIn);
  EXPECT_EQ(busy.warmUp, Duration::seconds(30));
  const auto& asked = std::get<TargetTrackingPolicy>(web.scaling[1].policy);
  EXPECT_EQ(asked.metric, MetricKind::requestsPerWorker);
  EXPECT_EQ(asked.target, 1200);
  EXPECT_TRUE(asked.scaleIn);
  const auto& slow = std::get<StepPolicy>(web.scaling[2].policy);
  EXPECT_EQ(slow.metric, MetricKind::latencyP99);
  EXPECT_EQ(slow.above, 0.25);
  EXPECT_EQ(slow.of, 5);
  EXPECT_EQ(slow.points, 3);
  EXPECT_EQ(slow.missing, MissingData::notBreaching);
  EXPECT_EQ(slow.adjust, Adjustment::percent);
  EXPECT_EQ(slow.minMagnitude, 2);
  ASSERT_EQ(slow.steps.size(), 2u);
  EXPECT_EQ(slow.steps[0].to, 0.5);
  EXPECT_EQ(slow.steps[1].from, 0.5);
  EXPECT_EQ(slow.steps[1].by, 30);
  const auto& idle = std::get<SimplePolicy>(web.scaling[3].policy);
  EXPECT_EQ(idle.atMost, 0.125);
  EXPECT_EQ(idle.of, 10);
  EXPECT_EQ(idle.by, -1);
  EXPECT_EQ(idle.cooldown, Duration::minutes(10));
  const auto& morning = std::get<ScheduledPolicy>(web.scaling[4].policy);
  EXPECT_EQ(morning.cron, "30 7 * * 1-5");
  EXPECT_EQ(morning.timeZone, "Europe/Berlin");
  EXPECT_EQ(morning.min, 6);
  EXPECT_FALSE(morning.desired);
  const auto& sale = std::get<ScheduledPolicy>(web.scaling[5].policy);
  EXPECT_EQ(sale.at->text, "2026-03-02T06:02:00Z") << "two minutes after the start";
  EXPECT_EQ(sale.desired, 9);
}

/// A CloudFormation resource has the keys of the API, but texts for the sizes of a group and references for names.
Described describedBy(const Json& resources) {
  Described d;
  Json alarms;
  for (const auto& [id, r] : resources.items()) {
    const std::string type = r["Type"];
    Json p = r["Properties"];
    if (p.contains("AutoScalingGroupName")) p["AutoScalingGroupName"] = "web";
    for (const char* size : {"MinSize", "MaxSize", "DesiredCapacity", "Cooldown"})
      if (p.contains(size) && p[size].is_string()) p[size] = std::stoll(p[size].get<std::string>());
    if (type == "AWS::AutoScaling::AutoScalingGroup") d.groups.push_back(p);
    if (type == "AWS::AutoScaling::ScheduledAction") {
      p["ScheduledActionName"] = id;
      d.actions.push_back(p);
    }
    if (type == "AWS::CloudWatch::Alarm") {
      alarms[p["AlarmActions"][0]["Ref"].get<std::string>()] = p["AlarmName"];
      d.alarms.push_back(p);
    }
    if (type == "AWS::AutoScaling::ScalingPolicy") {
      p["PolicyName"] = id;
      d.policies.push_back(p);
    }
  }
  for (Json& p : d.policies)
    if (const auto found = alarms.find(p["PolicyName"].get<std::string>()); found != alarms.end())
      p["Alarms"] = Json::array({Json{{"AlarmName", *found}}});
  return d;
}

TEST(Emit, ACloudFormationTemplateImportedAgainIsTheSameFleet) {
  const Json json = Json::parse(emitCloudFormation(group()).text);
  EXPECT_EQ(json["AWSTemplateFormatVersion"], "2010-09-09");
  EXPECT_EQ(json["Resources"]["Web"]["Properties"]["MinSize"], "2") << "the language types sizes as strings";
  EXPECT_EQ(json["Resources"]["WebTemplate"]["Properties"]["LaunchTemplateData"]["InstanceType"], "m7g.large");
  expectTheSame(imported(describedBy(json["Resources"])));
}

/// "min_size" as "MinSize".
Json inCamels(const Json& json) {
  if (json.is_array()) {
    Json out = Json::array();
    for (const Json& x : json) out.push_back(inCamels(x));
    return out;
  }
  if (!json.is_object()) return json;
  Json out = Json::object();
  for (const auto& [key, value] : json.items()) {
    std::string name;
    bool capital = true;
    for (const char c : key) {
      if (c != '_') name += capital ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
      capital = c == '_';
    }
    out[name] = inCamels(value);
  }
  return out;
}

Described describedByTerraform(const Json& resources) {
  Described d;
  Json alarms;
  for (const auto& [type, named] : resources.items())
    for (const auto& [id, body] : named.items()) {
      Json p = inCamels(body);
      const auto rename = [&p](const char* from, const char* to) {
        if (p.contains(from)) p[to] = p[from];
      };
      p["AutoScalingGroupName"] = "web";
      rename("StepAdjustment", "StepAdjustments");
      for (const char* size : {"MinSize", "MaxSize", "DesiredCapacity"})
        if (p.contains(size) && p[size] == -1) p.erase(size);
      if (type == "aws_autoscaling_group") d.groups.push_back(p);
      if (type == "aws_autoscaling_schedule") d.actions.push_back(p);
      if (type == "aws_autoscaling_policy") {
        p["PolicyName"] = p["Name"];
        p["Id"] = id;
        d.policies.push_back(p);
      }
      if (type == "aws_cloudwatch_metric_alarm") {
        alarms[p["AlarmActions"][0].get<std::string>()] = p["AlarmName"];
        d.alarms.push_back(p);
      }
    }
  for (Json& p : d.policies)
    if (const auto found = alarms.find("${aws_autoscaling_policy." + p["Id"].get<std::string>() + ".arn}");
        found != alarms.end())
      p["Alarms"] = Json::array({Json{{"AlarmName", *found}}});
  return d;
}

TEST(Emit, TerraformImportedAgainIsTheSameFleet) {
  const Json json = Json::parse(emitTerraform(group()).text);
  EXPECT_EQ(json["resource"]["aws_autoscaling_group"]["web"]["min_size"], 2);
  EXPECT_EQ(json["resource"]["aws_autoscaling_policy"]["web_busy"]["autoscaling_group_name"],
            "${aws_autoscaling_group.web.name}");
  expectTheSame(imported(describedByTerraform(json["resource"])));
}

TEST(Emit, WhatEc2CannotSayIsNamed) {
  ScenarioSpec spec = group();
  spec.services[0].fleet.warmPool = WarmPoolSpec{};
  spec.services[0].worker.type = "generic";
  std::get<TargetTrackingPolicy>(spec.services[0].scaling[0].policy).highPoints = 2;
  spec.services[0].scaling.push_back({"react", ReactPolicy{}});
  for (const std::string& text : {emitCloudFormation(spec).text, emitTerraform(spec).text})
    for (const char* named :
         {"`scaling.full`: its metric is not published", "`fleet.warm_pool`", "generic: no such instance",
          "`scaling.busy`: points and ratio", "`scaling.react`: EC2 has no policy of its kind"})
      EXPECT_THAT(text, HasSubstr(named));
}

TEST(Emit, HpaManifestsImportedAgainAreTheSamePolicies) {
  const std::string text = std::string("version: 1\n") + demand +
                           "services:\n  web:\n    worker: {slots: 4, service_time: 20ms, demands: {cpu: 4ms}}\n"
                           "    fleet: {min: 3, max: 40, initial: 5}\n"
                           "    scaling:\n      - hpa:\n          metrics:\n"
                           "            - {metric: cpu, utilisation: 60 %}\n"
                           "            - {metric: concurrency, source: pods, average_value: 2.5}\n"
                           "          behaviour:\n"
                           "            up: {stabilisation: 0s, select: min, policies: [{type: percent, value: 100, "
                           "period: 15s}, {type: pods, "
                           "value: 4, period: 30s}]}\n"
                           "            down: {stabilisation: 5min, tolerance: 0.05, select: disabled}\n";
  const ScenarioSpec spec = read(text);
  const Emitted emitted = emitHpa(spec);
  EXPECT_EQ(emitted.fleets, 1u);
  EXPECT_THAT(emitted.text, HasSubstr("# Not written: fleet.initial: 5 are the Deployment's replicas"));
  const Scratch folder;
  std::ofstream(folder / "hpa.yaml") << emitted.text;
  const Imported part = importHpa(folder / "hpa.yaml");
  ASSERT_TRUE(part.text) << part.issues.front().what << emitted.text;
  std::ofstream(folder / "part.yaml") << *part.text;
  std::ofstream(folder / "whole.yaml")
      << "version: 1\nextends: part.yaml\n"
      << demand << "services: {web: {worker: {slots: 4, service_time: 20ms, demands: {cpu: 4ms}}}}\n";
  const Loaded back = load(folder / "whole.yaml");
  ASSERT_TRUE(back.ok()) << back.issues.front().what << *part.text;
  const auto& was = std::get<HpaSpec>(spec.services[0].scaling[0].policy);
  const auto& is = std::get<HpaSpec>(back.spec->services[0].scaling.at(0).policy);
  EXPECT_EQ(back.spec->services[0].fleet.min, 3);
  EXPECT_EQ(back.spec->services[0].fleet.max, 40);
  ASSERT_EQ(is.metrics.size(), 2u);
  EXPECT_EQ(is.metrics[0].utilisation, was.metrics[0].utilisation);
  EXPECT_EQ(is.metrics[1].metric, "concurrency");
  EXPECT_EQ(is.metrics[1].source, HpaMetricSpec::Source::pods);
  EXPECT_EQ(is.metrics[1].averageValue, 2.5);
  EXPECT_EQ(is.behaviour->up.stabilisation, Duration());
  EXPECT_EQ(is.behaviour->up.select, HpaRules::Select::min);
  ASSERT_EQ(is.behaviour->up.policies.size(), 2u);
  EXPECT_EQ(is.behaviour->up.policies[1].kind, HpaChangePolicy::Kind::pods);
  EXPECT_EQ(is.behaviour->up.policies[1].value, 4);
  EXPECT_EQ(is.behaviour->up.policies[1].period, Duration::seconds(30));
  EXPECT_EQ(is.behaviour->down.stabilisation, Duration::minutes(5));
  EXPECT_EQ(is.behaviour->down.tolerance, Ratio{0.05});
  EXPECT_EQ(is.behaviour->down.select, HpaRules::Select::disabled);
}

TEST(Emit, OnTheCommandLineSaysWhereThereIsNothingToWrite) {
  const ShellAnswer none = inShell("headroom emit az-outage --as hpa 2>&1");
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.text, HasSubstr("az-outage has no service with an `hpa` policy"));
  const ShellAnswer some = inShell("headroom emit az-outage --as terraform");
  EXPECT_EQ(some.code, 0);
  EXPECT_TRUE(Json::parse(some.text)["resource"].contains("aws_autoscaling_group"));
  EXPECT_EQ(inShell("headroom emit az-outage --as bash 2>/dev/null").code, 2);
}

/// A template is of one time.
TEST(Emit, SaysWhatChangesLater) {
  LoadOptions options;
  options.sets = {"changes.x={at: 5min, set: services.web.fleet.max=9}"};
  const Loaded loaded = load("hpa-swing", options);
  ASSERT_TRUE(loaded.ok());
  EXPECT_THAT(emitHpa(*loaded.spec).text, testing::HasSubstr("Not written: changes.x; what stands here is as the run"));
  const Loaded group = load("by-hand");
  ASSERT_TRUE(group.ok());
  EXPECT_THAT(emitCloudFormation(*group.spec).text, testing::HasSubstr("web: `changes.relief`: what stands here is"));
}

}  // namespace
}  // namespace headroom
