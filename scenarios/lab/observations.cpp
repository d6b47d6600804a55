#include "scenarios/lab/observations.h"

#include "models/calendar.h"
#include "scenarios/lab/csv_tree.h"
#include "scenarios/lab/observation_rows.h"
#include "scenarios/lab/reading.h"
#include "scenarios/normalise.h"
#include "scenarios/suggest.h"
#include "scenarios/units.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace headroom::lab {
namespace {

std::optional<std::int64_t> timeOf(const std::string& text) {
  Refusal ignored;
  if (const auto seconds = readNumber(text, ignored); seconds && std::abs(*seconds) < 9e9)
    return static_cast<std::int64_t>(std::floor(*seconds * 1e9 + 0.5));
  if (const auto duration = readDuration(text, ignored)) return duration->ns();
  if (const auto instant = Calendar::parseInstant(text)) return instant;
  return Calendar::parseInstant(text + "Z");
}

std::int64_t milliOf(double x) { return static_cast<std::int64_t>(std::floor(x * 1000 + 0.5)); }

/// `null` says that there is no value.
void dropNulls(Node& n) {
  std::erase_if(n.items, [&](const Node& i) { return n.isMap() && i.form == Node::Form::null; });
  for (Node& i : n.items) dropNulls(i);
}

Node mapAt(Spot spot) {
  Node n;
  n.form = Node::Form::map;
  n.spot = n.keySpot = spot;
  return n;
}

Node& listIn(Node& owner, std::string_view key, Spot spot) {
  Node& n = owner.member(key, spot);
  n.form = Node::Form::list;
  return n;
}

// ---- CSV: columns to the shape of JSON -----------------------------------------------------------------------------

/// The columns must be known: `fixed`, or (`metrics`) a metric's name, alone or with `.request` and the like.
bool knownColumns(Draft& draft, const std::vector<Node>& header, std::vector<std::string> fixed,
                  const std::vector<std::string>& metrics) {
  std::vector<std::string> allowed = std::move(fixed);
  for (const std::string& m : metrics)
    for (const char* part : {"", ".request", ".at", ".window"}) allowed.push_back(m + part);
  bool known = true;
  for (const Node& h : header) {
    if (std::find(allowed.begin(), allowed.end(), h.text) != allowed.end()) continue;
    draft.reading.error(h.spot, "", "there is no column `" + quoteForMessage(h.text) + "`",
                        "one of " + listed(allowed, 24), didYouMean(h.text, allowed));
    known = false;
  }
  return known;
}

/// `cpu` and `cpu.request` of a pod; of no pod the total, or the word `failed`.
void placeMetric(Node cell, Node& metrics, bool ofPod) {
  const std::string column = cell.key;
  const std::size_t dot = column.rfind('.');
  Node& m = metrics.member(column.substr(0, dot), cell.spot);
  m.form = Node::Form::map;
  const bool failed = !ofPod && cell.text == "failed";
  cell.key = dot != std::string::npos ? column.substr(dot + 1) : ofPod ? "value" : failed ? "failed" : "total";
  if (failed) cell.text = "true";
  m.items.push_back(std::move(cell));
}

/// Rows of one time are one observation; a row with a `pod` is that pod's.
Node observationsOfPods(Node rows) {
  Node list;
  list.form = Node::Form::list;
  list.spot = rows.spot;
  std::string before;
  for (Node& row : rows.items) {
    const Node* time = row.find("time");
    if (list.items.empty() || !time || time->text != before) list.items.push_back(mapAt(row.spot));
    before = time ? time->text : "";
    Node& observation = list.items.back();
    const bool ofPod = row.find("pod") != nullptr;
    Node pod = mapAt(row.spot);
    for (Node& cell : row.items) {
      if (cell.key == "time" || cell.key == "current" || cell.key == "observed") {
        if (!observation.find(cell.key)) observation.items.push_back(cell);
      } else if (cell.key == "pod" || cell.key == "phase" || cell.key == "deleting" || cell.key == "ready" ||
                 cell.key == "started" || cell.key == "ready_changed") {
        pod.items.push_back(cell);
      } else {
        Node& owner = ofPod ? pod : observation;
        Node& metrics = owner.member("metrics", cell.spot);
        metrics.form = Node::Form::map;
        placeMetric(cell, metrics, ofPod);
      }
    }
    if (ofPod) listIn(observation, "pods", row.spot).items.push_back(std::move(pod));
  }
  return list;
}

/// {schema: 1, observations: list}
Node wholeFile(Node list) {
  Node file = mapAt(list.spot);
  Node& schema = file.member("schema", list.spot);
  schema.form = Node::Form::scalar;
  schema.text = "1";
  list.key = "observations";
  list.keySpot = list.spot;
  file.items.push_back(std::move(list));
  return file;
}

std::vector<std::string> fieldNames(const Type& file) {
  std::vector<std::string> names;
  for (const Field& f : findField(file.fields, "observations")->type->element->fields) names.emplace_back(f.name);
  return names;
}

void takeCsv(Draft& draft, const Type& type, const std::vector<std::string>& metrics, bool ofPods) {
  auto csv = draft.failed() ? std::nullopt : parseCsv(draft.reading, 0);
  if (!csv) return;
  const std::vector<std::string> fixed =
      ofPods ? std::vector<std::string>{"time",     "current", "observed", "pod",          "phase",
                                        "deleting", "ready",   "started",  "ready_changed"}
             : fieldNames(type);
  if (!knownColumns(draft, csv->header, fixed, metrics)) return;
  draft.tree = wholeFile(ofPods ? observationsOfPods(std::move(csv->rows)) : std::move(csv->rows));
}

// ---- from what is written to what it means -------------------------------------------------------------------------

/// Times of a file: read, and each observation's later than the one before.
struct Times {
  Draft& draft;
  std::optional<Instant> before = {};

  std::optional<Instant> optional(const std::string& text, const std::string& path) {
    if (text.empty()) return std::nullopt;
    const auto ns = timeOf(text);
    if (!ns)
      draft.error(path, "`" + quoteForMessage(text) + "` is no time", "seconds, a duration, or an ISO 8601 instant",
                  "as `15`, `90s`, `2026-11-26T10:00:00Z`");
    return Instant::atNs(ns.value_or(0));
  }
  Instant next(const std::string& text, const std::string& path) {
    const Instant t = optional(text, path).value_or(Instant());
    if (before && t <= *before && timeOf(text))
      draft.error(path, "time does not go forward", "later than the one before");
    before = t;
    return t;
  }
};

std::string observationPath(std::size_t i) { return "observations." + std::to_string(i + 1); }

struct HpaMetrics {
  std::vector<HpaMetricSpec> specs;

  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const HpaMetricSpec& m : specs) all.push_back(m.name);
    return all;
  }
  std::optional<std::size_t> place(const std::string& name, const std::string& path, Draft& draft) const {
    for (std::size_t i = 0; i < specs.size(); ++i)
      if (specs[i].name == name) return i;
    draft.error(path, "the policy has no metric `" + quoteForMessage(name) + "`", "one of " + listed(names()),
                didYouMean(name, names()));
    return std::nullopt;
  }
};

HpaPod podOf(const WrittenPod& w, const HpaMetrics& metrics, Instant now, const std::string& path, Times& times) {
  HpaPod pod;
  pod.phase = w.phase;
  pod.deleting = w.deleting;
  pod.ready = w.ready;
  pod.started = times.optional(w.started, path + ".started");
  if (!pod.started && w.phase != HpaPod::Phase::pending) pod.started = now - Duration::hours(24 * 365);
  pod.readyChanged = times.optional(w.readyChanged, path + ".ready_changed");
  pod.samples.resize(metrics.specs.size());
  for (const WrittenSample& s : w.metrics) {
    const std::string at = path + ".metrics." + s.name;
    const auto place = metrics.place(s.name, at, times.draft);
    if (!place) continue;
    HpaSample& sample = pod.samples[*place];
    if (s.value) sample.milli = milliOf(*s.value);
    if (s.request) sample.request = milliOf(*s.request);
    sample.at = times.optional(s.at, at + ".at");
    sample.window = s.window;
  }
  return pod;
}

HpaRow rowOf(const WrittenHpaRow& w, const HpaMetrics& metrics, const std::string& path, Times& times) {
  HpaRow row;
  row.time = times.next(w.time, path + ".time");
  row.current = w.current;
  row.observed = w.observed;
  for (std::size_t i = 0; i < w.pods.size(); ++i)
    row.pods.push_back(podOf(w.pods[i], metrics, row.time, path + ".pods." + std::to_string(i + 1), times));
  row.metrics.resize(metrics.specs.size());
  for (const WrittenTotal& t : w.metrics) {
    const auto place = metrics.place(t.name, path + ".metrics." + t.name, times.draft);
    if (!place) continue;
    HpaMetricSeen& seen = row.metrics[*place];
    seen.failed = t.failed;
    if (t.total) seen.total = milliOf(*t.total);
    for (const double s : t.strangers) seen.strangers.push_back(milliOf(s));
  }
  return row;
}

KpaRow rowOf(const WrittenKpaRow& w, const std::string& path, Times& times) {
  KpaRow row{times.next(w.time, path + ".time"), w.ready, w.stable, w.panic, w.sample, w.reachable};
  if (w.sample && (w.stable || w.panic))
    times.draft.error(path + ".sample", "a raw sample and averages in one observation", "one or the other");
  if (w.stable.has_value() != w.panic.has_value())
    times.draft.error(path, w.stable ? "`panic` is missing beside `stable`" : "`stable` is missing beside `panic`",
                      "both averages");
  return row;
}

/// CloudWatch says 85 where a share of 85 % is meant.
void shareIsNoPercentage(std::optional<double> value, const std::string& path, Draft& draft) {
  if (value && *value > 1 + 1e-9)
    draft.error(path, writeNumber(*value) + " is " + writeNumber(*value * 100) + " %, more than there is",
                "a fraction, or with its sign", *value <= 100 ? meant(writeNumber(*value) + " %") : Hint());
}

DatapointRow rowOf(const WrittenDatapoint& w, const PolicySpec& policy, const std::string& path, Times& times) {
  const std::vector<MetricSpec> metrics = metricsOf(policy);
  if (w.memory && metrics.size() < 2)
    times.draft.error(path + ".memory", "this policy follows one metric", "`value` alone");
  if (isShare(metrics[0].metric) && isShareOf(statisticOf(metrics[0]))) {
    shareIsNoPercentage(w.value, path + ".value", times.draft);
    shareIsNoPercentage(w.memory, path + ".memory", times.draft);
  }
  return {times.next(w.time, path + ".time"), w.value, w.memory, w.workers, w.desired};
}

template <class W, class Make>
void readRows(Draft& draft, const std::vector<std::string>& metrics, bool ofPods, Make make) {
  WrittenRows<W> file;
  const Type& type = rowsType(&file);
  if (draft.csv())
    takeCsv(draft, type, metrics, ofPods);
  else if (draft.tree)
    dropNulls(*draft.tree);
  if (!draft.decode(type, &file)) return;
  if (file.observations.empty()) draft.error("observations", "there are no observations", "at least one");
  Times times{draft};
  for (std::size_t i = 0; i < file.observations.size(); ++i) make(file.observations[i], observationPath(i), times);
}

Read<Observations> readRows(Draft draft, const PolicyFile& policy) {
  Observations o;
  if (const auto* hpa = std::get_if<HpaSpec>(&policy.policy.policy)) {
    const HpaMetrics metrics{metricsOf(*hpa)};
    readRows<WrittenHpaRow>(draft, metrics.names(), true,
                            [&](const WrittenHpaRow& w, const std::string& path, Times& t) {
                              o.hpa.push_back(rowOf(w, metrics, path, t));
                            });
  } else if (std::holds_alternative<KpaSpec>(policy.policy.policy)) {
    readRows<WrittenKpaRow>(draft, {}, false, [&](const WrittenKpaRow& w, const std::string& path, Times& t) {
      o.kpa.push_back(rowOf(w, path, t));
    });
  } else {
    readRows<WrittenDatapoint>(draft, {}, false, [&](const WrittenDatapoint& w, const std::string& path, Times& t) {
      o.datapoints.push_back(rowOf(w, policy.policy, path, t));
    });
  }
  Read<Observations> out;
  draft.close(out.issues, out.sources);
  if (!draft.failed()) out.content = std::move(o);
  return out;
}

}  // namespace

Read<Observations> readObservations(const std::string& file, const PolicyFile& policy) {
  return readRows(Draft::ofFile(file), policy);
}

Read<Observations> readObservationsText(std::string text, const std::string& fileName, const PolicyFile& policy) {
  return readRows(Draft::ofText(std::move(text), fileName), policy);
}

}  // namespace headroom::lab
