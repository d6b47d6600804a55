#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/json_text.h"
#include "scenarios/run/external_programs.h"
#include "scenarios/run/first_difference.h"
#include "scenarios/run/result_json.h"
#include "scenarios/units.h"

#include <filesystem>

#include <fmt/format.h>

namespace headroom::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Asked {
  std::string file, stage;
  std::vector<std::string> sets;
  std::optional<std::uint64_t> seed;
};

Asked askedA(const DiffOptions& o) { return {o.a, o.stage, o.sets, o.seed}; }

Asked askedB(const DiffOptions& o) {
  Asked b{o.b.empty() ? o.a : o.b, o.stageB.empty() ? o.stage : o.stageB, o.sets, o.seedB ? o.seedB : o.seed};
  b.sets.insert(b.sets.end(), o.setsB.begin(), o.setsB.end());
  return b;
}

/// Nothing, and a message, if it cannot be run.
std::optional<RunToCompare> runOf(const Asked& asked) {
  std::optional<Loaded> loaded;
  std::uint64_t seed = 1;
  std::uint32_t replica = 0;
  if (std::filesystem::is_regular_file(asked.file) && isTrace(asked.file)) {
    const auto trace = openOrExplain(asked.file);
    if (!trace) return std::nullopt;
    if (!asked.stage.empty()) return refuse("a trace holds its scenario with the stage it had"), std::nullopt;
    loaded = loadOrExplain(*trace, asked.file, asked.sets);
    seed = trace->seed(), replica = trace->replica();
  } else {
    ScenarioOptions options;
    options.file = asked.file, options.stage = asked.stage, options.sets = asked.sets;
    loaded = loadOrExplain(options);
    if (loaded) seed = static_cast<std::uint64_t>(loaded->spec->seed);
  }
  if (!loaded) return std::nullopt;
  if (const std::string policy = firstExternalPolicy(*loaded->spec); !policy.empty())
    return refuse(policy + " would start a program of its own; `diff` starts none"), std::nullopt;
  const auto blueprint = compileOrExplain(*loaded->spec);
  if (!blueprint) return std::nullopt;
  return RunToCompare{blueprint, asked.seed.value_or(seed), replica};
}

std::string doingText(const char* name, const Doing& doing, const Calendar& calendar) {
  if (doing.over) return fmt::format("  {}  has ended\n", name);
  std::string text =
      fmt::format("  {}  {}, {} s after the start\n", name, calendar.iso(doing.at), writeNumber(doing.at.inSeconds()));
  for (const std::string& what : doing.what) text += "       " + what + "\n";
  if (doing.what.empty()) text += "       something that leaves no row\n";
  return text;
}

std::string textOf(const Difference& d, const RunToCompare& a, const RunToCompare& b) {
  std::string text;
  for (const std::string& who : d.onlyA) text += fmt::format("only A has {}\n", who);
  for (const std::string& who : d.onlyB) text += fmt::format("only B has {}\n", who);
  if (d.equal) return text + "equal: both runs do the same\n";
  text += fmt::format("the first {} events are the same; then\n", d.same);
  text += doingText("A", d.a, a.blueprint->calendar) + doingText("B", d.b, b.blueprint->calendar);
  if (d.a.what == d.b.what && d.a.at == d.b.at && !d.a.over)
    text += "  The same at the same time, but of another call or worker.\n";
  return text;
}

Json jsonOf(const Doing& doing) {
  if (doing.over) return {{"over", true}, {"time_s", nullptr}, {"what", Json::array()}};
  return {{"over", false}, {"time_s", doing.at.inSeconds()}, {"what", doing.what}};
}

std::string jsonOf(const Difference& d) {
  Json json{{"schema", 1}, {"version", programVersion()}, {"equal", d.equal}};
  json["same_events"] = d.equal ? Json(nullptr) : Json(d.same);
  json["only_a"] = d.onlyA;
  json["only_b"] = d.onlyB;
  json["a"] = d.equal ? Json(nullptr) : jsonOf(d.a);
  json["b"] = d.equal ? Json(nullptr) : jsonOf(d.b);
  return jsonText(json);
}

}  // namespace

int diff(const DiffOptions& o) {
  if (o.b.empty() && o.stageB.empty() && o.setsB.empty() && !o.seedB)
    return refuse("there is nothing to compare it with\n  add another scenario, --b-set, --b-seed or --b-stage");
  const auto a = runOf(askedA(o));
  const auto b = a ? runOf(askedB(o)) : std::nullopt;
  if (!b) return 2;
  watchInterrupts();
  Difference d;
  {
    TerminalProgress progress(o.quiet);
    d = firstDifference(*a, *b, progress);
  }
  if (d.interrupted) return 130;
  fmt::print("{}", o.json ? jsonOf(d) : textOf(d, *a, *b));
  return d.equal ? 0 : 1;
}

}  // namespace headroom::cli
