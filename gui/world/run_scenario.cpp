// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/world/run_scenario.h"

#include "analysis/trace/trace.h"
#include "gui/data/hdf5_use.h"
#include "scenarios/load.h"

#include <exception>

namespace headroom::gui {

std::optional<ServiceGraph> graphOfRun(const RunData& run) {
  const std::string& file = run.head().file;
  const auto use = hdf5Use();
  try {
    if (!isTrace(file)) return std::nullopt;
    LoadOptions asTold;
    asTold.asItStands = true;  // the files that it once read may be elsewhere
    const Loaded loaded = loadText(Trace(file).text("resolved"), file, asTold);
    return loaded.spec ? std::optional(graphOf(*loaded.spec)) : std::nullopt;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace headroom::gui
