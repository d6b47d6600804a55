#include "tests/library/library_run.h"

#include "models/simulation.h"
#include "scenarios/library.h"
#include "scenarios/load.h"
#include "scenarios/run/run.h"
#include "sim/issue.h"
#include "tests/no_progress.h"

#include <map>

namespace headroom {
namespace {

LibraryRun make(const std::string& name, const Variation& how) {
  const auto file = libraryFile(name);
  if (!file) throw Failure("there is no library scenario `" + name + "`");
  LoadOptions options;
  options.stage = how.stage;
  options.sets = how.sets;
  const Loaded loaded = load(*file, options);
  if (!loaded.ok()) throw Failure(name + ": " + (loaded.issues.empty() ? "?" : loaded.issues.front().what));
  NoProgress progress;
  RunResult result = runOnce(compile(*loaded.spec), how.seed, 0, {}, progress);
  LibraryRun run{std::move(result.summary), {}, result.events};
  run.verdicts = judge(loaded.spec->expect, [&](const std::string& path) { return run.summary[path]; });
  return run;
}

}  // namespace

double LibraryRun::operator[](const std::string& path) const {
  const Figure* figure = summary.find(path);
  if (!figure) throw Failure("there is no figure `" + path + "`");
  return figure->value;
}

double LibraryRun::attainment(const std::string& objective) const {
  for (const ObjectiveFigures& o : summary.slo)
    if (o.name == objective) return o.attainment;
  throw Failure("there is no objective `" + objective + "`");
}

double LibraryRun::amplification() const { return (*this)["requests.attempts"] / (*this)["requests.offered"]; }

const LibraryRun& libraryRun(const std::string& name, const Variation& how) {
  static std::map<std::string, LibraryRun> made;
  std::string key = name + " " + how.stage + " " + std::to_string(how.seed);
  for (const std::string& set : how.sets) key += " " + set;
  const auto found = made.find(key);
  return found != made.end() ? found->second : made.emplace(key, make(name, how)).first->second;
}

}  // namespace headroom
