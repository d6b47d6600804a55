#include "scenarios/run/external_wire.h"

#include "scenarios/tree.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t most = 1'000'000;

/// The newest value that can be used; nothing before the first.
Json metricJson(const Followed& followed) {
  const Datapoint& newest = followed.points.newest();
  const bool missing = followed.points.empty() || std::isnan(newest.value);
  Json json{{"name", metricNames()[static_cast<std::size_t>(followed.spec.metric)]}};
  if (followed.spec.statistic) json["statistic"] = followed.spec.statistic->text();
  json["period_s"] = followed.spec.period.inSeconds();
  json["period_end_s"] = followed.points.empty() ? Json() : Json(newest.end.inSeconds());
  json["value"] = missing ? Json() : Json(newest.value);
  json["workers"] = newest.counted;
  return json;
}

}  // namespace

std::string questionText(const std::string& service, const PolicySpec& policy, const Question& q) {
  const Observation& o = q.seen;
  Json metrics = Json::array();
  for (const Followed& followed : o.followed) metrics.push_back(metricJson(followed));
  return Json{{"schema", 1},
              {"number", q.number},
              {"time_s", o.now.inSeconds()},
              {"service", service},
              {"policy", policy.name},
              {"metrics", std::move(metrics)},
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
