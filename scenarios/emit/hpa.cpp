#include "scenarios/emit/emit.h"
#include "scenarios/emit/group_settings.h"
#include "scenarios/import/part.h"
#include "scenarios/units.h"

#include <cctype>
#include <variant>

namespace headroom {
namespace {

/// A name as Kubernetes has them: lower case, digits, `-`.
std::string kubernetesName(const std::string& name) {
  std::string out;
  for (const char c : name)
    out += std::isalnum(static_cast<unsigned char>(c)) ? static_cast<char>(std::tolower(static_cast<unsigned char>(c)))
                                                       : '-';
  return out;
}

std::string wholeText(double x) { return std::to_string(static_cast<std::int64_t>(x)); }
std::string secondsText(Duration d) { return std::to_string(d / Duration::seconds(1)); }

class Manifest {
 public:
  void add(const ServiceSpec& s, const HpaSpec& hpa) {
    const std::string name = kubernetesName(s.name);
    if (fleets_++) part_.line(0, "---");
    part_.line(0, "apiVersion: autoscaling/v2");
    part_.line(0, "kind: HorizontalPodAutoscaler");
    part_.line(0, "metadata: {name: " + name + "}");
    part_.line(0, "spec:");
    part_.line(2, "scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: " + name + "}");
    part_.line(2, "minReplicas: " + std::to_string(s.fleet.min));
    part_.line(2, "maxReplicas: " + std::to_string(s.fleet.max));
    if (!hpa.metrics.empty()) part_.line(2, "metrics:");
    for (const HpaMetricSpec& m : hpa.metrics) metric(m);
    if (hpa.behaviour) {
      part_.line(2, "behavior:");
      rules("scaleUp", hpa.behaviour->up);
      rules("scaleDown", hpa.behaviour->down);
    }
    missing(s, hpa, name);
  }

  void later(const std::vector<ChangeSpec>& all, const std::string& service) {
    for (const ChangeSpec& c : all)
      if (touches(c.paths, "services." + service))
        part_.note(0, "Not written: changes." + c.name + "; what stands here is as the run begins");
  }

  Emitted result() { return {part_.text(), fleets_}; }

 private:
  void metric(const HpaMetricSpec& m) {
    using S = HpaMetricSpec::Source;
    FlowMap target;
    if (m.utilisation)
      target.add("type", "Utilization").add("averageUtilization", wholeText(perCent(m.utilisation->value)));
    else if (m.averageValue)
      target.add("type", "AverageValue").add("averageValue", quoted(writeNumber(*m.averageValue)));
    else if (m.value)
      target.add("type", "Value").add("value", quoted(writeNumber(*m.value)));
    const std::string name = FlowMap().add("name", m.metric).text();
    FlowMap body, all;
    if (m.source == S::resource) {
      body.add("name", m.metric);
      all.add("type", "Resource").add("resource", body.add("target", target.text()).text());
    } else {
      const bool pods = m.source == S::pods, object = m.source == S::object;
      if (object) body.add("describedObject", "{apiVersion: v1, kind: Service, name: to-be-written}");
      body.add("metric", name).add("target", target.text());
      all.add("type", pods ? "Pods" : object ? "Object" : "External");
      all.add(pods ? "pods" : object ? "object" : "external", body.text());
    }
    part_.line(4, "- " + all.text());
  }

  void rules(const char* direction, const HpaRules& r) {
    FlowMap map;
    if (r.stabilisation) map.add("stabilizationWindowSeconds", secondsText(*r.stabilisation));
    using Select = HpaRules::Select;
    map.add("selectPolicy", r.select == Select::max ? "Max" : r.select == Select::min ? "Min" : "Disabled");
    if (r.tolerance) map.add("tolerance", quoted(writeNumber(r.tolerance->value)));
    std::string list;
    for (const HpaChangePolicy& p : r.policies) {
      FlowMap one;
      one.add("type", p.kind == HpaChangePolicy::Kind::pods ? "Pods" : "Percent");
      one.add("value", std::to_string(p.value)).add("periodSeconds", secondsText(p.period));
      list += (list.empty() ? "" : ", ") + one.text();
    }
    if (!list.empty()) map.add("policies", "[" + list + "]");
    part_.line(4, std::string(direction) + ": " + map.text());
  }

  void missing(const ServiceSpec& s, const HpaSpec& hpa, const std::string& name) {
    const auto miss = [&](const std::string& what) { part_.note(0, "Not written: " + what); };
    if (name != s.name) part_.note(0, "There: " + s.name);
    const HpaSpec usual;
    if (hpa.sync != usual.sync || !(hpa.tolerance == usual.tolerance) ||
        hpa.cpuInitialisation != usual.cpuInitialisation || hpa.initialReadiness != usual.initialReadiness ||
        hpa.downscaleStabilisation != usual.downscaleStabilisation)
      miss("sync, tolerance, and windows of the controller are its flags, --horizontal-pod-autoscaler-…");
    if (hpa.scaleToZero) miss("scale_to_zero is the feature gate HPAScaleToZero");
    if (s.fleet.initial && *s.fleet.initial != s.fleet.min)
      miss("fleet.initial: " + std::to_string(*s.fleet.initial) + " are the Deployment's replicas");
  }

  ScenarioPart part_;
  std::size_t fleets_ = 0;
};

}  // namespace

Emitted emitHpa(const ScenarioSpec& spec) {
  Manifest all;
  for (const ServiceSpec& s : spec.services)
    for (const PolicySpec& p : s.scaling)
      if (const auto* hpa = std::get_if<HpaSpec>(&p.policy)) {
        all.add(s, *hpa);
        all.later(spec.changes, s.name);
      }
  return all.result();
}

}  // namespace headroom
