#include "scenarios/run/expect.h"

#include "scenarios/units.h"
#include "sim/issue.h"

#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace headroom {
namespace {

/// Words of scenarios against words of JSON, where a unit is part of the name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> units{
    {{"latency", "latency_s"}, {"wait", "wait_s"}, {"cost", "cost_usd"}, {"wasted_work", "wasted_work_s"}}};

/// A limit as it was written: a number, a share, a duration, or dollars.
double numberIn(std::string text) {
  if (const auto dollars = text.find(" USD"); dollars != std::string::npos && dollars + 4 == text.size())
    text.resize(dollars);
  Refusal why;
  if (const auto x = readNumber(text, why)) return *x;
  if (const auto x = readDuration(text, why)) return x->inSeconds();
  if (const auto x = readMeasure(Quantity::ratio, text, why)) return *x;
  if (const auto x = readMeasure(Quantity::rate, text, why)) return *x;
  throw Failure("`" + text + "` is no value to compare with");
}

Verdict verdictOf(const ExpectSpec& e, double got) {
  Verdict v{e.service.empty() ? e.metric : e.service + "." + e.metric, e.window(), "", got, false};
  const auto compare = [&](const std::string& text, const char* sign, auto holds) {
    if (text.empty()) return;
    const double limit = numberIn(text);
    v.wanted = fmt::format("{} {:.10g}", sign, limit);
    v.met = !std::isnan(got) && holds(got, limit);
  };
  compare(e.below, "<", [](double a, double b) { return a < b; });
  compare(e.atMost, "<=", [](double a, double b) { return a <= b; });
  compare(e.above, ">", [](double a, double b) { return a > b; });
  compare(e.atLeast, ">=", [](double a, double b) { return a >= b; });
  return v;
}

}  // namespace

std::string figurePath(const std::string& metric, const std::string& service) {
  std::string path = metric;
  const std::string head = metric.substr(0, metric.find('.'));
  for (const auto& [word, json] : units)
    if (head == word) path = std::string(json) + metric.substr(head.size());
  return service.empty() ? path : "services." + service + "." + path;
}

std::vector<Verdict> judge(const std::vector<ExpectSpec>& expects,
                           const std::function<double(const std::string&)>& value) {
  std::vector<Verdict> verdicts;
  for (const ExpectSpec& e : expects) {
    std::string path = figurePath(e.metric, e.service);
    if (const std::string window = e.window(); !window.empty()) path = "over." + window + "." + path;
    verdicts.push_back(verdictOf(e, value(path)));
  }
  return verdicts;
}

}  // namespace headroom
