#include "scenarios/run/external_wire.h"

#include "scenarios/tree.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t most = 1'000'000;

}  // namespace

std::string questionText(const std::string& service, const PolicySpec& policy, const Question& q) {
  const MetricSpec& metric = *metricOf(policy);
  const Observation& o = q.seen;
  const std::string name(metricNames()[static_cast<std::size_t>(metric.metric)]);
  return Json{{"schema", 1},
              {"number", q.number},
              {"time_s", o.now.inSeconds()},
              {"service", service},
              {"policy", policy.name},
              {"metrics", Json::array({Json{{"name", name},
                                            {"period_s", metric.period.inSeconds()},
                                            {"period_end_s", o.newest.end.inSeconds()},
                                            {"value", std::isnan(o.newest.value) ? Json() : Json(o.newest.value)},
                                            {"workers", o.newest.counted}}})},
              {"desired", o.desired},
              {"in_service", o.inService},
              {"pending", o.pending},
              {"min", o.min},
              {"max", o.max}}
      .dump();
}

std::int64_t answerOf(const std::string& line) {
  const auto refuse = [&](const std::string& why) -> std::int64_t {
    throw Failure("it said `" + quoteForMessage(line) + "`: " + why + "; wanted `{\"desired\": 4}`");
  };
  const Json json = Json::parse(line, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return refuse("this is not a JSON object on one line");
  for (const auto& [key, value] : json.items())
    if (key != "desired") return refuse("`" + quoteForMessage(key) + "` is not known here");
  if (!json.contains("desired") || !json["desired"].is_number_integer()) return refuse("`desired` is no whole number");
  const auto desired = json["desired"].get<std::int64_t>();
  if (desired < 0 || desired > most) return refuse("so many workers there cannot be");
  return desired;
}

}  // namespace headroom
