#include "models/simulation.h"
#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/json_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace headroom::cli {
namespace {

void printJson(bool ok, const Issues& issues) {
  nlohmann::ordered_json json{{"schema", 1}, {"ok", ok}, {"issues", nlohmann::ordered_json::array()}};
  for (const Issue& i : issues)
    json["issues"].push_back({{"severity", i.severity == Issue::Severity::error ? "error" : "warning"},
                              {"file", i.place.file},
                              {"line", i.place.line},
                              {"column", i.place.column},
                              {"path", i.path},
                              {"what", i.what},
                              {"wanted", i.wanted},
                              {"hint", i.hint}});
  fmt::print("{}", jsonText(json));
}

}  // namespace

int check(const CheckOptions& o) {
  const Loaded scenario = loaded(o);
  if (!o.json) explain(scenario.issues, scenario.sources);
  const bool ok = scenario.ok() && compileOrExplain(*scenario.spec);
  if (o.json) printJson(ok, scenario.issues);
  if (!ok) return 2;
  if (o.resolved) {
    fmt::print("{}", scenario.resolved);
  } else if (!o.json) {
    fmt::print("{}: fine\n", o.file);
  }
  return 0;
}

}  // namespace headroom::cli
