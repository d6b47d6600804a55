#include "scenarios/emit/emit.h"
#include "scenarios/emit/group_settings.h"
#include "scenarios/json_text.h"

#include <cctype>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

/// Letters and digits: "shop-web" as "ShopWeb".
std::string logical(const std::string& name) {
  std::string id;
  bool capital = true;
  for (const char c : name) {
    const bool fits = std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (fits) id += capital ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    capital = !fits;
  }
  return id;
}

/// A template's resources have unique names: the second "A1" is "A1x".
std::string unique(const Json& resources, std::string id) {
  while (resources.contains(id)) id += "x";
  return id;
}

class Template {
 public:
  void add(const GroupSettings& g) {
    const std::string id = unique(resources_, logical(g.service));
    Json group = g.group;
    for (const char* key : {"MinSize", "MaxSize", "DesiredCapacity", "DefaultCooldown"})
      group[key] = std::to_string(group[key].get<std::int64_t>());  // texts, in this language
    group["Cooldown"] = group["DefaultCooldown"];
    group.erase("DefaultCooldown");
    group["LaunchTemplate"] = {{"LaunchTemplateId", {{"Ref", id + "Template"}}},
                               {"Version", {{"Fn::GetAtt", {id + "Template", "LatestVersionNumber"}}}}};
    Json data{{"ImageId", {{"Ref", "ImageId"}}}};
    if (!g.type.empty()) data["InstanceType"] = g.type;
    put(id + "Template", "AWS::EC2::LaunchTemplate", {{"LaunchTemplateData", data}});
    put(id, "AWS::AutoScaling::AutoScalingGroup", group);
    for (const PolicySettings& p : g.policies) policy(id, p);
    for (Json a : g.actions) {
      const std::string name = unique(resources_, id + logical(a["ScheduledActionName"]));
      a.erase("ScheduledActionName");  // this language names it by itself
      a["AutoScalingGroupName"] = {{"Ref", id}};
      put(name, "AWS::AutoScaling::ScheduledAction", a);
    }
    for (const std::string& what : g.missing) missing_.push_back(g.service + ": " + what);
  }

  std::string text(const ScenarioSpec& spec) const {
    Json parameters{{"ImageId", {{"Type", "AWS::EC2::Image::Id"}}}};
    if (balancer_) {
      parameters["LoadBalancer"] = {{"Type", "String"}, {"Description", "app/NAME/ID of the load balancer"}};
      parameters["TargetGroup"] = {{"Type", "String"}, {"Description", "targetgroup/NAME/ID behind it"}};
    }
    return jsonText(Json{{"AWSTemplateFormatVersion", "2010-09-09"},
                         {"Description", spec.name},
                         {"Metadata", {{"Headroom", {{"NotWritten", missing_}}}}},
                         {"Parameters", parameters},
                         {"Resources", resources_}});
  }

 private:
  void put(const std::string& id, const char* type, const Json& properties) {
    resources_[id] = {{"Type", type}, {"Properties", properties}};
  }

  void policy(const std::string& group, const PolicySettings& p) {
    const std::string id = unique(resources_, group + logical(p.name));
    Json json = p.policy;
    json.erase("PolicyName");  // this language names it by itself
    json["AutoScalingGroupName"] = {{"Ref", group}};
    if (json.contains("Cooldown")) json["Cooldown"] = std::to_string(json["Cooldown"].get<std::int64_t>());
    if (json.contains("TargetTrackingConfiguration")) {
      Json& c = json["TargetTrackingConfiguration"];
      if (c.contains("CustomizedMetricSpecification"))
        c["CustomizedMetricSpecification"]["Dimensions"] =
            dimensions(c["CustomizedMetricSpecification"]["Namespace"], group);
      else if (c["PredefinedMetricSpecification"]["PredefinedMetricType"] == "ALBRequestCountPerTarget") {
        balancer_ = true;
        c["PredefinedMetricSpecification"]["ResourceLabel"] = {{"Fn::Sub", "${LoadBalancer}/${TargetGroup}"}};
      }
    }
    put(id, "AWS::AutoScaling::ScalingPolicy", json);
    if (p.alarm.is_null()) return;
    Json alarm = p.alarm;
    alarm["Dimensions"] = dimensions(alarm["Namespace"], group);
    alarm["AlarmActions"] = Json::array({Json{{"Ref", id}}});
    put(unique(resources_, id + "Alarm"), "AWS::CloudWatch::Alarm", alarm);
  }

  Json dimensions(const std::string& nameSpace, const std::string& group) {
    if (nameSpace != "AWS/ApplicationELB")
      return Json::array({Json{{"Name", "AutoScalingGroupName"}, {"Value", {{"Ref", group}}}}});
    balancer_ = true;
    return Json::array({Json{{"Name", "LoadBalancer"}, {"Value", {{"Ref", "LoadBalancer"}}}},
                        Json{{"Name", "TargetGroup"}, {"Value", {{"Ref", "TargetGroup"}}}}});
  }

  Json resources_ = Json::object();
  Json missing_ = Json::array();
  bool balancer_ = false;
};

}  // namespace

Emitted emitCloudFormation(const ScenarioSpec& spec) {
  Template all;
  const auto groups = groupSettingsOf(spec);
  for (const GroupSettings& g : groups) all.add(g);
  return {all.text(spec), groups.size()};
}

}  // namespace headroom
