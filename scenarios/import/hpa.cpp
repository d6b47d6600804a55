// Kubernetes' HorizontalPodAutoscaler, autoscaling/v2.
#include "models/scaling/kubernetes/pod_scaler.h"
#include "scenarios/import/foreign.h"
#include "scenarios/import/import.h"
#include "scenarios/import/part.h"
#include "scenarios/import/quantity.h"
#include "scenarios/json_tree.h"
#include "scenarios/open_text.h"
#include "scenarios/units.h"

#include <cmath>

namespace headroom {
namespace {

class HpaImport {
 public:
  explicit HpaImport(const std::string& name) {
    const int source = openText(file_.reading, name, "", {});
    file_.failed = source < 0;
    for (Issue& i : file_.reading.issues)
      if (i.wanted.starts_with("a file")) i.wanted = "a file, or `-`";
    if (source < 0) return;
    documents_ = checkText(file_.reading, source) ? parseDocuments(file_.reading, source) : std::vector<Node>();
    file_.failed = documents_.empty();
  }

  Imported result() {
    for (const Node& d : documents_) collect(d);
    if (!file_.failed && scalers_.empty())
      file_.error(documents_[0], "there is no HorizontalPodAutoscaler in it", "`kind: HorizontalPodAutoscaler`");
    if (!file_.failed) write();
    Imported out;
    if (!file_.failed) out.text = part_.text();
    file_.close(out);
    return out;
  }

 private:
  void collect(const Node& d) {
    if (!d.isMap()) return file_.error(d, "this is not a mapping", "a manifest: `apiVersion`, `kind`, `spec`");
    const std::string kind = textOf(d, "kind"), version = textOf(d, "apiVersion");
    if (const Node* items = d.find("items"); items && kind.ends_with("List")) {
      for (const Node& i : items->items) collect(i);
    } else if (kind != "HorizontalPodAutoscaler") {
      others_.push_back((kind.empty() ? "something without a `kind`" : kind) + " " + nameOf(d));
    } else if (version != "autoscaling/v2") {
      file_.error(d.find("apiVersion") ? *d.find("apiVersion") : d, "`" + quoteForMessage(version) + "` is not read",
                  "`autoscaling/v2`", "`kubectl get hpa.v2.autoscaling NAME -o yaml` converts it");
    } else {
      scalers_.push_back(&d);
    }
  }

  static std::string nameOf(const Node& d) {
    const Node* metadata = d.find("metadata");
    return metadata ? quoteForMessage(textOf(*metadata, "name")) : "";
  }

  void write() {
    part_.note(0,
               "Made by `headroom import hpa`. A scenario that says `extends:` and this file's name adds a duration, "
               "a region, demand, and the workers of the services: a worker is a pod.");
    for (const std::string& other : others_) part_.note(0, "Left out: " + other);
    part_.line(0, "version: 1");
    part_.line(0, "services:");
    for (const Node* s : scalers_) service(*s);
  }

  void service(const Node& d) {
    const Node* spec = d.find("spec");
    const Node* target = spec ? spec->find("scaleTargetRef") : nullptr;
    if (!target) return file_.error(spec ? *spec : d, "`spec.scaleTargetRef` is missing here", "whom it scales");
    const std::string foreign = textOf(*target, "name");
    part_.line(2, names_.of(foreign) + ":");
    part_.note(4, "HorizontalPodAutoscaler " + nameOf(d) + ", of " + textOf(*target, "kind") + " " + foreign);
    const auto max = file_.whole(*spec, "maxReplicas", true), min = file_.whole(*spec, "minReplicas");
    if (!max) return;
    part_.line(4, "fleet: {min: " + std::to_string(min.value_or(1)) + ", max: " + std::to_string(*max) + "}");
    for (const Node* other : othersIn(*spec, {"scaleTargetRef", "minReplicas", "maxReplicas", "metrics", "behavior"}))
      part_.note(4, "Not imported: " + other->key + ": " + shortly(*other));
    std::vector<std::string> lost;
    const Node* written = spec->find("metrics");
    const auto metrics = saysNothing(written) ? std::vector<std::string>() : metricsOf(*written, lost);
    const bool none = metrics.empty() && !lost.empty();
    if (none)
      part_.note(4, "No `scaling`: a run has none of its metrics.");
    else
      hpa(metrics, spec->find("behavior"), min.value_or(1) == 0);
    for (const std::string& l : lost) part_.note(none ? 4 : 6, "Not imported: " + l);
  }

  void hpa(const std::vector<std::string>& metrics, const Node* behaviour, bool toZero) {
    part_.line(4, "scaling:");
    part_.line(6, "- hpa:");
    if (toZero) part_.line(10, "scale_to_zero: true");
    if (metrics.empty()) part_.note(10, "Without metrics it follows the CPU at 80 % of its request.");
    if (!metrics.empty()) part_.line(10, "metrics:");
    for (const std::string& m : metrics) part_.line(12, "- " + m);
    if (saysNothing(behaviour)) return part_.line(10, "sync: 15s");
    part_.line(10, "behaviour:");
    for (const auto& [theirs, ours] : {std::pair{"scaleUp", "up"}, std::pair{"scaleDown", "down"}})
      if (const Node* rules = behaviour->find(theirs); !saysNothing(rules))
        part_.line(12, std::string(ours) + ": " + rulesOf(*rules));
  }

  // ---- metrics ----

  std::vector<std::string> metricsOf(const Node& list, std::vector<std::string>& lost) {
    std::vector<std::string> all;
    for (const Node& m : list.items) {
      HpaMetricSpec spec;
      const std::string text = metricOf(m, spec);
      if (file_.failed) return {};
      if (!text.empty() && podMetricOf(spec))
        all.push_back(text);
      else
        lost.push_back("a run has no metric like " + shortly(m) +
                       "; the largest answer of all metrics counts, so it may differ");
    }
    return all;
  }

  /// One metric as it is written here; empty: there is no such source.
  std::string metricOf(const Node& m, HpaMetricSpec& spec) {
    using S = HpaMetricSpec::Source;
    struct Kind {
      const char *type, *key, *ours;
      S source;
    };
    static constexpr Kind kinds[] = {{"Resource", "resource", "resource", S::resource},
                                     {"Pods", "pods", "pods", S::pods},
                                     {"Object", "object", "object", S::object},
                                     {"External", "external", "external", S::external}};
    for (const Kind& k : kinds) {
      if (textOf(m, "type") != k.type) continue;
      const Node* body = m.find(k.key);
      const Node* target = body ? body->find("target") : nullptr;
      if (!target) return file_.error(m, "`" + std::string(k.key) + ".target` is missing here"), "";
      const Node* metric = body->find("metric");
      spec.source = k.source;
      spec.metric = metric ? textOf(*metric, "name") : textOf(*body, "name");
      FlowMap map;
      map.add("metric", quoted(spec.metric)).add("source", k.ours);
      setTarget(*target, spec, map);
      return map.text();
    }
    return {};
  }

  void setTarget(const Node& target, HpaMetricSpec& spec, FlowMap& map) {
    const std::string type = textOf(target, "type");
    if (type == "Utilization") {
      const auto percent = file_.whole(target, "averageUtilization", true);
      if (!percent) return;
      spec.utilisation = Ratio{static_cast<double>(*percent) / 100};
      map.add("utilisation", std::to_string(*percent) + " %");
    } else if (type == "AverageValue" || type == "Value") {
      const char* key = type == "Value" ? "value" : "averageValue";
      const Node* n = target.find(key);
      const auto x = n && n->isScalar() ? readQuantity(n->text) : std::nullopt;
      if (!x)
        return file_.error(
            n ? *n : target,
            n ? "`" + quoteForMessage(n->text) + "` is no quantity" : "`" + std::string(key) + "` is missing here",
            "a quantity, as `45`, `1500m`, `2k`");
      (type == "Value" ? spec.value : spec.averageValue) = *x;
      map.add(type == "Value" ? "value" : "average_value", writeNumber(*x));
    } else {
      file_.error(target, "a target of type `" + quoteForMessage(type) + "`", "Utilization, AverageValue or Value");
    }
  }

  // ---- behaviour ----

  std::string rulesOf(const Node& rules) {
    FlowMap map;
    if (const auto s = file_.whole(rules, "stabilizationWindowSeconds"))
      map.add("stabilisation", writeDuration(Duration::seconds(*s)));
    if (rules.find("selectPolicy"))
      map.add("select", file_.word(rules, "selectPolicy", {{"Max", "max"}, {"Min", "min"}, {"Disabled", "disabled"}}));
    if (const Node* t = rules.find("tolerance")) {
      const auto x = readQuantity(t->text);
      if (!x) file_.error(*t, "`" + quoteForMessage(t->text) + "` is no quantity", "as `0.05`");
      map.add("tolerance", writeNumber(x.value_or(0)));
    }
    std::string list;
    if (const Node* policies = rules.find("policies"))
      for (const Node& p : policies->items) {
        const auto value = file_.whole(p, "value", true), period = file_.whole(p, "periodSeconds", true);
        FlowMap one;
        one.add("type", file_.word(p, "type", {{"Pods", "pods"}, {"Percent", "percent"}}));
        if (value && period)
          one.add("value", std::to_string(*value)).add("period", writeDuration(Duration::seconds(*period)));
        list += (list.empty() ? "" : ", ") + one.text();
      }
    if (!list.empty()) map.add("policies", "[" + list + "]");
    for (const Node* other : othersIn(rules, {"stabilizationWindowSeconds", "selectPolicy", "tolerance", "policies"}))
      file_.error(*other, "`" + quoteForMessage(other->key) + "` is not known here");
    return map.text();
  }

  Foreign file_;
  std::vector<Node> documents_;
  std::vector<const Node*> scalers_;
  std::vector<std::string> others_;
  Names names_;
  ScenarioPart part_;
};

}  // namespace

Imported importHpa(const std::string& file) { return HpaImport(file).result(); }

}  // namespace headroom
