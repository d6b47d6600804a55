#include "scenarios/report/document_json.h"

#include "scenarios/json_text.h"

#include <cmath>

namespace headroom {
namespace {

using namespace report;
using Json = nlohmann::ordered_json;

Json jsonOf(const Value& v) {
  return {{"value", std::isfinite(v.number) ? Json(v.number) : Json(nullptr)},
          {"unit", v.unit.empty() ? Json(nullptr) : Json(v.unit)},
          {"text", v.text}};
}

Json jsonOf(const Paragraph& p) {
  const char* tone = p.tone == Tone::good      ? "good"
                     : p.tone == Tone::bad     ? "bad"
                     : p.tone == Tone::warning ? "warning"
                                               : "plain";
  return {{"type", "paragraph"}, {"tone", tone}, {"text", p.text}};
}

Json jsonOf(const Bullets& b) { return {{"type", "list"}, {"items", b.items}}; }

Json jsonOf(const Facts& f) {
  Json json{{"type", "facts"}, {"rows", Json::array()}};
  for (const Fact& fact : f.rows) {
    Json row{{"name", fact.name}, {"label", fact.label}};
    row.update(jsonOf(fact.value));
    row["note"] = fact.note.empty() ? Json(nullptr) : Json(fact.note);
    json["rows"].push_back(std::move(row));
  }
  return json;
}

Json jsonOf(const TableBlock& t) {
  Json json{
      {"type", "table"}, {"name", t.name}, {"caption", t.caption}, {"columns", Json::array()}, {"rows", Json::array()}};
  for (const Heading& c : t.columns) json["columns"].push_back(c.text);
  for (const auto& values : t.rows) {
    Json row = Json::array();
    for (const Value& v : values) row.push_back(jsonOf(v));
    json["rows"].push_back(std::move(row));
  }
  return json;
}

Json jsonOf(const Picture& p) {
  Json json{{"type", "figure"}, {"title", p.figure.title}, {"caption", p.caption}, {"panels", Json::array()}};
  for (const Panel& panel : p.figure.panels) {
    Json lines = Json::array();
    for (const FigureLine& l : panel.lines) lines.push_back(l.label);
    json["panels"].push_back({{"title", panel.title}, {"unit", panel.unit}, {"lines", lines}});
  }
  return json;
}

Json jsonOf(const Plot& p) {
  Json series = Json::array();
  for (const PlotSeries& s : p.series) series.push_back(s.label);
  return {{"title", p.title}, {"x", p.x.title}, {"y", p.y.title}, {"series", series}};
}

Json jsonOf(const HeatMap& m) { return {{"title", m.title}, {"x", m.xTitle}, {"y", m.yTitle}}; }

Json jsonOf(const BarChart& b) {
  Json rows = Json::array();
  for (const BarRow& r : b.rows) rows.push_back(r.label);
  return {{"title", b.title}, {"x", b.x.title}, {"rows", rows}};
}

Json jsonOf(const Chart& c) {
  Json json{{"type", "chart"}, {"caption", c.caption}};
  json.update(std::visit([](const auto& figure) { return jsonOf(figure); }, c.figure));
  return json;
}

Json jsonOf(const Command& c) { return {{"type", "command"}, {"why", c.why}, {"line", c.line}}; }

Json jsonOf(const Listing& s) { return {{"type", "source"}, {"title", s.title}, {"text", s.text}}; }

}  // namespace

std::string jsonOf(const Document& d) {
  Json json{{"schema", 1},      {"report", d.kind},       {"program", d.program},
            {"title", d.title}, {"subtitle", d.subtitle}, {"sections", Json::array()}};
  for (const Section& s : d.sections) {
    Json section{{"id", s.id}, {"title", s.title}, {"blocks", Json::array()}};
    for (const Block& b : s.blocks)
      section["blocks"].push_back(std::visit([](const auto& block) { return jsonOf(block); }, b));
    json["sections"].push_back(std::move(section));
  }
  return jsonText(json);
}

}  // namespace headroom
