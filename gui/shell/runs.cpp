// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/runs.h"

#include "gui/run/run_page.h"
#include "gui/trace_page.h"
#include "gui/world/run_scenario.h"

namespace headroom::gui {

std::shared_ptr<const RunData> runOf(const Page* page) {
  if (const auto* trace = qobject_cast<const TracePage*>(page)) return trace->data();
  if (auto* run = qobject_cast<RunPage*>(const_cast<Page*>(page))) return run->experiment().session().data();
  return nullptr;
}

std::optional<ServiceGraph> graphOf(const Page* page) {
  if (auto* run = qobject_cast<RunPage*>(const_cast<Page*>(page))) {
    const auto prepared = run->experiment().session().prepared();
    if (prepared && prepared->loaded.spec) return graphOf(*prepared->loaded.spec);
  }
  const auto run = runOf(page);
  return run ? graphOfRun(*run) : std::nullopt;
}

TimeWindow* timeOf(Page* page) {
  if (auto* run = qobject_cast<RunPage*>(page)) return &run->charts().time();
  auto* trace = qobject_cast<TracePage*>(page);
  return trace ? &trace->time() : nullptr;
}

}  // namespace headroom::gui
