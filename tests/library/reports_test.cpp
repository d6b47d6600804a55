/// A page of whatever the library has: functions, pods, ladders, spot capacity, chains, closed loops …
#include "analysis/report/html.h"
#include "analysis/report/markdown.h"
#include "analysis/trace/trace_writer.h"
#include "models/simulation.h"
#include "scenarios/library.h"
#include "scenarios/load.h"
#include "scenarios/report/run_report.h"
#include "scenarios/run/result_json.h"
#include "tests/analysis/scratch.h"
#include "tests/library/library_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using testing::HasSubstr;
using testing::Not;

report::Document reportOfRun(const std::string& name, const std::string& file) {
  const Loaded loaded = load(name);
  const auto blueprint = compile(*loaded.spec);
  const RunTitle title{loaded.spec->name, 1, blueprint->duration.inSeconds()};
  TraceWriter writer(file, {title.scenario,
                            blueprint->calendar.iso(Instant()),
                            programVersion(),
                            1,
                            0,
                            {{"resolved", loaded.resolved}, {"source", name}}});
  writer.announce(announcementOf(*blueprint));
  World world(blueprint, 1);
  world.run({.listener = &writer});
  RunResult result;
  result.summary = summaryOf(world);
  result.fingerprint = world.fingerprint();
  writer.finish({"complete", result.fingerprint, jsonOf(title, result, {}, false), {}});
  return reportOf(factsOf(Trace(file), file));
}

/// The lighter ones, so that this takes seconds: pods, functions, ladders, chunks, a chain of services among them.
TEST(Reports, OfLibraryScenariosAreWholePages) {
  const Scratch dir;
  int made = 0;
  for (const LibraryScenario& s : libraryScenarios()) {
    if (libraryRun(s.name).events > 1'500'000) continue;
    const report::Document d = reportOfRun(s.name, dir / (s.name + ".h5"));
    const std::string html = report::htmlOf(d), markdown = report::markdownOf(d);
    EXPECT_LT(html.size(), 1'000'000u) << s.name;
    EXPECT_THAT(html, HasSubstr("</html>")) << s.name;
    for (const char* wrong : {"=\"http", "src=", "url(", ">nan", "\"nan", "nan\""})
      EXPECT_THAT(html, Not(HasSubstr(wrong))) << s.name;
    EXPECT_THAT(markdown, HasSubstr("## Verdict")) << s.name;
    ++made;
  }
  EXPECT_GE(made, 8);
}

}  // namespace
}  // namespace headroom
