#include "scenarios/sweep/design.h"

#include "scenarios/json_text.h"

#include <functional>
#include <numeric>

#include <nlohmann/json.hpp>

namespace headroom::sweep {
namespace {

using Json = nlohmann::ordered_json;

Json of(const Axis& a) {
  return {{"name", a.name},       {"sets", a.sentence}, {"unit", a.unit},
          {"numbers", a.numbers}, {"texts", a.texts},   {"dimension", a.dimension}};
}

Axis axisOf(const Json& j) {
  return {j.at("name"), j.at("sets"), j.at("unit"), j.at("numbers"), j.at("texts"), j.at("dimension")};
}

}  // namespace

std::size_t Design::gridSize() const {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

std::size_t Design::valueOf(std::size_t cell, const Axis& axis) const {
  std::size_t rest = cells[cell];
  for (std::size_t d = shape.size(); --d > axis.dimension;) rest /= shape[d];
  return rest % shape[axis.dimension];
}

std::string Design::label(std::size_t cell) const {
  std::string all;
  for (const Axis& a : axes) all += (all.empty() ? "" : ", ") + a.label(valueOf(cell, a));
  return all;
}

std::string jsonOf(const Design& d) {
  Json json{{"schema", 1},    {"name", d.name}, {"version", d.version},
            {"hash", d.hash}, {"seed", d.seed}, {"text", d.text}};
  json["scenarios"] = Json::array();
  for (const SourceText& s : d.scenarios)
    json["scenarios"].push_back({{"name", s.name}, {"file", s.file}, {"stage", s.stage}, {"text", s.text}});
  json["axes"] = Json::array();
  for (const Axis& a : d.axes) json["axes"].push_back(of(a));
  json["shape"] = d.shape;
  json["cells"] = d.cells;
  json["replication"] = {{"min", d.replication.min},
                         {"max", d.replication.max},
                         {"precision", d.replication.precision},
                         {"figures", d.replication.figures}};
  return jsonText(json);
}

Design designOf(const std::string& text) {
  try {
    const Json j = Json::parse(text);
    Design d{j.at("name"),
             j.at("version"),
             j.at("hash"),
             j.at("seed"),
             j.at("text"),
             {},
             {},
             j.at("shape"),
             j.at("cells"),
             {}};
    for (const Json& s : j.at("scenarios"))
      d.scenarios.push_back({s.at("name"), s.at("file"), s.at("stage"), s.at("text")});
    for (const Json& a : j.at("axes")) d.axes.push_back(axisOf(a));
    const Json& r = j.at("replication");
    d.replication = {r.at("min"), r.at("max"), r.at("precision"), r.at("figures")};
    return d;
  } catch (const nlohmann::json::exception&) {
    throw Failure("cannot read the head of a journal");
  }
}

}  // namespace headroom::sweep
