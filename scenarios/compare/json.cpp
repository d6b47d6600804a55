#include "scenarios/compare/compare.h"
#include "scenarios/json_text.h"
#include "scenarios/run/result_json.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

Json interval(const stats::MeanInterval& m) {
  return {{"value", jsonNumber(m.mean)}, {"half_width", jsonNumber(m.halfWidth)}, {"level", m.level}, {"n", m.n}};
}

Json comparison(const ComparisonTable& t, const ComparedPair& c) {
  Json json{{"name", c.name},
            {"verdict", t.replications > 1 ? Json(verdictOf(t, c)) : Json(nullptr)},
            {"measures", Json::array()}};
  for (std::size_t i = 0; i < t.measures.size(); ++i) {
    const MeasuredDifference& d = c.measures[i];
    json["measures"].push_back({{"metric", t.measures[i].path},
                                {"base", interval(d.base)},
                                {"other", interval(d.other)},
                                {"difference", interval(d.paired.difference)},
                                {"relative", interval(d.paired.relative)},
                                {"correlation", jsonNumber(d.paired.correlation)},
                                {"chance", jsonNumber(d.paired.chance)},
                                {"chance_corrected", jsonNumber(d.chance)},
                                {"distinguishable", std::isnan(d.chance) ? Json(nullptr) : Json(d.told)}});
  }
  return json;
}

}  // namespace

std::string jsonOf(const ComparisonTable& t, std::optional<std::uint64_t> seed) {
  Json json{{"schema", 1},
            {"version", programVersion()},
            {"seed", seed ? Json(*seed) : Json(nullptr)},
            {"level", t.level},
            {"replications", t.replications},
            {"base", t.base},
            {"comparisons", Json::array()}};
  for (const ComparedPair& c : t.comparisons) json["comparisons"].push_back(comparison(t, c));
  return jsonText(json);
}

}  // namespace headroom
