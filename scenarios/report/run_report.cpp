#include "scenarios/report/run_report.h"

#include "analysis/figure/trace_lines.h"
#include "scenarios/report/scene.h"
#include "scenarios/run/result_json.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom {
namespace {

/// Functions have no capacity and nobody's wish for a number: a line at 0 would say they have none.
bool neverThere(const std::string& series, const FigureLine& line) {
  return (series.starts_with("supply[") || series.starts_with("workers_desired[")) &&
         std::all_of(line.value.begin(), line.value.end(), [](double v) { return v == 0 || std::isnan(v); });
}

}  // namespace

std::vector<FigureLine> linesFor(const RunFacts& f, const std::vector<WantedLine>& wanted, double from, double until) {
  std::vector<FigureLine> lines;
  for (const WantedLine& w : wanted) {
    AskedLines found = linesOf(f.trace, w.series, from, until);
    for (FigureLine& line : found.lines) {
      if (neverThere(w.series, line)) continue;
      line.label = w.label;
      line.style = w.style;
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

Drawing figureOver(const RunFacts& f, const std::string& title, double from, double until) {
  Drawing figure;
  figure.title = title;
  figure.from = from, figure.until = until;
  figure.clocks = clocksOf(f.history.calendar, f.duration());
  figure.bands = faultBands(f.history);
  return figure;
}

report::Document reportOf(const RunFacts& f) {
  report::Document d;
  d.title = f.trace.title();
  const Clocks clocks = clocksOf(f.history.calendar, f.duration());
  d.subtitle = fmt::format("{} from {} {}, simulated; a report of one run", report::seconds(f.duration()).text,
                           dateText(clocks.local(0), true), timeOfDayText(clocks.local(0)));
  d.program = "headroom " + programVersion();
  const std::vector<std::string> warnings = warningsOf(f);
  const auto add = [&](std::vector<report::Section> sections) {
    for (report::Section& s : sections) d.sections.push_back(std::move(s));
  };
  add(pageOne(f, warnings));
  if (!f.ended()) return d;
  add(serviceParts(f));
  add(faultParts(f));
  d.sections.push_back(decisionPart(f));
  d.sections.push_back(percentilePart(f));
  const std::string text = f.trace.text("resolved");
  constexpr std::size_t most = 60'000;
  d.sections.push_back(
      {"scenario",
       "The scenario",
       2,
       {report::Listing{"Every value, after extends, stage, variables and sets",
                        text.size() > most ? text.substr(0, most) + "\n(the rest is in the trace)\n" : text}}});
  return d;
}

}  // namespace headroom
