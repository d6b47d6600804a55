/// A report as one HTML page that needs nothing else: no request to any network, whole without scripts, light, dark and
/// on paper. A small script of its own adds a reading under the pointer and zoom; nothing else may run
/// (Content-Security-Policy by hash). Figures share a budget of points, so that the page stays below 1 MB.
#pragma once

#include "analysis/report/document.h"

#include <cstdint>
#include <string>

namespace headroom::report {

/// For whom a page is. A printer that gives figures no style of the page's (WeasyPrint) needs it in each of them.
enum class PageFor : std::uint8_t { browsers, printers };

std::string htmlOf(const Document&, PageFor = PageFor::browsers);

/// What the page's policy admits, and nothing else.
std::string pageStyle();
std::string pageScript();
/// base64 of their SHA-256; tests hold them to it.
extern const char* const pageStyleHash;
extern const char* const pageScriptHash;

}  // namespace headroom::report
