#include "scenarios/report/run_report.h"
#include "scenarios/report/sentences.h"

#include <cmath>

#include <fmt/format.h>

namespace headroom {
namespace {

using namespace report;
using Json = nlohmann::ordered_json;

void aboutServices(const RunFacts& f, std::vector<std::string>& all) {
  for (std::size_t s = 0; s < f.history.services.size(); ++s) {
    const std::string name = f.serviceName(s);
    const double busiest = f.figure(f.of(s) + "utilisation.max"), mean = f.figure(f.of(s) + "utilisation.mean");
    if (mean > 0.95)
      all.push_back(page::nearSaturation(name, mean, "the run"));
    else if (busiest > 0.95)
      all.push_back(fmt::format(
          "{} was saturated for a minute at least ({} of its slots busy): waits of that time depend on small things.",
          name, share(busiest).text));
    if (const double refused = f.figure(f.of(s) + "calls.rejected"); refused > 0)
      all.push_back(
          fmt::format("{} refused {} calls: its queues were full, or no worker was there to take them. How many "
                      "depends on the bound of the queue.",
                      name, count(refused).text));
  }
}

void aboutObjectives(const RunFacts& f, std::vector<std::string>& all) {
  const std::vector<Json> objectives = rowsIn(f, "slo");
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    const Json& o = objectives[i];
    const double allowed = numberIn(o, "ended") * (1 - numberIn(o, "target"));
    const std::string name = wordIn(o, "name");
    if (allowed < 10) all.push_back(page::tooFewToJudge(name, allowed, "this run"));
    if (!f.spec || i >= f.spec->objectives.size() || !f.spec->objectives[i].window) continue;
    const double window = f.spec->objectives[i].window->inSeconds();
    if (window > f.duration() * 1.01)
      all.push_back(fmt::format("{} has a budget over {}, longer than the run's {}.", name, seconds(window).text,
                                seconds(f.duration()).text));
  }
}

void aboutTheRun(const RunFacts& f, std::vector<std::string>& all) {
  all.emplace_back(
      "One run: no figure here has an interval. 20 replications show how much they scatter; for a statement of 95 % "
      "confidence about 95 % of all runs it takes 59 without a failure.");
  const double left = f.figure("requests.in_flight"), offered = f.figure("requests.offered");
  if (left > 0.01 * offered)
    all.push_back(fmt::format("{} of the requests were still under way at the end, and are judged nowhere.",
                              share(left / offered).text));
  if (f.duration() < 86400) all.push_back(page::monthOf("The run", f.duration()));
  if (const double wasted = f.figure("requests.wasted"); wasted > 0.01 * offered)
    all.push_back(
        fmt::format("{} answers came after their callers had gone: more than 1 % of the requests. Callers that ask "
                    "again make overload last.",
                    count(wasted).text));
  std::size_t few = 0;
  if (const auto list = f.summary.find("few_values"); list != f.summary.end() && list->is_array()) few = list->size();
  if (few) all.push_back(fmt::format("{} percentiles rest on few values; they are marked.", few));
  if (f.spec && (f.spec->measure.from || f.spec->measure.until))
    all.emplace_back("Figures are of the measured window of the scenario; the pictures show the whole run.");
}

}  // namespace

std::vector<std::string> warningsOf(const RunFacts& f) {
  std::vector<std::string> all;
  if (!f.ended()) return all;
  aboutServices(f, all);
  aboutObjectives(f, all);
  aboutTheRun(f, all);
  return all;
}

}  // namespace headroom
