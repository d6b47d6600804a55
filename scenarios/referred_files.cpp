#include "scenarios/referred_files.h"

#include "models/demand/recorded.h"
#include "scenarios/recorded_json.h"
#include "scenarios/tree.h"
#include "scenarios/units.h"

#include <charconv>
#include <filesystem>
#include <fstream>

namespace headroom {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t mostValues = 1'000'000;

struct Files {
  ScenarioSpec& spec;
  const PlaceOf& placeOf;
  Issues& issues;

  void error(const std::string& path, std::string what, std::string wanted = {}) {
    issues.push_back({Issue::Severity::error, placeOf(path), path, std::move(what), std::move(wanted), ""});
  }

  /// Is it there, and a file we may read? Says what is wrong otherwise.
  bool readable(const std::string& file, const std::string& path) {
    std::error_code ignored;
    const std::string shown = "`" + quoteForMessage(file) + "`";
    if (!fs::exists(file, ignored))
      return error(path, "there is no file " + shown, "a path relative to the scenario"), false;
    if (!fs::is_regular_file(file, ignored)) return error(path, shown + " is not a file"), false;
    if (!std::ifstream(file)) return error(path, shown + " cannot be read"), false;
    return true;
  }

  void row(const std::string& file, int line, std::string what) {
    issues.push_back({Issue::Severity::error,
                      {file, line, 1},
                      "",
                      std::move(what),
                      "a duration a line, as `250ms`, or seconds",
                      ""});
  }

  void empirical(Empirical& law, const std::string& path) {
    if (law.file.empty() || !readable(law.file, path)) return;
    std::ifstream in(law.file);
    int number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.ends_with('\r')) line.pop_back();
      if (line.empty() || line[0] == '#') continue;
      Refusal asDuration, asNumber;
      std::optional<Duration> d = readDuration(line, asDuration);
      if (const auto seconds = d ? std::nullopt : readNumber(line, asNumber);
          seconds && *seconds < 9e9 && *seconds > -9e9)
        d = Duration::fromSeconds(*seconds);
      if (!d) return row(law.file, number, asDuration.what);
      if (d->ns() < 0) return row(law.file, number, "`" + quoteForMessage(line) + "` is less than 0");
      if (law.values.size() >= mostValues) return row(law.file, number, "more than 1,000,000 values");
      law.values.push_back(*d);
    }
    if (law.values.empty()) error(path, "`" + quoteForMessage(law.file) + "` holds no value", "a duration a line");
  }

  /// A series that cannot be used is the scenario's problem now, not the run's later.
  void recorded(RecordedCurve& curve, const std::string& path) {
    if (!readable(curve.file, path)) return;
    if (isJsonFile(curve.file)) {
      readRecordedJson(curve, path, issues);
      if (curve.rows.empty()) return;
    } else if (!curve.series.empty()) {
      return error(path, "`series` chooses among the series of a JSON file, and this is none", "`column`");
    }
    try {
      RecordedSeries::read(curve);
    } catch (const Failure& f) {
      const std::string what = f.what(), prefix = curve.file + ":";
      int line = 0, column = 1;
      const auto end = what.find(": ", prefix.size());
      if (what.starts_with(prefix) && end != std::string::npos) {
        const auto rest = std::from_chars(what.data() + prefix.size(), what.data() + end, line).ptr;
        if (*rest == ':') std::from_chars(rest + 1, what.data() + end, column);
      }
      if (line > 0)
        issues.push_back({Issue::Severity::error, {curve.file, line, column}, path, what.substr(end + 2), "", ""});
      else
        error(path, quoteForMessage(what));
    }
  }

  void law(LawSpec& l, const std::string& path) {
    if (auto* e = std::get_if<Empirical>(&l)) empirical(*e, path + ".empirical.file");
  }
  void law(std::optional<LawSpec>& l, const std::string& path) {
    if (l) law(*l, path);
  }
  void client(ClientSpec& c, const std::string& path) { law(c.timeout, path + ".timeout"); }

  void curves(std::vector<CurveSpec>& list, const std::string& path) {
    for (auto& c : list)
      if (auto* r = std::get_if<RecordedCurve>(&c.curve); r && !r->file.empty())
        recorded(*r, path + "." + c.name + ".file");
  }

  void history(PolicySpec& policy, const std::string& path) {
    std::visit(
        [&](auto& p) {
          if constexpr (std::is_base_of_v<ForecastSpec, std::remove_cvref_t<decltype(p)>>) curves(p.history, path);
        },
        policy.policy);
  }

  void all() {
    for (auto& d : spec.demand) {
      const std::string at = "demand." + d.name;
      curves(d.rate, at + ".rate");
      curves(d.times, at + ".times");
      law(d.arrivals.gaps, at + ".arrivals.gaps");
      if (d.users) law(d.users->think, at + ".users.think");
      client(d.client, at + ".client");
    }
    for (auto& s : spec.services) {
      const std::string at = "services." + s.name;
      law(s.worker.serviceTime, at + ".worker.service_time");
      law(s.start.launch, at + ".start.launch");
      law(s.start.boot, at + ".start.boot");
      law(s.start.init, at + ".start.init");
      for (auto& p : s.scaling) history(p, at + ".scaling." + p.name + ".history");
      for (auto& c : s.calls) client(c.client, at + ".calls." + c.name + ".client");
    }
    for (auto& f : spec.faults) {
      law(f.every, "faults." + f.name + ".every");
      law(f.lasts, "faults." + f.name + ".lasts");
    }
  }
};

}  // namespace

void loadReferredFiles(ScenarioSpec& spec, const PlaceOf& placeOf, Issues& issues) {
  Files{spec, placeOf, issues}.all();
}

}  // namespace headroom
