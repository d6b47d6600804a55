/// Kubernetes' autoscalers over a timeline.
///
/// hpa:
///   hpa: {…}                     the policy, as under `scaling:`; without metrics one whose total asks for as many
///   pods min: 1, max: 1000000         the default recommended: [[290s, 8]]     recommendations so long ago; also
///   `added`, `removed`: changes of the count syncs:
///     - at: 15s                  default: 15 s after the one before
///       current: 4               default: what was decided before
///       observed: 4              in the target's status; default: current
///       pods: 350 420u - 500p    of each pod the usage in thousandths, - where there is no sample, and a letter: u not
///                                ready since its start, 3 min ago; h ready, started just now, with a sample of 60 s;
///                                p pending; e ended; d being deleted
///       requests: 500            of all pods, or one each, in thousandths; default 1000; none: unknown
///       strangers: 3200 2000     samples of pods that are not in the list
///       total: 8.6               of an object or external metric; of several a list, `failed` for one that is not
///       there
///   replicas: [7]                after each sync
///   reasons: [as_asked]          optional
///
/// kpa:
///   kpa: {…}
///   min, max: 0, none            the default
///   fresh: true                  the autoscaler begins with the first tick; default: it has run before with what is
///   ready ticks:
///     - {at: 2s, ready: 3, stable: 350, panic: 350, reachable: true}
///                                at: default 2 s after the one before; ready: default what was decided; panic: default
///                                as stable; no stable: no data; `ticks: N` repeats it
///   scale: [5]                   after each (of repeated ones after the last)
///   reasons, excess: […]         optional; excess burst capacity
///
/// kpa_window:
///   window: 10s, averaging: linear, samples: [[100s, 3]], averages: [[109s, 3.5]]
#include "models/scaling/kubernetes/hpa.h"
#include "models/scaling/kubernetes/kpa.h"
#include "models/scaling/kubernetes/kpa_windows.h"
#include "scenarios/lab/policy_file.h"
#include "scenarios/units.h"
#include "tests/conformance/subject.h"

#include <cmath>
#include <sstream>
#include <stdexcept>

namespace headroom::conformance {
namespace {

Duration durationOf(const YAML::Node& n) {
  Refusal r;
  const auto d = readDuration(n.as<std::string>(), r);
  if (!d) throw std::runtime_error(r.what);
  return *d;
}

/// The first instant of every timeline: late enough for a past.
const Instant begin = Instant::at(Duration::hours(24));

template <class Spec>
Spec specOf(const YAML::Node& n, const char* kind) {
  YAML::Emitter policy;
  policy << YAML::Flow << n[kind];
  const std::string text =
      "version: 1\nfleet: {min: 1, max: 9}\npolicy: {" + std::string(kind) + ": " + policy.c_str() + "}\n";
  const auto read = lab::readPolicyText(text, "case.yaml");
  if (!read.content) throw std::runtime_error(read.issues.front().what + "\n" + text);
  return std::get<Spec>(read.content->policy.policy);
}

HpaSpec hpaOf(const YAML::Node& n) {
  HpaSpec spec = specOf<HpaSpec>(n, "hpa");
  if (!spec.metrics.empty()) return spec;
  HpaMetricSpec asks;
  asks.name = asks.metric = "asks";
  asks.source = HpaMetricSpec::Source::external;
  asks.averageValue = 1;
  spec.metrics = {asks};
  spec.tolerance = Ratio{0};
  return spec;
}

std::vector<HpaState::Count> pastOf(const YAML::Node& n) {
  std::vector<HpaState::Count> counts;
  for (const YAML::Node& one : n) counts.push_back({begin - durationOf(one[0]), one[1].as<std::int64_t>()});
  return counts;
}

HpaPod podOf(const std::string& word, std::size_t metrics, Instant now) {
  HpaPod pod;
  pod.started = now - Duration::hours(1);
  pod.samples.resize(metrics);
  std::size_t end = 0;
  if (word[0] != '-')
    pod.samples[0].milli = std::stoll(word, &end);
  else
    end = 1;
  for (const char letter : word.substr(end)) switch (letter) {
      case 'u':
        pod.ready = HpaPod::Ready::no;
        pod.started = pod.readyChanged = now - Duration::minutes(3);
        break;
      case 'h':
        pod.started = pod.readyChanged = now;
        pod.samples[0].window = Duration::seconds(60);
        break;
      case 'p': pod.phase = HpaPod::Phase::pending; break;
      case 'e': pod.phase = HpaPod::Phase::ended; break;
      case 'd': pod.deleting = true; break;
      default: throw std::runtime_error("`" + word + "`: what is `" + letter + "`?");
    }
  return pod;
}

std::vector<std::string> wordsOf(const YAML::Node& n) {
  std::vector<std::string> words;
  std::istringstream in(n.as<std::string>(""));
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::vector<HpaPod> podsOf(const YAML::Node& sync, std::size_t metrics, Instant now) {
  std::vector<HpaPod> pods;
  const std::vector<std::string> requests = wordsOf(sync["requests"]);
  for (const std::string& word : wordsOf(sync["pods"])) {
    const std::size_t i = pods.size();
    pods.push_back(podOf(word, metrics, now));
    const std::string request = requests.empty() ? "1000" : requests[requests.size() == 1 ? 0 : i];
    if (request != "none") pods.back().samples[0].request = std::stoll(request);
  }
  return pods;
}

std::vector<HpaMetricSeen> metricsSeen(const YAML::Node& sync, std::size_t metrics) {
  std::vector<HpaMetricSeen> seen(metrics);
  for (const std::string& stranger : wordsOf(sync["strangers"])) seen[0].strangers.push_back(std::stoll(stranger));
  for (std::size_t i = 0; i < metrics && sync["total"]; ++i) {
    const YAML::Node total = sync["total"].IsSequence() ? sync["total"][i] : sync["total"];
    if (total.as<std::string>() == "failed")
      seen[i].failed = true;
    else
      seen[i].total = static_cast<std::int64_t>(std::floor(total.as<double>() * 1000 + 0.5));
  }
  return seen;
}

/// What came, beside what was wanted; empty where they agree.
class Comparison {
 public:
  template <class T>
  void expect(const YAML::Node& wanted, std::size_t i, const T& got, const char* what) {
    if (!wanted) return;
    if (i >= wanted.size()) throw std::runtime_error(std::string(what) + ": too few");
    std::ostringstream text;
    text << got;
    if (wanted[i].as<std::string>() == text.str()) return;
    wrong_ += "  " + std::to_string(i + 1) + ": " + what + " wanted " + wanted[i].as<std::string>() + ", got " +
              text.str() + "\n";
  }
  const std::string& wrong() const { return wrong_; }

 private:
  std::string wrong_;
};

}  // namespace

std::string checkHpa(const YAML::Node& n) {
  const HpaSpec spec = hpaOf(n);
  HpaState state;
  state.recommendations = pastOf(n["recommended"]);
  state.added = pastOf(n["added"]);
  state.removed = pastOf(n["removed"]);
  Comparison c;
  Instant now = begin - Duration::seconds(15);
  std::int64_t current = 0;
  if (n["syncs"].size() != n["replicas"].size()) throw std::runtime_error("a number for each sync");
  for (std::size_t i = 0; i < n["syncs"].size(); ++i) {
    const YAML::Node sync = n["syncs"][i];
    now = sync["at"] ? begin + durationOf(sync["at"]) : now + Duration::seconds(15);
    const std::vector<HpaPod> pods = podsOf(sync, spec.metrics.size(), now);
    const std::vector<HpaMetricSeen> metrics = metricsSeen(sync, spec.metrics.size());
    HpaObservation seen;
    seen.now = now;
    seen.min = n["min"].as<std::int64_t>(1);
    seen.max = n["max"].as<std::int64_t>(1'000'000);
    seen.current = sync["current"].as<std::int64_t>(current);
    seen.observed = sync["observed"].as<std::int64_t>(seen.current);
    seen.pods = pods;
    seen.metrics = metrics;
    const HpaRecommendation r = recommend(spec, seen, state);
    current = r.replicas;
    c.expect(n["replicas"], i, r.replicas, "replicas");
    c.expect(n["reasons"], i, wordOf(r.reason), "reason");
  }
  return c.wrong();
}

std::string checkKpa(const YAML::Node& n) {
  const KpaSpec spec = specOf<KpaSpec>(n, "kpa");
  KpaState state;
  Comparison c;
  Instant now = begin - spec.tick;
  std::int64_t scale = 0;
  if (n["ticks"].size() != n["scale"].size()) throw std::runtime_error("a number for each tick");
  for (std::size_t i = 0; i < n["ticks"].size(); ++i) {
    const YAML::Node tick = n["ticks"][i];
    KpaRecommendation r;
    for (std::int64_t k = tick["ticks"].as<std::int64_t>(1); k > 0; --k) {
      now = tick["at"] ? begin + durationOf(tick["at"]) : now + spec.tick;
      KpaObservation seen;
      seen.now = now;
      seen.min = n["min"].as<std::int64_t>(0);
      if (n["max"]) seen.max = n["max"].as<std::int64_t>();
      seen.ready = tick["ready"].as<std::int64_t>(scale);
      if (tick["stable"]) seen.stable = tick["stable"].as<double>();
      if (tick["stable"]) seen.panic = tick["panic"].as<double>(*seen.stable);
      seen.reachable = tick["reachable"].as<bool>(true);
      if (i == 0 && !n["fresh"].as<bool>(false) && !state.begun) {
        state.begun = true;
        state.scale = *seen.ready;
      }
      r = recommend(spec, seen, state);
      scale = r.scale;
    }
    c.expect(n["scale"], i, r.scale, "scale");
    c.expect(n["reasons"], i, wordOf(r.reason), "reason");
    if (n["excess"]) c.expect(n["excess"], i, r.excess ? writeNumber(*r.excess) : "none", "excess");
  }
  return c.wrong();
}

std::string checkKpaWindow(const YAML::Node& n) {
  const bool weighted = n["averaging"].as<std::string>("linear") == "weighted";
  KpaWindow window(durationOf(n["window"]), weighted ? KpaSpec::Averaging::weighted : KpaSpec::Averaging::linear);
  for (const YAML::Node& s : n["samples"]) window.record(begin + durationOf(s[0]), s[1].as<double>());
  Comparison c;
  for (const YAML::Node& a : n["averages"]) {
    const Instant now = begin + durationOf(a[0]);
    c.expect(a, 1, window.empty(now) ? "none" : writeNumber(window.average(now)), "average");
  }
  return c.wrong();
}

}  // namespace headroom::conformance
