// SPDX-License-Identifier: GPL-3.0-or-later
/// The run that a page shows, whichever page it is.
#pragma once

#include "gui/data/view.h"
#include "gui/page.h"
#include "gui/time_window.h"
#include "gui/world/service_graph.h"

#include <memory>
#include <optional>

namespace headroom::gui {

/// Null: it shows none.
std::shared_ptr<const RunData> runOf(const Page*);
/// Who calls whom in it, as far as that is known.
std::optional<ServiceGraph> graphOf(const Page*);
/// The time window of its charts; null: it has none to share.
TimeWindow* timeOf(Page*);

}  // namespace headroom::gui
