#include "analysis/figure/svg.h"
#include "analysis/figure/trace_lines.h"
#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/cli/output_file.h"
#include "scenarios/cli/tool.h"
#include "scenarios/report/scene.h"
#include "scenarios/suggest.h"
#include "scenarios/view/figure.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace headroom::cli {
namespace {

std::string nameOf(const std::string& asked) { return asked.substr(0, asked.find('[')); }

/// "a,b[web;0.99],c"; a comma inside brackets belongs to a label.
std::vector<std::string> atCommas(const std::vector<std::string>& options) {
  std::vector<std::string> all;
  for (const std::string& text : options) {
    std::string one;
    bool inside = false;
    for (const char c : text + ",") {
      if (c == '[') inside = true;
      if (c == ']') inside = false;
      if (c != ',' || inside) {
        one += c;
      } else if (!one.empty()) {
        all.push_back(one);
        one.clear();
      }
    }
    if (!one.empty()) all.push_back(one);
  }
  return all;
}

/// Lines of one unit share a panel. Labels tell what is not in the panel's title.
void addLines(Drawing& f, AskedLines lines, const std::string& asked) {
  auto panel = std::find_if(f.panels.begin(), f.panels.end(), [&](const Panel& p) { return p.unit == lines.unit; });
  if (panel == f.panels.end()) {
    f.panels.push_back({asked, lines.unit, {}, false});
    panel = f.panels.end() - 1;
  } else {
    for (FigureLine& l : panel->lines)
      if (!panel->title.empty()) l.label = panel->title + (l.label.empty() ? "" : " " + l.label);
    panel->title.clear();
  }
  for (FigureLine& l : lines.lines) {
    if (panel->title.empty()) l.label = asked + (l.label.empty() ? "" : " " + l.label);
    l.style = static_cast<int>(panel->lines.size());
    panel->lines.push_back(std::move(l));
  }
}

std::string unknownSeries(const Trace& trace, const AskedLines& lines, const std::string& asked) {
  if (!lines.hint.empty() || trace.find(nameOf(asked))) return lines.error + "\n  " + lines.hint;
  std::vector<std::string> names;
  for (const Series& s : trace.announcement().series) names.push_back(s.name);
  const std::string hint = didYouMean(nameOf(asked), names);
  return lines.error + "\n  " + (hint.empty() ? "`headroom info` lists them" : hint);
}

int writePicture(const std::string& svg, const std::string& target) {
  if (!target.ends_with(".png")) {
    const std::string wrong = writeWhole(target, svg);
    return wrong.empty() ? 0 : (refuse(wrong), 1);
  }
  // A name may begin like an option; a path from the root does not.
  const std::string whole = std::filesystem::absolute(target).string();
  const std::string drawn = whole + ".svg.part", png = whole + ".png.part";
  if (const std::string wrong = writeWhole(drawn, svg); !wrong.empty()) return refuse(wrong), 1;
  // Twice as fine as it is large: for screens with small dots.
  const int code = runTool({"rsvg-convert", "--zoom", "2", "--output", png, drawn});
  std::filesystem::remove(drawn);
  std::error_code error;
  if (code == 0) std::filesystem::rename(png, target, error);
  if (code == 0 && !error) return 0;
  std::filesystem::remove(png, error);
  return refuse(fmt::format("rsvg-convert could not make {}", target)), 1;
}

/// Series drawn as they are in the trace, those of a unit in one panel.
int drawSeries(const ChartOptions& o, const Trace& trace, const why::History& history, measures::Window of) {
  Drawing figure;
  figure.title = trace.title();
  figure.from = of.from, figure.until = of.until;
  figure.clocks = clocksOf(history.calendar, history.end);
  for (const std::string& asked : atCommas(o.series)) {
    AskedLines lines = linesOf(trace, asked, of.from, of.until);
    if (!lines.error.empty()) return refuse(unknownSeries(trace, lines, asked));
    addLines(figure, std::move(lines), asked);
  }
  figure.bands = faultBands(history);
  figure.marks = decisionMarks(history, std::nullopt);
  return writePicture(svgOf(figure), o.output);
}

/// The charts of the window, to the byte what it writes itself.
int drawCharts(const ChartOptions& o, measures::Window of) {
  view::Figure figure;
  try {
    const auto run = view::openTrace(o.file);
    figure.head = run->head();
    figure.view = std::make_shared<const view::TraceView>(view::viewOf(*run, o.service, o.zone));
  } catch (const Failure& e) {
    return refuse(fmt::format("{} cannot be drawn: {}", o.file, e.what()));
  }
  figure.plots = atCommas(o.charts);
  figure.from = of.from, figure.until = std::min(of.until, figure.view->end());
  std::vector<std::string> names;
  for (const view::Plot& plot : figure.view->plots) names.push_back(plot.id);
  for (const std::string& asked : figure.plots)
    if (!figure.plot(asked)) {
      const std::string hint = didYouMean(asked, names);
      return refuse(fmt::format("the run has no chart `{}`\n  {}", asked,
                                hint.empty() ? fmt::format("its charts are {}", fmt::join(names, ", ")) : hint));
    }
  if (!o.output.ends_with(".csv")) return writePicture(figureSvg(figure), o.output);
  const std::string wrong = writeWhole(o.output, figureCsv(figure));
  return wrong.empty() ? 0 : (refuse(wrong), 1);
}

}  // namespace

int chart(const ChartOptions& o) {
  const bool png = o.output.ends_with(".png"), numbers = o.output.ends_with(".csv") && !o.charts.empty();
  if (!png && !numbers && !o.output.ends_with(".svg") && o.output != "-")
    return refuse(fmt::format("{} is neither .svg nor .png\n  the name says which it is to be", o.output));
  if (png && !onPath("rsvg-convert"))
    return refuse("a .png is made by rsvg-convert, which is not here\n  install librsvg2-bin (Debian), or write .svg");
  if (const std::string why = refuseToReplace(o.output, o.force); !why.empty()) return refuse(why);
  const auto trace = openOrExplain(o.file);
  if (!trace) return 2;
  why::History history;
  try {
    history = why::historyOf(*trace);
  } catch (const Failure& e) {
    return refuse(fmt::format("{} cannot be drawn: {}", o.file, e.what()));
  }
  const auto window = windowOr(o.from, o.to, history);
  if (!window) return 2;
  return o.charts.empty() ? drawSeries(o, *trace, history, *window) : drawCharts(o, *window);
}

}  // namespace headroom::cli
