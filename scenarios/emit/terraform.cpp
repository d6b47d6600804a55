#include "scenarios/emit/emit.h"
#include "scenarios/emit/group_settings.h"
#include "scenarios/json_text.h"

#include <cctype>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

/// "MinAdjustmentMagnitude" as "min_adjustment_magnitude".
std::string snake(const std::string& name) {
  std::string out;
  for (const char c : name) {
    if (std::isupper(static_cast<unsigned char>(c)) && !out.empty()) out += '_';
    out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

/// Keys in this language; a list of mappings is a repeated block.
Json inSnakes(const Json& json) {
  if (json.is_array()) {
    Json out = Json::array();
    for (const Json& x : json) out.push_back(inSnakes(x));
    return out;
  }
  if (!json.is_object()) return json;
  Json out = Json::object();
  for (const auto& [key, value] : json.items()) out[snake(key)] = inSnakes(value);
  return out;
}

void rename(Json& json, const char* from, const char* to) {
  if (!json.contains(from)) return;
  json[to] = json[from];
  json.erase(from);
}

/// Letters, digits, `_`: a name of this language.
std::string identifier(const std::string& name) {
  std::string id;
  for (const char c : name) id += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return std::isdigit(static_cast<unsigned char>(id.front())) ? "_" + id : id;
}

class Module {
 public:
  void add(const GroupSettings& g) {
    const std::string id = identifier(g.service);
    Json data{{"name_prefix", g.service + "-"}, {"image_id", "${var.image_id}"}};
    if (!g.type.empty()) data["instance_type"] = g.type;
    put("aws_launch_template", id, data);
    Json group = inSnakes(g.group);
    rename(group, "auto_scaling_group_name", "name");
    group["launch_template"] = {{"id", "${aws_launch_template." + id + ".id}"}, {"version", "$Latest"}};
    put("aws_autoscaling_group", id, group);
    for (const PolicySettings& p : g.policies) policy(id, p);
    for (const Json& action : g.actions) {
      Json a = inSnakes(action);
      a["autoscaling_group_name"] = groupName(id);
      a.erase("auto_scaling_group_name");
      // What is not set there would be 0 here; −1 leaves it as it is.
      for (const char* size : {"min_size", "max_size", "desired_capacity"})
        if (!a.contains(size)) a[size] = -1;
      put("aws_autoscaling_schedule", id + "_" + identifier(action["ScheduledActionName"]), a);
    }
    for (const std::string& what : g.missing) missing_.push_back(g.service + ": " + what);
  }

  std::string text(const ScenarioSpec& spec) const {
    Json json{{"//", Json::array({spec.name})}};
    for (const Json& what : missing_) json["//"].push_back("not written: " + what.get<std::string>());
    json["variable"]["image_id"] = {{"type", "string"}};
    if (balancer_) {
      json["variable"]["load_balancer"] = {{"type", "string"}, {"description", "app/NAME/ID of the load balancer"}};
      json["variable"]["target_group"] = {{"type", "string"}, {"description", "targetgroup/NAME/ID behind it"}};
    }
    json["resource"] = resources_;
    return jsonText(json);
  }

 private:
  static std::string groupName(const std::string& id) { return "${aws_autoscaling_group." + id + ".name}"; }

  void put(const char* type, const std::string& id, const Json& body) { resources_[type][id] = body; }

  void policy(const std::string& group, const PolicySettings& p) {
    const std::string id = group + "_" + identifier(p.name);
    Json json = inSnakes(p.policy);
    rename(json, "policy_name", "name");
    rename(json, "step_adjustments", "step_adjustment");
    json.erase("auto_scaling_group_name");
    json["autoscaling_group_name"] = groupName(group);
    if (json.contains("target_tracking_configuration")) tracked(json["target_tracking_configuration"], group);
    put("aws_autoscaling_policy", id, json);
    if (p.alarm.is_null()) return;
    Json alarm = inSnakes(p.alarm);
    alarm["dimensions"] = dimensions(alarm["namespace"], group);
    alarm["alarm_actions"] = Json::array({"${aws_autoscaling_policy." + id + ".arn}"});
    put("aws_cloudwatch_metric_alarm", id, alarm);
  }

  void tracked(Json& c, const std::string& group) {
    if (c.contains("customized_metric_specification")) {
      Json& metric = c["customized_metric_specification"];
      metric["metric_dimension"] = Json::array();
      const Json named = dimensions(metric["namespace"], group);
      for (const auto& [name, value] : named.items())
        metric["metric_dimension"].push_back({{"name", name}, {"value", value}});
    } else if (c["predefined_metric_specification"]["predefined_metric_type"] == "ALBRequestCountPerTarget") {
      balancer_ = true;
      c["predefined_metric_specification"]["resource_label"] = "${var.load_balancer}/${var.target_group}";
    }
  }

  Json dimensions(const std::string& nameSpace, const std::string& group) {
    if (nameSpace != "AWS/ApplicationELB") return {{"AutoScalingGroupName", groupName(group)}};
    balancer_ = true;
    return {{"LoadBalancer", "${var.load_balancer}"}, {"TargetGroup", "${var.target_group}"}};
  }

  Json resources_ = Json::object();
  Json missing_ = Json::array();
  bool balancer_ = false;
};

}  // namespace

Emitted emitTerraform(const ScenarioSpec& spec) {
  Module all;
  const auto groups = groupSettingsOf(spec);
  for (const GroupSettings& g : groups) all.add(g);
  return {all.text(spec), groups.size()};
}

}  // namespace headroom
