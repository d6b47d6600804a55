/// A report as Markdown (GitHub's dialect, for its tables); figures are told by their captions.
#pragma once

#include "analysis/report/document.h"

#include <string>

namespace headroom::report {

std::string markdownOf(const Document&);

}  // namespace headroom::report
