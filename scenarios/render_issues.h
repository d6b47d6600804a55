/// Issues as people read them: place, what is wrong, the line with a mark under it, what is allowed, what to try.
///
///   web.yaml:8:12: error: `lasts`: `40` has no unit
///     8 |   - zone_outage: {zone: b, at: "20:10", lasts: 40}
///       |                                                ^ a duration, as `250ms`, `90s`, `1h30min`
///       = write `40s` or `40min`
#pragma once

#include "scenarios/load.h"

#include <string>
#include <vector>

namespace headroom {

/// At most `most` issues, then how many more there are. In an excerpt a control character is a `?`.
std::string renderIssues(const Issues&, const std::vector<LoadedText>& sources, bool colour = false,
                         std::size_t most = 20);

/// The first line of an issue: `file:line:column: error: what`.
std::string issueLine(const Issue&);

}  // namespace headroom
