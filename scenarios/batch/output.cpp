#include "scenarios/batch/output.h"

#include "analysis/measures/money.h"
#include "analysis/stats/half_width.h"
#include "scenarios/json_text.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom::batch {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t shownCells = 40, shownFailures = 5;

std::string plural(std::uint64_t n, const std::string& what) {
  return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
}

std::string oftenIn(const sweep::Replication& r) {
  return r.fixed() ? plural(r.max, "run") + " each" : fmt::format("{} to {} runs each", r.min, r.max);
}

Json valuesOf(const sweep::Design& d, std::size_t cell) {
  Json values = Json::object();
  for (const sweep::Axis& a : d.axes) {
    const std::size_t i = d.valueOf(cell, a);
    values[a.name] = a.numbers.empty() ? Json(a.texts[i]) : jsonNumber(a.numbers[i]);
  }
  return values;
}

Json axesOf(const sweep::Design& d) {
  Json axes = Json::array();
  for (const sweep::Axis& a : d.axes) {
    Json values = a.numbers.empty() ? Json(a.texts) : Json(a.numbers);
    axes.push_back({{"name", a.name},
                    {"sets", a.sentence},
                    {"unit", a.numbers.empty() ? Json(nullptr) : Json(a.unit)},
                    {"values", values}});
  }
  return axes;
}

Json headOf(const sweep::Design& d) {
  return {{"schema", 1},    {"sweep", d.name}, {"version", d.version},
          {"hash", d.hash}, {"seed", d.seed},  {"axes", axesOf(d)}};
}

const Estimate* find(const CellResult& c, const char* path) {
  const auto it = std::find_if(c.figures.begin(), c.figures.end(), [&](const Estimate& e) { return e.path == path; });
  return it == c.figures.end() ? nullptr : &*it;
}

/// "99.21 % ± 0.12".
std::string shown(const CellResult& c, const char* path, double factor, const char* unit) {
  const Estimate* e = find(c, path);
  if (!e || !std::isfinite(e->value * factor)) return "unknown";
  std::string text = fmt::format("{:.4g}{}", e->value * factor, unit);
  if (std::isfinite(e->halfWidth))
    text += fmt::format(" ± {:.2g}", stats::toldHalfWidth(e->value, e->halfWidth) * factor);
  return text;
}

/// How many runs a month of 730 h is.
double monthsOf(const CellResult& c) {
  const Estimate* measured = find(c, "measured_s");
  return measured && measured->value > 0 ? measures::hoursOfMonth * 3600 / measured->value : std::nan("");
}

std::size_t columnsOf(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, columnsOf(text)), ' ');
}

std::string row(const CellResult& c, std::size_t width) {
  std::string out = "  " + padded(c.label, width) + "  " + padded(shown(c, "availability", 100, " %"), 20) +
                    padded(shown(c, "latency_s.p99", 1, " s"), 20) + shown(c, "cost_usd.total", monthsOf(c), " USD");
  if (c.failed) out += fmt::format("  {} failed", c.failed);
  return out + "\n";
}

std::string failureLine(const sweep::Design& d, const RunRecord& r) {
  const std::string cell = d.label(r.id.cell);
  return fmt::format("  {}replica {} (seed {}): {}\n", cell.empty() ? "" : cell + ", ", r.id.replica, d.seed, r.reason);
}

}  // namespace

std::string textOf(const sweep::Plan& plan) {
  const sweep::Design& d = plan.design;
  std::string out =
      fmt::format("{}\n{}, {}, seed {}\n", d.name, plural(d.cells.size(), "cell"), oftenIn(d.replication), d.seed);
  for (std::size_t c = 0; c < d.cells.size(); ++c) out += fmt::format("  {:>5}  {}\n", c, d.label(c));
  return out;
}

std::string jsonOf(const sweep::Plan& plan) {
  const sweep::Design& d = plan.design;
  Json json = headOf(d);
  json["replicas"] = {{"min", d.replication.min}, {"max", d.replication.max}};
  json["cells"] = Json::array();
  for (std::size_t c = 0; c < d.cells.size(); ++c)
    json["cells"].push_back({{"cell", c},
                             {"values", valuesOf(d, c)},
                             {"scenario", plan.cells[c].file},
                             {"stage", plan.cells[c].stage.empty() ? Json(nullptr) : Json(plan.cells[c].stage)},
                             {"sets", plan.cells[c].sets}});
  return jsonText(json);
}

std::string lineOf(const BatchState& s, double seconds) {
  const double now = static_cast<double>(s.runsDone - s.runsBefore) + s.running;
  const double left = static_cast<double>(s.runs - s.runsDone) - s.running;
  std::string line = fmt::format("{} of {} cells  {} of {} runs  {:.3g} runs/s", s.cellsDone, s.cells, s.runsDone,
                                 s.runs, now / seconds);
  if (now > 0) line += fmt::format("  {:.0f} s left", std::max(0.0, left) * seconds / now);
  if (s.failures) line += fmt::format("  {} failed", s.failures);
  return line;
}

std::string textOf(const SweepResult& r, const std::string& file) {
  std::string out = fmt::format("{}\n{}, {}, {} failed, seed {}\n\n", r.design.name, plural(r.cells.size(), "cell"),
                                plural(r.runs, "run"), r.failures.size(), r.design.seed);
  std::size_t width = 4;
  for (const CellResult& c : r.cells) width = std::max(width, columnsOf(c.label));
  out += "  " + padded("cell", width) + "  " + padded("availability", 20) + padded("p99", 20) + "cost a month\n";
  for (std::size_t i = 0; i < std::min(r.cells.size(), shownCells); ++i) out += row(r.cells[i], width);
  if (r.cells.size() > shownCells) out += fmt::format("  … and {} more\n", r.cells.size() - shownCells);
  if (!r.failures.empty()) out += "\n";
  for (std::size_t i = 0; i < std::min(r.failures.size(), shownFailures); ++i)
    out += failureLine(r.design, r.failures[i]);
  if (r.failures.size() > shownFailures) out += fmt::format("  … and {} more\n", r.failures.size() - shownFailures);
  if (r.broken()) out += fmt::format("\n  expect        not met in {} of {} runs\n", r.broken(), r.runs);
  return out + fmt::format("\n  sweep         {}\n", file);
}

std::string jsonOf(const SweepResult& r, const std::string& file) {
  Json json = headOf(r.design);
  json["file"] = file;
  json["runs"] = r.runs;
  json["events"] = r.events;
  json["broken"] = r.broken();
  json["cells"] = Json::array();
  for (std::size_t c = 0; c < r.cells.size(); ++c) {
    const CellResult& cell = r.cells[c];
    Json figures = Json::object();
    for (const Estimate& e : cell.figures)
      figures[e.path] = {
          {"value", jsonNumber(e.value)}, {"half_width", jsonNumber(e.halfWidth)}, {"level", 0.95}, {"n", e.n}};
    json["cells"].push_back({{"cell", c},
                             {"values", valuesOf(r.design, c)},
                             {"replicas", cell.replicas},
                             {"failed", cell.failed},
                             {"broken", cell.broken},
                             {"figures", figures}});
  }
  json["failures"] = Json::array();
  for (const RunRecord& f : r.failures)
    json["failures"].push_back({{"cell", f.id.cell},
                                {"values", valuesOf(r.design, f.id.cell)},
                                {"replica", f.id.replica},
                                {"seed", r.design.seed},
                                {"reason", f.reason},
                                {"log", f.log}});
  return jsonText(json);
}

}  // namespace headroom::batch
